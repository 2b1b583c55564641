package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.user;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.guard.RemovalWindow;
import dev.kirooperator.guard.RemovalWindow.Answer;
import dev.kirooperator.guard.RemovalWindow.Attempt;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.status.Transition;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a departure that is one of too many. */
class HeldDepartureTest {

    private static final Set<String> OTHERS = Set.of("a", "b", "c", "d", "e");

    private final MemberLife ada = new MemberLife();

    @BeforeEach
    void adaIsInKiro() {
        ada.aws.directory().put(user("u-ada", "ada@example.com"));
        ada.manifest = manifest();
        ada.team(TestingTeam.of("dev", "kiro"));
        assertThat(ada.reconcile()).containsExactly("join g-kiro u-ada");
    }

    private static TestingMember manifest() {
        return TestingMember.of("dev", "ada").named("Ada", "Lovelace").team("kiro", null);
    }

    private void manyOthersLeave() {
        ada.window.expect("default", "others " + ada.now, OTHERS, ada.now);
    }

    private String message() {
        return requireNonNull(ada.condition(ConditionType.TEAMS_SYNCED)
                .map(Condition::message)
                .orElse(""));
    }

    private String hash() {
        return message().substring(message().lastIndexOf(' ') + 1);
    }

    private void additive() {
        ada.team(TestingTeam.of("dev", "kiro").membership(MembershipPolicy.ADDITIVE, null));
    }

    @Test
    void anObjectWhoseTeamCarriesTheRemovalGoesAtOnceAndTheTeamHoldsItHoweverLate() {
        manyOthersLeave();
        ada.apply(manifest().deleted());

        assertThat(ada.cleanUp()).isEmpty();
        assertThat(ada.gone).isTrue();
        assertThat(ada.events).extracting(Transition::reason).containsExactly("RemovalHeldBack");
        assertThat(ada.events.get(0).note()).contains("u-ada", "group g-kiro of team dev/kiro");
        assertThat(ada.window.ask(
                        new Attempt("default", "KiroTeam dev/kiro", Set.of("u-ada"), Optional.empty()),
                        ada.now.plus(Duration.ofDays(1))))
                .isEqualTo(Answer.HOLD);
    }

    @Test
    void whereNoPlanCarriesItTheObjectIsHeldUntilItIsApprovedAndSoAfterARestart() {
        additive();
        manyOthersLeave();
        ada.apply(manifest().deleted());
        assertThat(ada.cleanUp()).isEmpty();
        assertThat(ada.gone).isFalse();
        assertThat(message())
                .contains(
                        "At 2026-11-25T",
                        "apply the object again once it has gone",
                        Annotations.ABANDON + ": \"true\"");
        ada.window = new RemovalWindow(5, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ZERO);
        ada.restart();
        ada.now = ada.now.plus(Duration.ofMinutes(30));
        assertThat(ada.cleanUp()).isEmpty();

        ada.manifest = manifest().deleted().annotated(Annotations.APPROVE_PLAN, hash());
        assertThat(ada.cleanUp()).containsExactly("leave g-kiro u-ada");
        assertThat(ada.gone).isTrue();
    }

    @Test
    void whatNobodyApprovesInTimeIsLeftBehind() {
        additive();
        manyOthersLeave();
        ada.apply(manifest().deleted());
        assertThat(ada.cleanUp()).isEmpty();
        ada.now = ada.now.plus(Duration.ofHours(2));

        assertThat(ada.cleanUp()).isEmpty();
        assertThat(ada.gone).isTrue();
        assertThat(ada.events).extracting(Transition::reason).containsExactly("LeftBehind");
    }

    @Test
    void whoDoesNotNameTheTeamAnyMoreStaysUntilApprovedAndNoApprovalCountsTwice() {
        manyOthersLeave();
        TestingMember away = TestingMember.of("dev", "ada").named("Ada", "Lovelace");
        ada.apply(away);
        assertThat(ada.reconcile()).isEmpty();
        assertThat(message()).contains("kiro-operator.dev/approve-plan: ");
        assertThat(ada.reconcileAfter(Duration.ofDays(1))).isEmpty();

        String hash = hash();
        ada.manifest = away.annotated(Annotations.APPROVE_PLAN, hash);
        assertThat(ada.reconcile()).containsExactly("leave g-kiro u-ada");
        ada.apply(manifest().annotated(Annotations.APPROVE_PLAN, hash));
        assertThat(ada.reconcile()).containsExactly("join g-kiro u-ada");
        manyOthersLeave();
        ada.apply(away.annotated(Annotations.APPROVE_PLAN, hash));
        assertThat(ada.reconcile()).isEmpty();
    }

    @Test
    void whoNamesTheTeamAgainIsNotHeldAnyMore() {
        manyOthersLeave();
        ada.apply(TestingMember.of("dev", "ada").named("Ada", "Lovelace"));
        ada.reconcile();
        ada.apply(manifest());

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.condition(ConditionType.TEAMS_SYNCED).map(Condition::reason))
                .contains("Synced");
    }

    @Test
    void whoHasNothingAtAwsIsNeverHeld() {
        ada.aws.directory().removeMember("g-kiro", "u-ada");
        manyOthersLeave();
        ada.apply(manifest().deleted());

        assertThat(ada.cleanUp()).isEmpty();
        assertThat(ada.gone).isTrue();
        assertThat(ada.events).isEmpty();
    }

    @Test
    void whoEndsAsTheManifestPlannedIsNeverHeld() {
        manyOthersLeave();
        ada.apply(manifest().expiresAt("2026-11-25T11:00:00Z"));

        assertThat(ada.reconcile()).containsExactly("leave g-kiro u-ada");
    }

    @Test
    void anEndThatWasPlannedDeletesNobodyUnasked() {
        MemberLife bob = new MemberLife();
        TestingMember own =
                TestingMember.of("dev", "bob").named("Bob", "Lovelace").deletingItsUser();
        bob.apply(own);
        assertThat(bob.reconcile()).contains("create user u-bob@example.com");
        bob.window.expect("default", "others", OTHERS, bob.now);
        bob.apply(own.expiresAt("2026-11-25T11:00:00Z").deleted());

        assertThat(bob.cleanUp()).isEmpty();
        assertThat(bob.gone).isFalse();
        assertThat(bob.condition(ConditionType.TEAMS_SYNCED).map(Condition::message))
                .hasValueSatisfying(text -> assertThat(text).contains("the user itself"));
    }

    @Test
    void deletedMembersThatLoseNothingHoldNobody() {
        OTHERS.forEach(other -> ada.deleted.add(
                TestingMember.of("dev", other).recordedUser(other, null).build()));
        OTHERS.forEach(other -> ada.deleted.add(
                inTeam("x" + other).expiresAt("2026-11-25T11:00:00Z").build()));
        ada.apply(manifest().deleted());

        assertThat(ada.cleanUp()).containsExactly("leave g-kiro u-ada");
    }

    @Test
    void deletedMembersThatLoseTheirTeamCountBeforeTheFirstOfThemGoes() {
        OTHERS.forEach(other -> ada.deleted.add(inTeam(other).build()));
        ada.apply(manifest().deleted());

        assertThat(ada.cleanUp()).isEmpty();
    }

    private TestingMember inTeam(String name) {
        KiroMemberStatus adas = ada.status.orElseThrow();
        return TestingMember.of("dev", name)
                .status(new KiroMemberStatus(
                        1L,
                        new UserStatus("u-" + name, Origin.CREATED, ManagedBy.OPERATOR, "default", null),
                        adas.teams(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void anOperatorThatWasDownHasHeldNothing() {
        additive();
        manyOthersLeave();
        ada.apply(manifest().deleted(ada.now.minus(Duration.ofHours(3))));
        assertThat(ada.cleanUp()).isEmpty();
        assertThat(ada.gone).isFalse();
        assertThat(ada.events).extracting(Transition::reason).containsExactly("RemovalHeldBack");
    }

    @Test
    void whoWasLetGoFromOneTeamIsAskedAboutTheNext() {
        ada.team(TestingTeam.of("dev", "web"));
        ada.apply(manifest().team("web", null));
        assertThat(ada.reconcile()).containsExactly("join g-web u-ada");
        ada.apply(manifest());
        assertThat(ada.reconcile()).containsExactly("leave g-web u-ada");
        ada.now = ada.now.plus(Duration.ofMinutes(5));
        manyOthersLeave();
        ada.apply(TestingMember.of("dev", "ada").named("Ada", "Lovelace"));
        assertThat(ada.reconcile()).isEmpty();
    }

    private void seatOfATeamThatVanishes() {
        ada.team(TestingTeam.of("dev", "kiro").plan(Plan.PRO, AssignTo.MEMBERS));
        assertThat(ada.reconcile()).containsExactly("assign u-ada PRO");
        ada.aws.seats().show("u-ada", SeatStatus.PENDING, Plan.PRO, SeatSource.INDIVIDUAL);
        ada.reconcileAfter(Duration.ofMinutes(2));
        ada.teams.set(0, new NamedTeam(ada.teams.get(0).key(), Optional.empty(), false, Optional.empty()));
    }

    @Test
    void aSeatThatAVanishedTeamBroughtIsHeldAmongTooManyAndGoesOnceApproved() {
        seatOfATeamThatVanishes();
        manyOthersLeave();
        assertThat(ada.reconcileAfter(Duration.ofSeconds(1))).isEmpty();
        assertThat(ada.reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("RemovalHeldBack");
        assertThat(ada.reconcileAfter(Duration.ofDays(1))).isEmpty();

        String said = requireNonNull(
                ada.condition(ConditionType.SEAT_ASSIGNED).orElseThrow().message());
        ada.manifest = manifest().annotated(Annotations.APPROVE_PLAN, said.substring(said.lastIndexOf(' ') + 1));
        assertThat(ada.reconcile()).containsExactly("unassign u-ada");
    }

    @Test
    void anApprovalOfASeatsEndThatComesTooLateLetsNoLaterEndThrough() {
        seatOfATeamThatVanishes();
        NamedTeam vanished = ada.teams.get(0);
        ada.team(TestingTeam.of("dev", "kiro").plan(Plan.PRO, AssignTo.MEMBERS));
        ada.aws.seats().show("u-ada", SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        ada.reconcileAfter(Duration.ofMinutes(2));
        ada.teams.set(0, vanished);
        manyOthersLeave();
        ada.reconcileAfter(Duration.ofSeconds(1));
        String said = requireNonNull(
                ada.condition(ConditionType.SEAT_ASSIGNED).orElseThrow().message());
        ada.team(TestingTeam.of("dev", "kiro").plan(Plan.PRO, AssignTo.MEMBERS));
        ada.reconcileAfter(Duration.ofSeconds(1));
        ada.manifest = manifest().annotated(Annotations.APPROVE_PLAN, said.substring(said.lastIndexOf(' ') + 1));
        ada.reconcileAfter(Duration.ofDays(1));

        ada.teams.set(0, vanished);
        manyOthersLeave();
        assertThat(ada.reconcileAfter(Duration.ofSeconds(1))).isEmpty();
        assertThat(ada.reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("RemovalHeldBack");
    }

    @Test
    void aSeatThatAVanishedTeamBroughtGoesAtOnceWhereItIsAlone() {
        seatOfATeamThatVanishes();
        assertThat(ada.reconcileAfter(Duration.ofSeconds(1))).containsExactly("unassign u-ada");
    }

    @Test
    void aTeamThatIsThereAgainEndsTheHoldOnTheSeat() {
        seatOfATeamThatVanishes();
        manyOthersLeave();
        ada.reconcileAfter(Duration.ofSeconds(1));
        ada.team(TestingTeam.of("dev", "kiro").plan(Plan.PRO, AssignTo.MEMBERS));
        assertThat(ada.reconcileAfter(Duration.ofSeconds(1))).isEmpty();
        assertThat(ada.reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("SeatPending");
    }

    @Test
    void anApprovedDepartureGoesToItsEndWhateverIsDoneOfItAlready() {
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.apply(manifest().plan(Plan.PRO));
        assertThat(ada.reconcile()).containsExactly("assign u-ada PRO");
        ada.aws.seats().show("u-ada", SeatStatus.PENDING, Plan.PRO, SeatSource.INDIVIDUAL);
        ada.reconcileAfter(Duration.ofMinutes(2));
        manyOthersLeave();
        ada.apply(manifest().plan(Plan.PRO).deleted());
        assertThat(ada.cleanUp()).isEmpty();

        ada.manifest = manifest().plan(Plan.PRO).deleted().annotated(Annotations.APPROVE_PLAN, hash());
        assertThat(ada.cleanUp()).containsExactly("unassign u-ada");
        assertThat(ada.gone).isFalse();
        ada.aws.seats().hide("u-ada");
        assertThat(ada.cleanUp()).contains("leave g-kiro u-ada");
        assertThat(ada.gone).isTrue();
    }
}
