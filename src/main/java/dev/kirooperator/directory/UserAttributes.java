package dev.kirooperator.directory;

import java.util.Optional;

/**
 * The attributes of a user that a {@code KiroMember} specifies.
 *
 * @param email the primary e-mail address
 */
public record UserAttributes(
        String userName,
        Optional<String> givenName,
        Optional<String> familyName,
        Optional<String> displayName,
        Optional<String> email) {

    /** Leaves the values out: they are personal data and must not reach a log. */
    @Override
    public String toString() {
        return "UserAttributes[personal data]";
    }
}
