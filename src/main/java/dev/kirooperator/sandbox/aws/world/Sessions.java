package dev.kirooperator.sandbox.aws.world;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Temporary credentials that STS handed out, and the roles with an external id. */
public final class Sessions {
    /** Credentials of an assumed role. */
    public record Session(
            String accessKeyId, String secret, String token, String arn, String roleId, Instant expiration) {}

    private final Ids ids;
    private final Map<String, Session> byAccessKey = new HashMap<>();
    private final Map<String, String> externalIds = new HashMap<>();

    Sessions(Ids ids) {
        this.ids = ids;
    }

    /** Says that the role can only be assumed with this external id. */
    void requireExternalId(String roleArn, String externalId) {
        externalIds.put(roleArn, externalId);
    }

    /** Whether a caller with this external id (empty when it sent none) may assume the role. */
    public boolean mayAssume(String roleArn, String externalId) {
        return externalIds.getOrDefault(roleArn, externalId).equals(externalId);
    }

    /** Makes credentials for {@code arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION}. */
    public Session open(String assumedRoleArn, Instant expiration) {
        String roleId = "AROA" + ids.base32(17);
        Session session = new Session(
                "ASIA" + ids.base32(16), ids.hex(40), "stand-in-" + ids.hex(64), assumedRoleArn, roleId, expiration);
        byAccessKey.put(session.accessKeyId(), session);
        return session;
    }

    public Optional<Session> find(String accessKeyId) {
        return Optional.ofNullable(byAccessKey.get(accessKeyId));
    }
}
