package dev.kirooperator.testing.cluster;

/**
 * What a run of kubectl came to.
 *
 * @param exit its status, 0 for success
 */
public record KubectlResult(int exit, String stdout, String stderr) {

    /** The standard output of a run that must have succeeded. */
    public String orFail() {
        if (exit != 0) {
            throw new AssertionError("Expected kubectl to end with 0, it ended with " + exit + ": " + stderr + stdout);
        }
        return stdout;
    }
}
