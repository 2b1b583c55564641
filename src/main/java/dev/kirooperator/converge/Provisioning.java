package dev.kirooperator.converge;

import dev.kirooperator.directory.UserFeed;
import java.util.Optional;

/** What a connection's configuration says of users that an external identity provider feeds into Identity Center by SCIM. */
public record Provisioning(UserSource users, ProvisionedMemberships memberships) {

    /** What counts when nothing is configured. */
    public static final Provisioning DEFAULT = new Provisioning(UserSource.AUTO, ProvisionedMemberships.OWN_GROUPS);

    /** Who is to create the users that are not there yet; empty where the operator is. */
    public Optional<String> provider(UserFeed feed) {
        boolean provided = switch (users) {
            case AUTO -> feed.isProvisioned();
            case OPERATOR -> false;
            case IDENTITY_PROVIDER -> true;
        };
        return provided ? Optional.of(feed.issuer().orElse("of the company")) : Optional.empty();
    }

    /** Whether users that a provider feeds may join groups that none feeds. */
    public boolean mayJoinOwnGroups() {
        return memberships == ProvisionedMemberships.OWN_GROUPS;
    }
}
