package dev.kirooperator.team;

import static dev.kirooperator.testing.TestingIdentities.group;
import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.GroupStatus;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MemberCounts;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.PlanStatus;
import dev.kirooperator.api.v1alpha1.SeatCounts;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.OwnershipMarker;
import dev.kirooperator.guard.ProtectedNames;
import dev.kirooperator.guard.RemovalBrake;
import dev.kirooperator.guard.Tenancy;
import dev.kirooperator.seat.PriceList;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.status.Conditions;
import dev.kirooperator.testing.TestingConnection;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One team, reconciled over and over against an AWS in memory. */
class TeamSyncTest {

    private static final Duration REGULAR = Duration.ofMinutes(10);
    private static final Duration SETTLE = Duration.ofMinutes(1);
    private static final Duration READ_BACK = Duration.ofMinutes(1);
    private static final String GROUP = "g-kiro";

    private final TestingConnection aws = TestingConnection.empty();
    private final List<KiroMember> members = new ArrayList<>();
    private final TeamSync sync = sync();
    private TestingTeam manifest = TestingTeam.of("dev", "kiro");
    private Optional<KiroTeamStatus> status = Optional.empty();
    private Optional<String> approval = Optional.empty();
    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private Duration next = REGULAR;

    private static TeamSync sync() {
        GroupOwnership ownership = new GroupOwnership(new OwnershipMarker("prod", true));
        Guards guards =
                new Guards(new ProtectedNames(List.of()), new Tenancy(List.of()), ownership, new RemovalBrake(2, 50));
        return new TeamSync(
                guards,
                new GroupPhase(new GroupPlanner(ownership)),
                new MembershipPhase(
                        new MembershipPlanner(guards.removalBrake()), new SyncSettings(REGULAR, SETTLE, READ_BACK)),
                new SubscriptionPhase(new AssignmentPlanner(READ_BACK), new TeamCost(PriceList.november2026())));
    }

    @BeforeEach
    void adaAndBobAreMembers() {
        member("ada");
        member("bob");
    }

    private void member(String name) {
        members.add(TestingMember.of("dev", name).team("kiro", null).build());
        aws.directory().put(user("u-" + name, name + "@example.com"));
    }

    private void inGroup(String... names) {
        for (String name : names) {
            aws.directory().put(user("u-" + name, name + "@example.com"));
            aws.directory().putMember(GROUP, "u-" + name);
        }
    }

    private List<String> reconcile() {
        KiroTeam team = manifest.build();
        team.setStatus(status.orElse(null));
        approval.ifPresent(hash -> team.getMetadata().setAnnotations(Map.of(Annotations.APPROVE_PLAN, hash)));
        Progress progress = new Progress(status.map(KiroTeamStatus::conditions).orElse(null), 1L, now, REGULAR);
        TeamStatusBuilder builder = new TeamStatusBuilder(team);
        sync.run(new TeamRun(
                team,
                TeamGoal.of(team),
                members,
                new TeamAccess(namespace -> Map.of()),
                aws,
                Duration.ofMinutes(8),
                progress,
                builder));
        status = Optional.of(builder.build(progress));
        next = progress.next();
        return aws.calls().takeWrites();
    }

    private List<String> reconcileAfter(Duration wait) {
        now = now.plus(wait);
        return reconcile();
    }

    private String reason(ConditionType type) {
        return status.flatMap(s -> Conditions.find(s.conditions(), type))
                .map(Condition::reason)
                .orElse("none");
    }

    private Optional<PlanStatus> plan() {
        return status.map(KiroTeamStatus::plan);
    }

    /** The group is there, and both members are in it. */
    private void bothHaveJoined() {
        reconcile();
        inGroup("ada", "bob");
        reconcileAfter(SETTLE);
    }

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
    void removalsThatLookLikeAnAccidentWaitForTheirApproval() {
        reconcile();
        inGroup("ada", "bob", "x", "y", "z");

        assertThat(reconcileAfter(SETTLE)).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("RemovalHeldBack");
        assertThat(plan()).hasValueSatisfying(plan -> {
            assertThat(plan.remove()).isEqualTo(3);
            assertThat(plan.summary()).contains("remove x@example.com");
            approval = Optional.ofNullable(plan.hash());
        });
        assertThat(reconcileAfter(Duration.ofSeconds(5)))
                .containsExactly("leave g-kiro u-x", "leave g-kiro u-y", "leave g-kiro u-z");
        assertThat(plan()).isEmpty();
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
        SeatCounts before = new SeatCounts(2, 0, 0);
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

    @Test
    void anAssignmentThatAwsRefusesWithoutShowingOneIsAskedForHourlyAndWhenTheMonthTurns() {
        bothHaveJoined();
        manifest.plan(Plan.PRO, AssignTo.GROUP);
        aws.calls().conflict("assign " + GROUP);

        reconcile();
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("CancelledThisMonth");
        assertThat(reconcileAfter(Duration.ofMinutes(59))).isEmpty();
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("CancelledThisMonth");

        aws.calls().heal();
        now = Instant.parse("2026-11-30T23:59:59Z");
        assertThat(reconcile()).containsExactly("assign g-kiro PRO");
    }

    @Test
    void aConflictThatAnAssignmentExplainsIsResolvedByReading() {
        bothHaveJoined();
        manifest.plan(Plan.PRO, AssignTo.GROUP);
        aws.calls().conflict("assign " + GROUP);
        aws.calls().meanwhile("assign " + GROUP, () -> aws.seats().showGroup(GROUP, Plan.PRO));

        reconcile();
        reconcileAfter(Duration.ofSeconds(2));
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("Synced");
    }
}
