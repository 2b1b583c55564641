package dev.kirooperator.team;

import static dev.kirooperator.testing.TestingIdentities.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.api.v1alpha1.MonthlyCost;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.PlanStatus;
import dev.kirooperator.api.v1alpha1.SeatCounts;
import dev.kirooperator.api.v1alpha1.SubscriptionStatus;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No seats are bought for people whom nobody asked to have in the group. */
class PurchaseHoldTest extends TeamSyncTestCase {

    @BeforeEach
    void aGroupMadeByHandWithStrangers() {
        aws.directory().put(group(GROUP, "kiro", "By hand"));
        inGroup("ada", "bob", "x", "y", "z");
        manifest.adopt().plan(Plan.PRO, null);
    }

    private String subscription() {
        return reason(ConditionType.SUBSCRIPTION_SYNCED) + ": " + message(ConditionType.SUBSCRIPTION_SYNCED);
    }

    @Test
    void aFullGroupGetsNoPlanBeforeTheLimitAllowsIt() {
        manifest.membership(MembershipPolicy.ADDITIVE, 4);

        assertThat(reconcileAfter(SETTLE)).containsExactly("update group g-kiro");
        assertThat(subscription()).startsWith("LimitReached: ").contains("5 in all", "maxMembers is 4");
        assertThat(reason(ConditionType.READY)).isEqualTo("LimitReached");
        assertThat(plan().map(PlanStatus::summary).orElseThrow()).contains("assign the group the plan Pro");

        manifest.membership(MembershipPolicy.ADDITIVE, 5);
        assertThat(reconcileAfter(REGULAR)).containsExactly("assign g-kiro PRO");
    }

    @Test
    void nobodyIsGivenASeatWhoIsToBeRemovedOnceTheTeamHasSettled() {
        aws.directory().removeMember(GROUP, "u-y");
        aws.directory().removeMember(GROUP, "u-z");

        assertThat(reconcile()).containsExactly("update group g-kiro");
        assertThat(subscription()).startsWith("RemovalHeldBack: ").contains("1 of 3", "3 in all", "settled");
        assertThat(reconcileAfter(SETTLE)).containsExactly("leave g-kiro u-x", "assign g-kiro PRO");
    }

    @Test
    void nobodyIsGivenASeatWhoseRemovalWaitsForAnApproval() {
        assertThat(reconcileAfter(SETTLE)).containsExactly("update group g-kiro");
        assertThat(subscription()).startsWith("RemovalHeldBack: ").contains("3 of 5", "5 in all", "Approve");
        assertThat(message(ConditionType.MEMBERS_SYNCED)).contains(Annotations.APPROVE_PLAN);

        approval = plan().map(PlanStatus::hash);
        assertThat(reconcileAfter(Duration.ofSeconds(5)))
                .containsExactly("leave g-kiro u-x", "leave g-kiro u-y", "leave g-kiro u-z", "assign g-kiro PRO");
    }

    @Test
    void nothingIsBoughtWhileItIsNotKnownWhoIsInTheGroup() {
        aws.calls().throttle("memberships");
        assertThat(reconcileAfter(SETTLE)).containsExactly("update group g-kiro");
        assertThat(subscription()).startsWith("Progressing: ").contains("not known");
    }

    @Test
    void whatIsAssignedStaysAndIsNotRaisedButMayBeLowered() {
        manifest.membership(MembershipPolicy.ADDITIVE, 5).plan(Plan.PRO_MAX, null);
        reconcileAfter(SETTLE);
        aws.seats().showGroup(GROUP, Plan.PRO_MAX);
        reconcileAfter(Duration.ofSeconds(2));
        manifest.membership(MembershipPolicy.ADDITIVE, 2);
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("Synced");

        manifest.plan(Plan.POWER, null);
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(subscription()).startsWith("LimitReached: ");
        assertThat(status.map(KiroTeamStatus::subscription).map(SubscriptionStatus::plan))
                .contains(Plan.PRO_MAX);

        manifest.plan(Plan.PRO, null);
        assertThat(reconcileAfter(REGULAR)).containsExactly("reassign g-kiro PRO");
    }

    @Test
    void strangersWhoGetThePlanCostAndAreLookedForSoon() {
        manifest.membership(MembershipPolicy.ADDITIVE, null).plan(Plan.POWER, null);
        reconcileAfter(SETTLE);
        aws.seats().showGroup(GROUP, Plan.POWER);
        reconcileAfter(Duration.ofSeconds(2));

        assertThat(fullUse()).contains("1000.00");
        assertThat(reconcileAfter(Duration.ofSeconds(2))).isEmpty();
        assertThat(next).isLessThan(REGULAR);
        for (String name : new String[] {"ada", "bob", "x", "y", "z"}) {
            aws.seats().show("u-" + name, SeatStatus.PENDING, Plan.POWER, SeatSource.GROUP);
        }
        reconcileAfter(Duration.ofSeconds(2));
        assertThat(fullUse()).contains("1000.00");
        assertThat(status.map(KiroTeamStatus::seats).map(SeatCounts::pending)).contains(5);
        assertThat(next).isEqualTo(REGULAR);
    }

    private Optional<String> fullUse() {
        return status.map(KiroTeamStatus::monthlyCost).map(MonthlyCost::atFullUse);
    }
}
