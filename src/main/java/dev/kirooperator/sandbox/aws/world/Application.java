package dev.kirooperator.sandbox.aws.world;

import java.time.Instant;

/** A managed application of the Identity Center instance. */
public record Application(
        String arn, long sequence, String providerArn, String name, String account, String region, Instant createdAt) {}
