package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.InvitationStatus;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Invitations and ends. The sync interval is far longer than any test: whatever happens, happens because it was scheduled. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleIT {

    private static final Duration WARNING = Duration.ofMinutes(5);
    private static final Duration PUNCTUAL = Duration.ofSeconds(3);

    private final Cluster cluster;
    private Installation it;

    PeopleIT(Cluster cluster) throws Exception {
        this.cluster = cluster;
        it = start();
        it.apply(team("kiro", "subscription: {plan: Pro}"));
        it.awaitReady("kteam/kiro");
    }

    private Installation start() throws Exception {
        return Installation.start(
                cluster, Map.of("KIRO_SYNC_INTERVAL", "45m", "KIRO_EXPIRY_WARNING", WARNING.toMinutes() + "m"));
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @AfterEach
    void heal() {
        it.aws().clearFaults();
    }

    private static String invited(String name) {
        return member(name, inTeam("kiro"), "invitation: Email");
    }

    private List<Instant> mailsTo(String name) {
        String userId = requireNonNull(it.memberStatus(name).user()).id();
        return it.rows("mails").stream()
                .filter(mail -> mail.path("userId").asText().equals(userId))
                .map(mail -> Instant.parse(mail.path("time").asText()))
                .toList();
    }

    private Optional<InvitationStatus> invitation(String name) {
        return Optional.ofNullable(it.memberStatus(name).invitation());
    }

    private boolean isInTheGroup(String name) {
        return it.rows("memberships").stream()
                .anyMatch(row -> row.path("userName").asText().equals(name + "@example.com"));
    }

    private static String expiringAt(String name, Instant end, String... spec) {
        String[] all = new String[spec.length + 2];
        System.arraycopy(spec, 0, all, 2, spec.length);
        all[0] = inTeam("kiro");
        all[1] = "expiresAt: \"" + end + "\"";
        return member(name, all);
    }

    @Test
    void theMailIsSentOnceAndOnceMoreForEachTokenAndARestartSendsNone() throws Exception {
        it.apply(invited("ada"));
        it.awaitReady("kmember/ada");
        it.awaitReason("kmember", "ada", ConditionType.INVITED, "InvitationSent");
        assertThat(mailsTo("ada")).hasSize(1);
        assertThat(invitation("ada").map(InvitationStatus::sentAt)).isPresent();

        it.annotate("kmember", "ada", Annotations.RESEND_INVITATION, "one-more");
        it.awaitThat("the second mail", i -> mailsTo("ada").size() == 2);
        it.awaitThat(
                "the token in the status",
                i -> invitation("ada").map(InvitationStatus::lastRequest).equals(Optional.of("one-more")));

        it.stopOperator();
        it.startAgain();
        it.lookAgain("kmember", "ada");
        assertThat(mailsTo("ada")).hasSize(2);
    }

    @Test
    void aRefusedMailHoldsUpNeitherMembershipNorSeatAndIsNotAskedForAtEveryLook() {
        it.aws()
                .fault(Fault.error("UpdatePassword", 400, "AccessDeniedException", "Not you.")
                        .always());
        it.apply(invited("bob"));
        it.awaitReason("kmember", "bob", ConditionType.INVITED, "AccessDenied");
        it.awaitReason("kmember", "bob", ConditionType.TEAMS_SYNCED, "Synced");
        it.awaitReason("kmember", "bob", ConditionType.SEAT_ASSIGNED, "SeatPending");
        it.awaitReason("kmember", "bob", ConditionType.READY, "AccessDenied");
        List<Instant> asked = asked("bob");
        assertThat(asked).isNotEmpty();
        assertThat(IntStream.range(1, asked.size()).mapToObj(i -> Duration.between(asked.get(i - 1), asked.get(i))))
                .allMatch(pause -> pause.compareTo(Duration.ofSeconds(9)) > 0);

        it.aws().clearFaults();
        it.awaitReady("kmember/bob");
        assertThat(mailsTo("bob")).hasSize(1);
    }

    private List<Instant> asked(String name) {
        String userId = requireNonNull(it.memberStatus(name).user()).id();
        return it.aws().calls().stream()
                .filter(call -> call.operation().equals("UpdatePassword"))
                .filter(call -> call.request().path("UserId").asText().equals(userId))
                .map(Call::time)
                .toList();
    }

    @Test
    void aMailWhoseAnswerIsLostIsNotSentASecondTime() {
        it.aws().fault(Fault.lostAnswer("UpdatePassword").always());
        it.apply(invited("eve"));
        it.awaitReady("kmember/eve");
        it.lookAgain("kmember", "eve");

        assertThat(mailsTo("eve")).hasSize(1);
        assertThat(it.condition("kmember", "eve", ConditionType.INVITED))
                .hasValueSatisfying(c -> assertThat(c.message()).contains(Annotations.RESEND_INVITATION));
    }

    @Test
    void nobodyIsMailedWhoIsOnlyReferencedOrWhoseTeamIsSuspended() {
        it.console()
                .createUser(r -> r.identityStoreId(Installation.STORE)
                        .userName("old@example.com")
                        .displayName("Old")
                        .name(n -> n.givenName("Old").familyName("Hand")));
        it.apply(invited("old") + team("quiet") + member("may", inTeam("quiet"), "invitation: Email"));
        it.awaitReady("kmember/old", "kmember/may");
        it.awaitReason("kmember", "old", ConditionType.INVITED, "NotInvited");
        assertThat(mailsTo("old")).isEmpty();

        it.apply(team("quiet", "suspend: true"));
        it.awaitReason("kmember", "may", ConditionType.TEAMS_SYNCED, "Suspended");
        it.annotate("kmember", "may", Annotations.RESEND_INVITATION, "again");
        it.lookAgain("kmember", "may");
        assertThat(mailsTo("may")).hasSize(1);

        it.apply(team("quiet"));
        it.awaitThat("the mail that was held up", i -> mailsTo("may").size() == 2);
    }

    @Test
    void aWipedClusterThatIsAppliedAgainMailsNobodyAndBecomesReady() throws Exception {
        String manifests = team("dev", "subscription: {plan: Pro}") + member("ada", inTeam("dev"), "invitation: Email");
        try (Installation first = start()) {
            first.apply(manifests);
            first.awaitReady("kteam/dev", "kmember/ada");
            first.wipeTheCluster();
            first.apply(manifests);
            first.startAgain();
            first.awaitReady("kteam/dev", "kmember/ada");
            first.awaitReason("kmember", "ada", ConditionType.INVITED, "NotInvited");
            assertThat(first.writes()).isEmpty();
        }
    }

    @Test
    void whoExpiresIsWarnedOfLeavesOnTimeAndComesBackWhenTheEndIsMoved() {
        Instant end = Instant.now().plusSeconds(20).truncatedTo(ChronoUnit.MILLIS);
        it.apply(expiringAt("carl", end));
        it.awaitReady("kmember/carl");
        it.awaitReason("kmember", "carl", ConditionType.EXPIRING, "ExpiresSoon");
        assertThat(it.condition("kmember", "carl", ConditionType.EXPIRING)).hasValueSatisfying(c -> {
            assertThat(c.status()).isEqualTo("True");
            assertThat(c.message()).contains(end.toString());
        });

        it.awaitReason("kmember", "carl", ConditionType.READY, "Expired");
        assertThat(isInTheGroup("carl")).isFalse();
        assertThat(leftAt("carl")).isBetween(end, end.plus(PUNCTUAL));
        assertThat(it.condition("kmember", "carl", ConditionType.EXPIRING)).isEmpty();
        assertThat(it.eventReasons("carl")).containsOnlyOnce("ExpiresSoon");
        assertThat(it.memberStatus("carl").user()).isNotNull();

        it.apply(expiringAt("carl", Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS)));
        it.awaitReady("kmember/carl");
        assertThat(isInTheGroup("carl")).isTrue();
        it.awaitThat(
                "the seat", i -> requireNonNull(i.memberStatus("carl").seat()).state() == SeatState.PENDING);
    }

    private Instant leftAt(String name) {
        String userId = requireNonNull(it.memberStatus(name).user()).id();
        Instant joined = it.aws().calls().stream()
                .filter(call -> call.operation().equals("CreateGroupMembership"))
                .filter(call ->
                        call.request().path("MemberId").path("UserId").asText().equals(userId))
                .findFirst()
                .map(Call::time)
                .orElseThrow();
        return it.aws().calls().stream()
                .filter(call -> call.operation().equals("DeleteGroupMembership"))
                .map(Call::time)
                .filter(time -> time.isAfter(joined))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theWarningComesWhenItsTimeComes() {
        Instant warned = Instant.now().plusSeconds(12).truncatedTo(ChronoUnit.SECONDS);
        it.apply(expiringAt("dora", warned.plus(WARNING)));
        it.awaitReady("kmember/dora");
        it.awaitReason("kmember", "dora", ConditionType.EXPIRING, "ExpiresSoon");

        String since = requireNonNull(it.condition("kmember", "dora", ConditionType.EXPIRING)
                .orElseThrow()
                .lastTransitionTime());
        assertThat(Instant.parse(since)).isBetween(warned, warned.plus(PUNCTUAL));
        assertThat(it.condition("kmember", "dora", ConditionType.READY))
                .hasValueSatisfying(ready -> assertThat(ready.status()).isEqualTo("True"));
    }

    @Test
    void anEndDuringARestartIsMadeUpForAndTheUserCanStillBeDeleted() throws Exception {
        Instant end = Instant.now().plusSeconds(25).truncatedTo(ChronoUnit.SECONDS);
        it.apply(expiringAt("fay", end, "deletionPolicy: Delete"));
        it.awaitReady("kmember/fay");

        it.stopOperator();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Instant.now().isAfter(end));
        it.startAgain();
        it.awaitReason("kmember", "fay", ConditionType.READY, "Expired");
        assertThat(isInTheGroup("fay")).isFalse();
        assertThat(it.eventReasons("fay")).containsOnlyOnce("ExpiresSoon");

        it.delete("kmember", "fay");
        assertThat(it.rows("users"))
                .noneMatch(user -> user.path("userName").asText().equals("fay@example.com"));
    }
}
