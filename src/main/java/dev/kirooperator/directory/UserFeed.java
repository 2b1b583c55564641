package dev.kirooperator.directory;

import java.util.Optional;

/**
 * How much of a directory an external identity provider feeds.
 *
 * @param users how many users there are
 * @param provisioned how many of them carry external ids
 * @param issuer one of the providers
 */
public record UserFeed(int users, int provisioned, Optional<String> issuer) {

    /** Whether more than half of the users come from a provider. */
    public boolean isProvisioned() {
        return provisioned * 2 > users;
    }
}
