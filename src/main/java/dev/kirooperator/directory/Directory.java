package dev.kirooperator.directory;

import java.time.Duration;
import java.util.Optional;

/**
 * One Identity Center's users, groups and memberships.
 *
 * <p>Reads come from one snapshot that all callers share. It is made of lists that were read to their end (a list that fails
 * half-way leaves the snapshot as it was and fails the caller), is refreshed when it is older than the caller allows, and is
 * written through by the methods below that change something, so that no caller has to read its own writes again.
 *
 * <p>Every method may throw {@link dev.kirooperator.aws.AwsException}. A write whose answer was lost is resolved by reading before
 * it is reported as failed.
 */
public interface Directory {

    /** The shared snapshot, read again first when its lists are older than {@code maxAge}. */
    DirectorySnapshot snapshot(Duration maxAge);

    /** The shared snapshot as it is, however old, without asking AWS; empty before the first read. */
    Optional<DirectorySnapshot> latest();

    /** All memberships of a group, read again first when older than {@code maxAge}. */
    GroupMemberships memberships(String groupId, Duration maxAge);

    /**
     * The memberships with everything this operator wrote read back: point by point while few are unconfirmed, by a fresh list
     * otherwise.
     */
    GroupMemberships confirmedMemberships(String groupId);

    /** How long this operator has not joined anybody to any group; since its start, if it never has. */
    Duration sinceLastJoin();

    /** Reads one user now, past the snapshot, and puts what it found into the snapshot. */
    Optional<User> readUser(String userId);

    /** Reads one user by name now, past the snapshot, and puts what it found into the snapshot. */
    Optional<User> readUserByName(String userName);

    /** Reads one group now, past the snapshot, and puts what it found into the snapshot. */
    Optional<Group> readGroup(String groupId);

    /** Reads one group by display name now, past the snapshot, and puts what it found into the snapshot. */
    Optional<Group> readGroupByName(String displayName);

    /** Creates a user. A user of that name that exists already is a {@code Conflict}. */
    User createUser(UserAttributes attributes);

    /** Writes the attributes that differ; a changed user name renames in place. */
    User updateUser(User current, UserAttributes wanted);

    /** Deletes a user; one that is gone already is deleted. */
    void deleteUser(String userId);

    /** Creates a group. A group of that display name that exists already is a {@code Conflict}. */
    Group createGroup(String displayName, String description);

    /** Writes what differs; a changed display name renames in place. */
    Group updateGroup(Group current, String displayName, String description);

    /** Deletes a group; one that is gone already is deleted. */
    void deleteGroup(String groupId);

    /** Joins a user to a group; one that is in it already is joined. */
    Membership join(String groupId, String userId);

    /** Ends a membership; one that is gone already is ended. */
    void leave(Membership membership);
}
