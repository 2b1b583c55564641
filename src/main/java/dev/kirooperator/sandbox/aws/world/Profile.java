package dev.kirooperator.sandbox.aws.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * The Kiro profile of the account: where seats belong. {@code attributes} holds what CreateProfile and UpdateProfile took, under their names. It is CREATING
 * until {@code readyAt}.
 */
public record Profile(String arn, String region, String applicationArn, ObjectNode attributes, Instant readyAt) {
    public boolean isActive(Instant now) {
        return !now.isBefore(readyAt);
    }

    Profile with(ObjectNode newAttributes) {
        return new Profile(arn, region, applicationArn, newAttributes, readyAt);
    }
}
