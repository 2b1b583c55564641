package dev.kirooperator.directory;

/**
 * The identifier that an external identity provider gave a user or group; who has one is fed by SCIM and not ours to write.
 *
 * @param issuer the provider's URL or name
 * @param id the provider's identifier
 */
public record ExternalId(String issuer, String id) {}
