package dev.kirooperator.directory;

import java.time.Instant;
import java.util.Optional;

/** What the last complete read of an Identity Center showed, with this operator's own later writes on top. */
public interface DirectorySnapshot {

    Optional<User> user(String userId);

    /** Finds a user by name; Identity Center compares user names without regard to case. */
    Optional<User> userByName(String userName);

    /** Finds a user by primary e-mail address, without regard to case; any of them where several have the same. */
    Optional<User> userByEmail(String email);

    Optional<Group> group(String groupId);

    /** Finds a group by display name; Identity Center keeps display names of groups unique, without regard to case. */
    Optional<Group> groupByName(String displayName);

    /** Finds a group by the {@link Group#note} of its description; any of them where several have the same. */
    Optional<Group> groupByNote(String note);

    /** How much of the directory an identity provider feeds. */
    UserFeed feed();

    /** When the lists under this snapshot were begun. */
    Instant readAt();
}
