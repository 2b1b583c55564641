package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.Fingerprint;
import dev.kirooperator.directory.User;
import dev.kirooperator.directory.UserAttributes;
import java.util.List;
import java.util.Optional;

/**
 * The note in {@code status.user} that a user is about to be created: what the operator made just before it ended is found by it again.
 * It claims nothing that was there before: it is written only when no user of the name is known, counts only for a user whose every
 * attribute is as it was sent, and is taken back when AWS answers that it created nothing. Pure.
 */
final class CreateIntent {

    private CreateIntent() {}

    static UserStatus of(UserAttributes sent, String connection) {
        return new UserStatus(null, null, null, connection, fingerprint(sent));
    }

    /** Whether the user is what the noted create made. */
    static boolean made(UserStatus noted, User user) {
        return fingerprint(user.attributes()).equals(noted.creating());
    }

    private static String fingerprint(UserAttributes attributes) {
        return Fingerprint.of(List.of(
                attributes.userName(),
                text(attributes.givenName()),
                text(attributes.familyName()),
                text(attributes.displayName()),
                text(attributes.email())));
    }

    private static String text(Optional<String> attribute) {
        return attribute.map(value -> "=" + value).orElse("");
    }
}
