package dev.kirooperator.directory;

/** Whether being in a group lets people into AWS accounts. */
public sealed interface AccountAccess {

    /** The group has no account assignment. */
    record None() implements AccountAccess {}

    /** The group has account assignments: permission sets in AWS accounts. */
    record Held() implements AccountAccess {}

    /**
     * AWS does not tell it to this operator.
     *
     * @param why what AWS answered, without what differs from call to call
     */
    record Untold(String why) implements AccountAccess {}
}
