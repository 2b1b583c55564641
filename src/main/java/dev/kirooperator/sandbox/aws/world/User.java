package dev.kirooperator.sandbox.aws.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A user of the directory. {@code attributes} holds what CreateUser takes, under AWS's member names; it is never changed in place.
 */
public record User(
        String id, long sequence, ObjectNode attributes, List<ExternalId> externalIds, boolean enabled, Stamp stamp) {
    public User {
        externalIds = List.copyOf(externalIds);
    }

    public String userName() {
        return attributes.path("UserName").asText();
    }

    Optional<String> email() {
        String value = attributes.path("Emails").path(0).path("Value").asText("");
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    User with(ObjectNode newAttributes, Stamp newStamp) {
        return new User(id, sequence, newAttributes, externalIds, enabled, newStamp);
    }

    User with(List<ExternalId> newExternalIds, Stamp newStamp) {
        return new User(id, sequence, attributes, newExternalIds, enabled, newStamp);
    }
}
