package dev.kirooperator.aws;

/**
 * How much of the wanted rate is used, after what AWS refused: others draw on the same quota, and nobody tells how much. Each refusal
 * takes three tenths away, at most once a second, since one burst is refused several times for one reason; half a minute without any
 * gives all of it back, a little at a time. Not safe for use by several threads.
 */
final class AdaptiveRate {

    private static final long SECOND = 1_000_000_000L;
    private static final double CUT = 0.7;
    private static final double RECOVERY = 30.0 * SECOND;

    private double factor = 1;
    private long since;

    /**
     * @param now by {@link PaceTime#nanos()}
     */
    AdaptiveRate(long now) {
        since = now - SECOND;
    }

    /** What the wanted rate is to be multiplied by: 1, or less for a while after a refusal; never under 0.07. */
    double factor(long now) {
        return Math.min(1, factor + Math.max(0, now - since) / RECOVERY);
    }

    /** Takes note of a call that was one too many. */
    void refused(long now) {
        if (now - since >= SECOND) {
            factor = factor(now) * CUT;
            since = now;
        }
    }
}
