package dev.kirooperator.team;

import static dev.kirooperator.testing.TestingIdentities.fedGroup;
import static dev.kirooperator.testing.TestingIdentities.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.GroupStatus;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MemberCounts;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.PlanStatus;
import dev.kirooperator.api.v1alpha1.SeatCounts;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.status.Conditions;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeamSyncTest extends TeamSyncTestCase {

    @Test
    void aTeamGetsItsGroupAndWaitsForItsMembers() {
        assertThat(reconcile()).containsExactly("create group g-kiro");
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("Synced");
        assertThat(reason(ConditionType.MEMBERS_SYNCED)).isEqualTo("Progressing");
        assertThat(status.map(KiroTeamStatus::members)).contains(new MemberCounts(2, 0, 2, 0));
    }

    @Test
    void anUnchangedTeamIsReadyAndNotWrittenTo() {
        manifest.plan(Plan.PRO, AssignTo.GROUP);
        bothHaveJoined();
        aws.seats().showGroup(GROUP, Plan.PRO);
        reconcileAfter(Duration.ofSeconds(2));

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("Synced");
        assertThat(next).isEqualTo(REGULAR);
    }

    @Test
    void strangersAreRemovedOnceTheTeamHasSettled() {
        reconcile();
        inGroup("ada", "bob", "eve");

        assertThat(reconcileAfter(SETTLE.minusSeconds(1))).isEmpty();
        assertThat(reconcileAfter(Duration.ofSeconds(1))).containsExactly("leave g-kiro u-eve");
        assertThat(status.map(KiroTeamStatus::members)).contains(new MemberCounts(2, 2, 0, 0));
    }

    @Test
    void aGroupThatAProviderFeedsIsCountedAndOnlyItsAssignmentIsWritten() {
        aws.directory().put(fedGroup(GROUP, "kiro"));
        inGroup("ada", "x", "y");
        manifest.adopt().plan(Plan.PRO, AssignTo.GROUP);

        assertThat(reconcileAfter(SETTLE)).containsExactly("assign g-kiro PRO");
        assertThat(reason(ConditionType.MEMBERS_SYNCED)).isEqualTo("ManagedByIdentityProvider");
        assertThat(status.map(KiroTeamStatus::members)).contains(new MemberCounts(2, 1, 1, 2));
        assertThat(plan()).isEmpty();
        assertThat(message(ConditionType.MEMBERS_SYNCED))
                .contains("https://idp.example.com", "1 of 2 KiroMembers", "2 users", "to add 1 member: dev/bob");
    }

    @Test
    void aTeamThatIsOnlyObservedPublishesItsPlanAndWritesNothing() {
        aws.directory().put(group(GROUP, "kiro", "Old text [kiro-operator:prod/dev/kiro]"));
        inGroup("ada", "bob", "eve");
        manifest.description("New text").plan(Plan.PRO, AssignTo.GROUP).mode(SyncMode.OBSERVE);

        assertThat(reconcileAfter(SETTLE)).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("ObserveOnly");
        assertThat(plan().map(PlanStatus::summary))
                .contains(List.of("update group g-kiro", "remove eve@example.com", "assign the group the plan Pro"));
    }

    @Test
    void aTeamThatIsOnlyObservedPlansOnTheGroupThatItWouldCreate() {
        members.add(TestingMember.of("elsewhere", "eve").team("kiro", "dev").build());
        manifest.plan(Plan.PRO_PLUS, AssignTo.GROUP).mode(SyncMode.OBSERVE);

        assertThat(reconcile()).isEmpty();
        assertThat(plan().map(PlanStatus::add)).contains(2);
        assertThat(plan().map(PlanStatus::summary))
                .contains(List.of(
                        "create group kiro",
                        "assign the group the plan ProPlus",
                        "join member dev/ada",
                        "join member dev/bob"));
        for (ConditionType type : List.of(
                ConditionType.GROUP_SYNCED,
                ConditionType.MEMBERS_SYNCED,
                ConditionType.SUBSCRIPTION_SYNCED,
                ConditionType.READY)) {
            assertThat(reason(type)).as(type.label()).isEqualTo("ObserveOnly");
        }
        assertThat(status.flatMap(s -> Conditions.find(s.conditions(), ConditionType.RECONCILING)))
                .isEmpty();

        manifest = TestingTeam.of("dev", "kiro").plan(Plan.PRO_PLUS, AssignTo.GROUP);
        assertThat(reconcile()).containsExactly("create group g-kiro", "assign g-kiro PRO_PLUS");
    }

    @Test
    void anObservedTeamOfManyShowsEachOtherStepBeforeTheJoins() {
        for (int i = 0; i < 30; i++) {
            member("member-" + i);
        }
        manifest.plan(Plan.PRO, AssignTo.MEMBERS).mode(SyncMode.OBSERVE);

        assertThat(reconcile()).isEmpty();
        assertThat(plan().map(PlanStatus::add)).contains(32);
        assertThat(plan().map(PlanStatus::summary).orElseThrow())
                .hasSize(20)
                .startsWith("create group kiro", "assign each member the plan Pro", "join member dev/ada");
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("ObserveOnly");
    }

    @Test
    void aPlanThatDoesNotShowIsAskedForOnceInEachReadBackTime() {
        manifest.plan(Plan.PRO, AssignTo.GROUP);

        assertThat(reconcile()).containsExactly("create group g-kiro", "assign g-kiro PRO");
        assertThat(reconcileAfter(Duration.ofSeconds(59))).isEmpty();
        assertThat(reconcileAfter(Duration.ofSeconds(1))).containsExactly("assign g-kiro PRO");
        assertThat(reconcileAfter(Duration.ofSeconds(2))).isEmpty();
        assertThat(reconcileAfter(READ_BACK)).containsExactly("assign g-kiro PRO");
    }

    @Test
    void aPlanThatIsTakenBackBeforeItShowsIsGivenBack() {
        manifest.plan(Plan.PRO, AssignTo.GROUP);
        reconcile();
        manifest = TestingTeam.of("dev", "kiro");

        assertThat(reconcileAfter(Duration.ofSeconds(2))).containsExactly("unassign g-kiro");
        assertThat(reconcileAfter(Duration.ofSeconds(2))).isEmpty();
    }

    @Test
    void theGroupsAssignmentStaysUntilEveryMemberHasASeatOfItsOwn() {
        aGroupSeatMovesToTheMembers();

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        aws.seats().show("u-ada", SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL_AND_GROUP);
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        aws.seats().show("u-bob", SeatStatus.PENDING, Plan.PRO, SeatSource.INDIVIDUAL_AND_GROUP);
        assertThat(reconcileAfter(REGULAR)).containsExactly("unassign g-kiro");
    }

    @Test
    void membershipsThatCannotBeReadCostNobodyTheGroupsSeat() {
        aGroupSeatMovesToTheMembers();
        SeatCounts before = new SeatCounts(2, 0, 0, 0, null);
        assertThat(status.map(KiroTeamStatus::seats)).contains(before);
        aws.calls().throttle("memberships");

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(reason(ConditionType.MEMBERS_SYNCED)).isEqualTo("Throttled");
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("Progressing");
        assertThat(status.map(KiroTeamStatus::seats)).contains(before);
    }

    /** Both members have a seat through the group, and the manifest asks for one for each member from now on. */
    private void aGroupSeatMovesToTheMembers() {
        manifest.plan(Plan.PRO, AssignTo.GROUP);
        bothHaveJoined();
        aws.seats().showGroup(GROUP, Plan.PRO);
        aws.seats().show("u-ada", SeatStatus.ACTIVE, Plan.PRO, SeatSource.GROUP);
        aws.seats().show("u-bob", SeatStatus.ACTIVE, Plan.PRO, SeatSource.GROUP);
        reconcileAfter(Duration.ofSeconds(2));
        manifest.plan(Plan.PRO, AssignTo.MEMBERS);
        assertThat(reconcileAfter(Duration.ofSeconds(2))).isEmpty();
    }

    @Test
    void aGroupThatSomebodyElseMadeAtTheSameTimeIsLeftAlone() {
        aws.calls().conflict("create group");
        reconcile();
        aws.directory().put(group("g-by-hand", "kiro", ""));

        assertThat(reconcileAfter(Duration.ofSeconds(5))).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("AlreadyExists");
    }

    @Test
    void aGroupThatWasRenamedIsFoundByItsMarkerInAWipedCluster() {
        aws.directory().put(group("g-old", "renamed by hand", "Text [kiro-operator:prod/dev/kiro]"));

        assertThat(reconcile()).containsExactly("update group g-old");
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("Synced");
    }

    @Test
    void ofTwoGroupsWithTheMarkerTheRecordedOneIsTheTeams() {
        reconcile();
        aws.directory().put(group("g-copy", "copy", "[kiro-operator:prod/dev/kiro]"));

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(status.map(KiroTeamStatus::group).map(GroupStatus::id)).contains(GROUP);
    }

    @Test
    void whatIsNotLookedAtKeepsItsConditionAndWhatIsNotAskedForHasNone() {
        manifest.plan(Plan.PRO, AssignTo.GROUP);
        bothHaveJoined();
        aws.seats().showGroup(GROUP, Plan.PRO);
        reconcileAfter(Duration.ofSeconds(2));
        aws.calls().throttle("snapshot");

        reconcileAfter(REGULAR);
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("Throttled");
        assertThat(reason(ConditionType.MEMBERS_SYNCED)).isEqualTo("Synced");
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("Synced");

        aws.calls().heal();
        manifest = TestingTeam.of("dev", "kiro");
        reconcileAfter(REGULAR);
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("none");
    }

    @Test
    void aGroupOfAProtectedNameIsNotEvenLookedFor() {
        manifest.groupName("AWSAdmins");
        aws.calls().throttle("snapshot");

        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("TargetNotAllowed");
    }
}
