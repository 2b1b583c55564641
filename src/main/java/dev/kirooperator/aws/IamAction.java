package dev.kirooperator.aws;

/**
 * A permission.
 *
 * @param name as a policy names it, for example {@code identitystore:CreateGroup}
 * @param basis how it is known that an operation needs it
 */
public record IamAction(String name, Basis basis) {

    /** How a permission is known. */
    public enum Basis {
        /** The action of the operation's own name, in AWS's or Kiro's documentation. */
        DOCUMENTED,
        /** A public tool that calls the private operation says so. */
        OBSERVED,
        /**
         * Kiro's documentation gives it to its console's administrators, for AWS checks more than the operation's own action; that this
         * operation is the one which needs it is a guess.
         */
        INFERRED
    }
}
