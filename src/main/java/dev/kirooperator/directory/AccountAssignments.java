package dev.kirooperator.directory;

/**
 * Which groups and users of one Identity Center have account assignments. Every method that asks AWS throws {@link
 * dev.kirooperator.aws.AwsException} where the answer may be had by asking again.
 */
public interface AccountAssignments {

    /** What is known of a group; asks AWS when that is too old. All callers share one answer. */
    AccountAccess of(String groupId);

    /** What AWS says of a group now. */
    AccountAccess now(String groupId);

    /** What AWS says of a user now, its groups' assignments included. */
    AccountAccess ofUser(String userId);

    /** Says that the operator has just made a group: it has no assignment, and nobody has to ask. */
    void isNew(String groupId);
}
