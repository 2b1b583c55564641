package dev.kirooperator.sandbox.aws.world;

import java.time.Instant;

/**
 * An IAM Identity Center instance and its identity store.
 *
 * @param account the account that owns it
 * @param organization whether other accounts, as members of the owner's organization, see it and may read its directory
 * @param readyAt until then it is being made
 */
public record Instance(
        String arn,
        String identityStoreId,
        String account,
        String region,
        String name,
        boolean organization,
        Instant createdAt,
        Instant readyAt) {
    /** The ARN that Identity Center gives its identity store. */
    public String identityStoreArn() {
        return "arn:aws:identitystore::" + account + ":identitystore/" + identityStoreId;
    }

    /** The last part of the ARN, {@code ssoins-...}. */
    public String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    public boolean isActive(Instant now) {
        return !now.isBefore(readyAt);
    }

    /** Whether callers of the account are shown the instance. */
    public boolean isShownTo(String callersAccount) {
        return organization || account.equals(callersAccount);
    }

    /** Whether callers of the account may use the directory; only the owner's may change it. */
    public boolean admits(String callersAccount, boolean toChange) {
        return account.equals(callersAccount) || (organization && !toChange);
    }
}
