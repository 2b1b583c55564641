package dev.kirooperator.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Confirmation;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.api.v1alpha1.SubscriptionStatus;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.guard.Namespaces;
import dev.kirooperator.guard.TenancyRule;
import dev.kirooperator.testing.TestingConnection;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A team whose Kiro profile takes its people straight from Okta, and which names one of Okta's groups. */
class ProviderAssignmentTest extends TeamSyncTestCase {

    private static final String A = "9067642ac7-0a0a0a0a-1111-4111-8111-00000000000a";
    private static final String B = "9067642ac7-0b0b0b0b-1111-4111-8111-00000000000b";

    @BeforeEach
    void kiroIsConnectedToOkta() {
        aws = TestingConnection.empty().fedBy("https://acme.okta.com");
        manifest = naming(A).plan(Plan.PRO, null);
    }

    private static TestingTeam naming(String principal) {
        return TestingTeam.of("dev", "kiro").annotated(Annotations.PRINCIPAL_ID, principal);
    }

    private Optional<SubscriptionStatus> subscription() {
        return status.map(KiroTeamStatus::subscription);
    }

    private static TenancyRule rule(Optional<Pattern> pattern) {
        return new TenancyRule(
                Namespaces.named("dev"), pattern, Set.of(), Set.of(), OptionalInt.empty(), OptionalInt.empty(), false);
    }

    @Test
    void theGroupIsAssignedOnceAndNothingElseIsWritten() {
        assertThat(reconcile()).containsExactly("assign " + A + " PRO");
        Optional<KiroTeamStatus> first = status;

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(status).isEqualTo(first);
        assertThat(next).isEqualTo(REGULAR);
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("Synced");
        assertThat(reason(ConditionType.READY)).isEqualTo("ExternalIdentityProvider");
        assertThat(reason(ConditionType.STALLED)).isEqualTo("none");
        assertThat(reason(ConditionType.RECONCILING)).isEqualTo("none");
        assertThat(subscription().map(SubscriptionStatus::confirmedBy)).hasValue(Confirmation.ANSWER);
        assertThat(subscription().map(SubscriptionStatus::groupId)).hasValue(A);
    }

    @Test
    void anAssignmentThatSomebodyElseMadeIsNeitherChangedNorGivenBackWhereNothingMayBeAdopted() {
        rules(rule(Optional.empty()));
        aws.calls().conflict("assign");
        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("Conflict");
        assertThat(subscription()).isEmpty();
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(cleanUp()).isEmpty();
        assertThat(gone).isTrue();
    }

    @Test
    void anotherPlanIsAnUpdateAndNoPlanGivesItBack() {
        reconcile();
        manifest = naming(A).plan(Plan.POWER, null);
        assertThat(reconcile()).containsExactly("reassign " + A + " POWER");
        manifest = naming(A);
        assertThat(reconcile()).containsExactly("unassign " + A);
        assertThat(subscription()).isEmpty();
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("none");
        assertThat(reconcile()).isEmpty();
    }

    @Test
    void anotherGroupIsAssignedAfterTheOldOneIsGivenBack() {
        reconcile();
        manifest = naming(B).plan(Plan.PRO, null);
        assertThat(reconcile()).containsExactly("unassign " + A, "assign " + B + " PRO");
        assertThat(subscription().map(SubscriptionStatus::groupId)).hasValue(B);
    }

    @Test
    void whatWasGivenBackIsNotForgottenBeforeAwsTookIt() {
        reconcile();
        manifest = TestingTeam.of("dev", "kiro").plan(Plan.PRO, null);
        aws.calls().throttle("unassign");
        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("Throttled");
        aws.calls().heal();
        assertThat(reconcile()).containsExactly("unassign " + A);
        assertThat(reason(ConditionType.STALLED)).isEqualTo("ExternalIdentityProvider");
        assertThat(reconcile()).isEmpty();
    }

    @Test
    void aBadValueChangesNothing() {
        reconcile();
        manifest = naming("engineering").plan(Plan.POWER, null);
        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("InvalidSpec");
        assertThat(subscription().map(SubscriptionStatus::groupId)).hasValue(A);
    }

    @Test
    void aConflictIsAnUpdateAndOneMoreIsHeldForAnHour() {
        aws.calls().conflict("assign");
        assertThat(reconcile()).containsExactly("reassign " + A + " PRO");

        status = Optional.empty();
        aws.calls().conflict("reassign");
        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("CancelledThisMonth");
        aws.calls().heal();
        assertThat(reconcileAfter(Duration.ofMinutes(59))).isEmpty();
        assertThat(reconcileAfter(Duration.ofMinutes(1))).containsExactly("assign " + A + " PRO");
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("Synced");
    }

    @Test
    void aRequestWhoseAnswerWasLostIsSentAgain() {
        aws.calls().loseAnswer("assign");
        assertThat(reconcile()).isEmpty();
        assertThat(subscription().map(SubscriptionStatus::state)).hasValue(SubscriptionState.PENDING);
        aws.calls().heal();
        assertThat(reconcile()).containsExactly("assign " + A + " PRO");
    }

    @Test
    void whatMayHaveBeenAssignedWithoutAnAnswerIsGivenBack() {
        aws.calls().loseAnswer("assign");
        reconcile();
        aws.calls().heal();
        manifest = TestingTeam.of("dev", "kiro").plan(Plan.PRO, null);
        assertThat(reconcile()).containsExactly("unassign " + A);
        assertThat(reconcile()).isEmpty();
    }

    @Test
    void aRefusalThatIsNotTheAnswerToTheFirstRequestKeepsTheNote() {
        aws.calls().deny("assign");
        reconcile();
        assertThat(subscription()).isEmpty();

        aws.calls().loseAnswer("assign");
        reconcile();
        aws.calls().deny("assign");
        reconcile();
        assertThat(subscription().map(SubscriptionStatus::groupId)).hasValue(A);

        status = Optional.empty();
        aws.calls().conflict("assign");
        aws.calls().deny("reassign");
        reconcile();
        assertThat(subscription().map(SubscriptionStatus::groupId)).hasValue(A);
    }

    @Test
    void aGroupThatKiroDoesNotKnowIsSomebodysBusiness() {
        aws.calls().findNobody("assign");
        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.STALLED)).isEqualTo("NotFound");
        assertThat(message(ConditionType.SUBSCRIPTION_SYNCED)).contains("no such group", Annotations.PRINCIPAL_ID);
        assertThat(next).isLessThan(REGULAR);
    }

    @Test
    void modeObserveSaysWhatWouldBeDoneAndWritesNothing() {
        manifest.mode(SyncMode.OBSERVE);
        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("ObserveOnly");
        assertThat(plan())
                .hasValueSatisfying(plan -> assertThat(plan.toString()).contains(A));
        assertThat(cleanUp()).isEmpty();
    }

    @Test
    void aRuleAboutGroupNamesDoesNotAllowAnId() {
        rules(rule(Optional.of(Pattern.compile(".*"))));
        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("TargetNotAllowed");
        assertThat(message(ConditionType.SUBSCRIPTION_SYNCED)).contains("group-name-pattern");
        assertThat(cleanUp()).isEmpty();

        rules(rule(Optional.of(Pattern.compile(".*"))), rule(Optional.empty()));
        assertThat(reconcile()).containsExactly("assign " + A + " PRO");
    }

    @Test
    void assignToMembersIsSaidNotToBeConverged() {
        manifest = naming(A).plan(Plan.PRO, AssignTo.MEMBERS);
        assertThat(reconcile()).isEmpty();
        assertThat(message(ConditionType.SUBSCRIPTION_SYNCED)).contains("assignTo: Members");
    }

    @Test
    void aDeletedTeamGivesItsAssignmentBackEvenWithoutARecord() {
        reconcile();
        assertThat(cleanUpApproved()).containsExactly("unassign " + A);
        assertThat(gone).isTrue();

        status = Optional.empty();
        assertThat(cleanUp()).containsExactly("unassign " + A);
    }

    @Test
    void aGroupThatNobodyCanCountIsHeldUntilSomebodySaysThatItIsMeant() {
        reconcile();
        assertThat(cleanUp()).isEmpty();
        assertThat(gone).isFalse();
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("RemovalHeldBack");
        assertThat(plan())
                .hasValueSatisfying(plan -> assertThat(plan.toString()).contains(A, "cannot be counted"));
    }

    @Test
    void theAssignmentOfTheTeamsOwnGroupInIdentityCenterIsNotTheProviders() {
        aws = TestingConnection.empty();
        reconcile();
        assertThat(subscription()).isPresent();
        aws = TestingConnection.empty().fedBy("https://acme.okta.com");
        manifest = TestingTeam.of("dev", "kiro").plan(Plan.PRO, null);
        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.STALLED)).isEqualTo("ExternalIdentityProvider");
    }
}
