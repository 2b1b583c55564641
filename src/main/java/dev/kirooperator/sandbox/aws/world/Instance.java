package dev.kirooperator.sandbox.aws.world;

import java.time.Instant;

/** An IAM Identity Center instance and its identity store. */
public record Instance(
        String arn, String identityStoreId, String account, String region, String name, Instant createdAt) {
    /** The ARN that Identity Center gives its identity store. */
    public String identityStoreArn() {
        return "arn:aws:identitystore::" + account + ":identitystore/" + identityStoreId;
    }

    /** The last part of the ARN, {@code ssoins-...}. */
    public String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
