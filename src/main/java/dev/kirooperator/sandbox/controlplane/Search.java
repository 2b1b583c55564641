package dev.kirooperator.sandbox.controlplane;

/** What one source of binaries answered. */
public sealed interface Search {

    /** The source has all three programs. */
    record Found(Binaries binaries) implements Search {}

    /**
     * The source does not have them; the next one may.
     *
     * @param reason what was expected, what was found, what to do; a sentence or two
     */
    record Missing(String reason) implements Search {}
}
