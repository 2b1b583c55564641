package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.member;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Several objects that mean one user: one of them owns it. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneOwnerIT {

    private final Installation it;

    OneOwnerIT(Cluster cluster) throws Exception {
        it = Installation.start(cluster, Map.of());
    }

    @AfterAll
    void stop() {
        it.close();
    }

    private String makeByHand(String userName) {
        return it.console()
                .createUser(r -> r.identityStoreId(Installation.STORE)
                        .userName(userName)
                        .displayName("By Hand")
                        .name(n -> n.givenName("By").familyName("Hand")))
                .userId();
    }

    private List<String> withReason(String reason, String... members) {
        return List.of(members).stream()
                .filter(name -> it.condition("kmember", name, ConditionType.USER_SYNCED)
                        .map(Condition::reason)
                        .filter(reason::equals)
                        .isPresent())
                .toList();
    }

    @Test
    void ofThreeThatAdoptOneUserOneWritesItAndTheOthersNameThatOne() {
        String[] all = {"legacy-a", "legacy-b", "legacy-c"};
        makeByHand("legacy");
        it.apply(String.join(
                "",
                List.of(all).stream()
                        .map(name -> member(name, "userName: legacy", "adopt: true"))
                        .toList()));

        it.awaitThat(
                "one owner",
                i -> withReason("Synced", all).size() == 1
                        && withReason("Conflict", all).size() == 2);
        String owner = withReason("Synced", all).get(0);
        assertThat(withReason("Conflict", all))
                .allSatisfy(loser -> assertThat(it.condition("kmember", loser, ConditionType.STALLED)
                                .orElseThrow()
                                .message())
                        .contains(it.namespace() + "/" + owner));
        it.aws().clearCalls();
        it.awaitTwoRounds();
        assertThat(it.writeOperations()).doesNotContain("UpdateUser");
    }

    private boolean exists(String userName) {
        return it.rows("users").stream()
                .anyMatch(user -> user.path("userName").asText().equals(userName));
    }

    @Test
    void aUserThatOthersStandForStaysWithAnEventAndGoesWithNoneOfThem() {
        it.aws().clearCalls();
        it.apply(member("dup-a", "deletionPolicy: Delete"));
        it.awaitReady("kmember/dup-a");
        it.apply(member("dup-b", "userName: dup-a@example.com", "deletionPolicy: Delete")
                + member("dup-c", "userName: dup-a@example.com", "deletionPolicy: Delete"));
        it.awaitReady("kmember/dup-b", "kmember/dup-c");

        it.delete("kmember", "dup-a");
        it.delete("kmember", "dup-b");
        assertThat(exists("dup-a@example.com")).isTrue();
        assertThat(List.of("dup-a", "dup-b"))
                .allSatisfy(name -> assertThat(it.eventReasons(name)).contains("UserKept"));

        it.apply(member("dup-c", "userName: dup-a@example.com", "deletionPolicy: Delete", "adopt: true"));
        it.lookAgain("kmember", "dup-c");
        it.awaitReady("kmember/dup-c");
        it.delete("kmember", "dup-c");
        assertThat(exists("dup-a@example.com")).isTrue();
        assertThat(it.eventReasons("dup-c")).contains("UserKept");
        assertThat(it.writeOperations()).doesNotContain("DeleteUser");
    }

    private long named(String userName) {
        return it.rows("users").stream()
                .filter(row -> row.path("userName").asText().equals(userName))
                .count();
    }

    @Test
    void whoMadeAUserRenamesItOnlyAsAllAskThatStandForIt() {
        it.apply(member("maker", "userName: joint") + member("guest", "userName: joint"));
        it.awaitReady("kmember/maker", "kmember/guest");
        String owner = requireNonNull(it.memberStatus("maker").user()).origin() == Origin.CREATED ? "maker" : "guest";
        String other = owner.equals("maker") ? "guest" : "maker";
        it.aws().clearCalls();

        it.apply(member(owner, "userName: stolen"));
        it.awaitReason("kmember", owner, ConditionType.USER_SYNCED, "Conflict");
        it.lookAgain("kmember", owner);
        it.lookAgain("kmember", other);
        assertThat(it.condition("kmember", owner, ConditionType.USER_SYNCED).map(Condition::message))
                .hasValueSatisfying(message -> assertThat(message).contains(it.namespace() + "/" + other));
        assertThat(it.writes()).isEmpty();
        assertThat(named("joint")).isEqualTo(1);

        it.apply(member(other, "userName: stolen"));
        it.awaitReady("kmember/" + owner, "kmember/" + other);
        assertThat(it.writeOperations()).containsOnly("UpdateUser");
        assertThat(named("stolen")).isEqualTo(1);
    }

    @Test
    void anEmailAddressOfAnotherUserIsNeverSent() {
        it.apply(member("mail"));
        it.awaitReady("kmember/mail");
        it.aws().clearCalls();

        it.apply(member("mail2", "userName: other", "email: mail@example.com")
                .replace("  email: mail2@example.com\n", ""));
        it.awaitReason("kmember", "mail2", ConditionType.USER_SYNCED, "AlreadyExists");
        it.lookAgain("kmember", "mail2");
        assertThat(it.writeOperations()).doesNotContain("CreateUser");
    }
}
