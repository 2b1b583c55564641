package dev.kirooperator.testing;

import dev.kirooperator.directory.User;
import dev.kirooperator.directory.UserFeed;
import java.util.Collection;

/** Counts what an identity provider feeds, one user after the other. */
public final class TestingFeed {

    private TestingFeed() {}

    public static UserFeed of(Collection<User> users) {
        int provisioned =
                (int) users.stream().filter(user -> user.issuer().isPresent()).count();
        return new UserFeed(
                users.size(),
                provisioned,
                users.stream().flatMap(user -> user.issuer().stream()).sorted().findFirst());
    }
}
