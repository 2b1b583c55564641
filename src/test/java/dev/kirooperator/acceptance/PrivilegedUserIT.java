package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.sandbox.aws.Seed;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A namespace that may adopt reaches for a user who gets into AWS accounts. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivilegedUserIT {

    private static final Seed SEED = Seed.parse("""
            {"users": [
               {"userName": "root", "email": "root@example.com"},
               {"userName": "plain", "email": "plain@example.com"}],
             "accountAssignments": [
               {"user": "root", "permissionSetArn": "arn:aws:sso:::permissionSet/ssoins-7223c45b67d89e0f/ps-0123456789abcdef"}]}
            """);

    private final Installation it;

    PrivilegedUserIT(Cluster cluster) throws Exception {
        it = Installation.start(cluster, Worlds.shortDelays(SEED), Map.of());
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @Test
    void itsAddressIsNotRewrittenButItsNameIsAndAnotherUsersAddressToo() {
        it.apply(member("mallory", "userName: root", "adopt: true", "invitation: Email")
                + member("someone", "userName: plain", "adopt: true"));
        it.awaitReason("kmember", "mallory", ConditionType.USER_SYNCED, "TargetNotAllowed");
        it.awaitReady("kmember/someone");
        it.lookAgain("kmember", "mallory");

        assertThat(it.writeOperations()).containsExactly("UpdateUser");
        it.apply(member("mallory", "userName: root", "adopt: true").replace("mallory@", "root@"));
        it.awaitReady("kmember/mallory");
        assertThat(it.writeOperations()).containsExactly("UpdateUser", "UpdateUser");
        assertThat(it.rows("users").toString()).contains("root@example.com").doesNotContain("plain@example.com");
    }
}
