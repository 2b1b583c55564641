package dev.kirooperator.sandbox.aws.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A group of the directory. {@code attributes} holds DisplayName and Description; it is never changed in place. */
public record Group(String id, long sequence, ObjectNode attributes, List<ExternalId> externalIds, Stamp stamp) {
    public Group {
        externalIds = List.copyOf(externalIds);
    }

    public String displayName() {
        return attributes.path("DisplayName").asText();
    }

    Group with(ObjectNode newAttributes, Stamp newStamp) {
        return new Group(id, sequence, newAttributes, externalIds, newStamp);
    }

    Group with(List<ExternalId> newExternalIds, Stamp newStamp) {
        return new Group(id, sequence, attributes, newExternalIds, newStamp);
    }
}
