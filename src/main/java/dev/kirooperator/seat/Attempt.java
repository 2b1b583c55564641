package dev.kirooperator.seat;

/** What became of a read that AWS may refuse. */
sealed interface Attempt<T> {

    record Got<T>(T value) implements Attempt<T> {}

    /**
     * AWS does not let this caller read it, or does not know the operation; asking again soon is of no use.
     *
     * @param gone what the read is about is not there (any more)
     */
    record Refused<T>(String why, boolean gone) implements Attempt<T> {}

    /** It did not work this time. */
    record Failed<T>(String why) implements Attempt<T> {}
}
