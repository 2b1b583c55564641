package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.sandbox.aws.Seed;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A tenant names people whom somebody else has given a seat of their own in the Kiro console, and wants it cheaper, or gone. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnothersSeatIT {

    private static final Seed SEED = Seed.parse("""
            {"users": [
               {"userName": "boss", "email": "boss@example.com"},
               {"userName": "chief", "email": "chief@example.com"}],
             "subscriptions": [
               {"user": "boss", "plan": "Q_DEVELOPER_STANDALONE_POWER", "status": "ACTIVE"},
               {"user": "chief", "plan": "Q_DEVELOPER_STANDALONE_POWER", "status": "ACTIVE"}]}
            """);

    private final Installation it;

    AnothersSeatIT(Cluster cluster) throws Exception {
        it = Installation.start(
                cluster,
                Worlds.shortDelays(SEED),
                Map.of("KIRO_TENANCY_RULES_0__NAMESPACES", "*", "KIRO_TENANCY_RULES_0__PLANS", "Pro,Power"));
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @BeforeEach
    void forgetTheCalls() {
        it.aws().clearCalls();
    }

    private String seatOf(String user) {
        return it.rows("seats").stream()
                .filter(row -> row.path("userName").asText().equals(user))
                .map(row -> row.path("status").asText() + " " + row.path("plan").asText())
                .findFirst()
                .orElse("none");
    }

    @Test
    void whoWantsItCheaperIsToldAndNothingIsWrittenNotEvenAtTheEnd() {
        String before = seatOf("boss");
        it.apply(member("boss", "userName: boss", "subscription: {plan: Pro}"));
        it.awaitReason("kmember", "boss", ConditionType.SEAT_ASSIGNED, "Conflict");
        it.lookAgain("kmember", "boss");
        assertThat(it.condition("kmember", "boss", ConditionType.SEAT_ASSIGNED).map(Condition::message))
                .hasValueSatisfying(message -> assertThat(message).contains("did not ask for"));

        it.apply(member("boss", "userName: boss"));
        it.lookAgain("kmember", "boss");
        it.delete("kmember", "boss");
        assertThat(it.writes()).isEmpty();
        assertThat(seatOf("boss")).isEqualTo(before).startsWith("ACTIVE");
    }

    @Test
    void whoAsksForTheSamePlanSeesItAndDoesNotEndItEither() {
        String before = seatOf("chief");
        it.apply(member("chief", "userName: chief", "subscription: {plan: Power}"));
        it.awaitReady("kmember/chief");

        it.delete("kmember", "chief");
        assertThat(it.writes()).isEmpty();
        assertThat(seatOf("chief")).isEqualTo(before).startsWith("ACTIVE");
    }
}
