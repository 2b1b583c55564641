package dev.kirooperator.sandbox.aws.world;

/** The id that an identity provider gave a user or a group; only provisioning (SCIM) sets it. */
public record ExternalId(String issuer, String id) {}
