package dev.kirooperator.aws;

/**
 * How much of AWS's call quota this operator takes ({@code kiro.pacing}).
 *
 * @param quota AWS's quota of each API operation, in calls a second and account
 * @param share the part of the quota to use, above 0 and at most 1
 */
public record PacingSettings(double quota, double share) {

    /** AWS's usual quota for Identity Store and SSO Admin. */
    public static final double USUAL_QUOTA = 20;

    public PacingSettings {
        if (!(quota > 0)) {
            throw new IllegalArgumentException("kiro.pacing.calls-per-second must be above 0 calls a second, found "
                    + quota + ": leave it at 20 unless AWS has raised your quota");
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "kiro.pacing.share must be above 0 and at most 1, found " + share + ": set 0.8 to take 80 percent");
        }
    }

    /** Four fifths of the usual quota, so that people and other tools still get through. */
    public static PacingSettings usual() {
        return new PacingSettings(USUAL_QUOTA, 0.8);
    }

    /** Calls a second to one API operation. */
    public double callsPerSecond() {
        return quota * share;
    }

    /**
     * Calls to one API operation that may go out at once after a rest: an eighth of a second's worth, and at most half of what the
     * share leaves of the quota of any one second. The other half is for calls that were let go in time and sent late.
     */
    public double burst() {
        return Math.max(1, Math.min(callsPerSecond() / 8, (quota - callsPerSecond()) / 2));
    }
}
