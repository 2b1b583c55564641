package dev.kirooperator.sandbox.aws.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * The Kiro profile of the account: where seats belong. {@code attributes} holds what CreateProfile and UpdateProfile took, under their names. It is CREATING
 * until {@code readyAt}, and never ACTIVE where a seed gave it another status.
 */
public record Profile(
        String arn,
        String region,
        String applicationArn,
        ObjectNode attributes,
        Instant readyAt,
        Optional<Trouble> trouble) {
    /** A status such as CREATE_FAILED and what AWS says of it. */
    public record Trouble(String status, String errorDetails) {}

    public boolean isActive(Instant now) {
        return trouble.isEmpty() && !now.isBefore(readyAt);
    }

    /** Whether its people come straight from an identity provider, so that the directory does not have them. */
    public boolean isExternal() {
        return attributes.path("identitySource").has("externalIdentitySource");
    }

    /** The word that ListProfiles has for the profile's state. */
    public String status(Instant now) {
        return trouble.map(Trouble::status).orElseGet(() -> isActive(now) ? "ACTIVE" : "CREATING");
    }

    Profile with(ObjectNode newAttributes) {
        return new Profile(arn, region, applicationArn, newAttributes, readyAt, trouble);
    }

    Profile in(Trouble newTrouble) {
        return new Profile(arn, region, applicationArn, attributes, readyAt, Optional.of(newTrouble));
    }
}
