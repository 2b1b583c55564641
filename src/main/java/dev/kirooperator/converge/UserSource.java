package dev.kirooperator.converge;

/** Where the users of an Identity Center come from ({@code kiro.connections.<name>.identity-center.users}). */
public enum UserSource {
    /** From an identity provider where more than half of the users carry its ids, else from the operator. */
    AUTO,
    /** The operator creates users that are not there. */
    OPERATOR,
    /** An identity provider creates them; the operator waits. */
    IDENTITY_PROVIDER
}
