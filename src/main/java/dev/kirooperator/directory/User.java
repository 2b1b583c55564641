package dev.kirooperator.directory;

import java.util.List;
import java.util.Optional;

/**
 * A user as Identity Center has it.
 *
 * @param id Identity Store's {@code UserId}
 * @param attributes the attributes this operator knows of
 * @param externalIds not empty when an external identity provider owns the user
 */
public record User(String id, UserAttributes attributes, List<ExternalId> externalIds) {

    public User {
        externalIds = List.copyOf(externalIds);
    }

    public String userName() {
        return attributes.userName();
    }

    /** The issuer of the first external id: the provider that owns this user. */
    public Optional<String> issuer() {
        return externalIds.stream().map(ExternalId::issuer).findFirst();
    }
}
