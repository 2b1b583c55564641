package dev.kirooperator.testing;

import dev.kirooperator.directory.ExternalId;
import dev.kirooperator.directory.Group;
import dev.kirooperator.directory.User;
import dev.kirooperator.directory.UserAttributes;
import java.util.List;
import java.util.Optional;

/** Users and groups as Identity Center might have them. */
public final class TestingIdentities {

    /** What an external identity provider leaves on what it feeds. */
    public static final List<ExternalId> FED = List.of(new ExternalId("https://idp.example.com", "00u1"));

    private TestingIdentities() {}

    public static Group group(String id, String displayName, String description) {
        return new Group(id, displayName, Optional.of(description).filter(d -> !d.isEmpty()), List.of());
    }

    public static Group fedGroup(String id, String displayName) {
        return new Group(id, displayName, Optional.empty(), FED);
    }

    public static Group fedGroup(String id, String displayName, String description) {
        return new Group(id, displayName, Optional.of(description), FED);
    }

    public static User user(String id, String userName) {
        return new User(id, attributes(userName), List.of());
    }

    public static User fedUser(String id, String userName) {
        return new User(id, attributes(userName), FED);
    }

    /** Ada Lovelace under the user name, which is her e-mail address too. */
    public static UserAttributes attributes(String userName) {
        return new UserAttributes(
                userName,
                Optional.of("Ada"),
                Optional.of("Lovelace"),
                Optional.of("Ada Lovelace"),
                Optional.of(userName));
    }
}
