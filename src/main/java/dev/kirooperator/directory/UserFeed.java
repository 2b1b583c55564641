package dev.kirooperator.directory;

import java.util.Collection;
import java.util.Optional;

/**
 * How much of a directory an external identity provider feeds.
 *
 * @param users how many users there are
 * @param provisioned how many of them carry external ids
 * @param issuer one of the providers
 */
public record UserFeed(int users, int provisioned, Optional<String> issuer) {

    public static UserFeed of(Collection<User> users) {
        int provisioned =
                (int) users.stream().filter(user -> user.issuer().isPresent()).count();
        return new UserFeed(
                users.size(),
                provisioned,
                users.stream().flatMap(user -> user.issuer().stream()).sorted().findFirst());
    }

    /** Whether more than half of the users come from a provider. */
    public boolean isProvisioned() {
        return provisioned * 2 > users;
    }
}
