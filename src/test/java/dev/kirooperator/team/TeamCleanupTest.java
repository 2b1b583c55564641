package dev.kirooperator.team;

import static dev.kirooperator.testing.TestingIdentities.FED;
import static dev.kirooperator.testing.TestingIdentities.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.api.v1alpha1.SubscriptionStatus;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.converge.Freshness;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.directory.Group;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.OwnershipMarker;
import dev.kirooperator.guard.ProtectedNames;
import dev.kirooperator.guard.RemovalBrake;
import dev.kirooperator.guard.RemovalWindow;
import dev.kirooperator.guard.Tenancy;
import dev.kirooperator.testing.TestingConnection;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the deletion of a team does about a group that the snapshot does not show. */
class TeamCleanupTest {

    private static final String GROUP = "g-kiro";
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final TestingConnection aws = TestingConnection.empty();
    private final GroupOwnership ownership = new GroupOwnership(new OwnershipMarker("prod", true));
    private final TeamCleanup cleanup = new TeamCleanup(
            new Guards(new ProtectedNames(List.of()), new Tenancy(List.of()), ownership, new RemovalBrake(5, 10)),
            new GroupPhase(new GroupPlanner(ownership)),
            new DeletionBrake(
                    new RemovalWindow(5, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ZERO),
                    test -> List.of(),
                    team -> List.of()));

    @Test
    void aGroupThatOnlyALiveReadShowsIsUndone() {
        putUnlisted("[kiro-operator:prod/dev/kiro]");
        run();
        assertThat(aws.calls().takeWrites()).containsExactly("delete group " + GROUP);
    }

    @Test
    void aGroupThatCannotBeReadIsNotTakenForGone() {
        putUnlisted("[kiro-operator:prod/dev/kiro]");
        aws.calls().throttle("read group");
        assertThatThrownBy(() -> run(TestingTeam.of("dev", "kiro").deletingItsGroup()))
                .isInstanceOf(AwsException.class);
    }

    @Test
    void somebodyElsesGroupIsLeftAloneHoweverItWasRead() {
        putUnlisted("[kiro-operator:prod/dev/other]");
        run();
        assertThat(aws.calls().takeWrites()).isEmpty();
    }

    @Test
    void aGroupThatIsGoneLeavesNothingToUndo() {
        run();
        assertThat(aws.calls().takeWrites()).isEmpty();
    }

    private static TestingTeam withPlan() {
        return TestingTeam.of("dev", "kiro").plan(Plan.PRO, AssignTo.GROUP).deletingItsGroup();
    }

    @Test
    void aGroupIsNotDeletedBeforeItsAssignmentIsSeenGone() {
        aws.directory().put(group(GROUP, "kiro", "[kiro-operator:prod/dev/kiro]"));
        aws.seats().showGroup(GROUP, Plan.PRO);
        assertThat(run(withPlan())).isFalse();
        assertThat(aws.calls().takeWrites()).containsExactly("unassign " + GROUP);

        aws.seats().listNoGroups();
        assertThat(run(withPlan())).isTrue();
        assertThat(aws.calls().takeWrites()).containsExactly("unassign " + GROUP, "delete group " + GROUP);
    }

    @Test
    void alsoARetainedGroupKeepsItsTeamUntilTheAssignmentIsSeenGone() {
        aws.directory().put(group(GROUP, "kiro", "[kiro-operator:prod/dev/kiro]"));
        aws.seats().showGroup(GROUP, Plan.PRO);
        assertThat(run(TestingTeam.of("dev", "kiro").plan(Plan.PRO, AssignTo.GROUP)))
                .isFalse();
    }

    @Test
    void aRetainedGroupIsReleasedOnce() {
        aws.directory().put(group(GROUP, "kiro", "Developers [kiro-operator:prod/dev/kiro]"));
        assertThat(run(TestingTeam.of("dev", "kiro"))).isTrue();
        assertThat(aws.calls().takeWrites()).containsExactly("update group " + GROUP);
        assertThat(aws.directory().readGroup(GROUP).flatMap(Group::description))
                .contains("Developers [kiro-operator:prod/dev/kiro released]");

        assertThat(run(TestingTeam.of("dev", "kiro"))).isTrue();
        assertThat(aws.calls().takeWrites()).isEmpty();
    }

    @Test
    void aGroupThatAnIdentityProviderFeedsIsNotWrittenTo() {
        aws.directory().put(new Group(GROUP, "kiro", Optional.of("[kiro-operator:prod/dev/kiro]"), FED));
        assertThat(run(TestingTeam.of("dev", "kiro"))).isTrue();
        assertThat(aws.calls().takeWrites()).isEmpty();
    }

    @Test
    void whereNoListTellsTheAnswerIsEnough() {
        aws.directory().put(group(GROUP, "kiro", "[kiro-operator:prod/dev/kiro]"));
        aws.seats().groupsCannotBeRead();
        assertThat(run(withPlan())).isTrue();
        assertThat(aws.calls().takeWrites()).containsExactly("unassign " + GROUP, "delete group " + GROUP);
    }

    @Test
    void aListThatCannotBeReadJustNowIsWaitedFor() {
        aws.directory().put(group(GROUP, "kiro", "[kiro-operator:prod/dev/kiro]"));
        aws.calls().throttle("seats");
        assertThatThrownBy(() -> run(withPlan())).isInstanceOf(AwsException.class);
        assertThat(aws.calls().takeWrites()).containsExactly("unassign " + GROUP);
    }

    private void putUnlisted(String description) {
        aws.directory().put(group(GROUP, "kiro", description));
        aws.directory().unlist(GROUP);
    }

    private void run() {
        assertThat(run(TestingTeam.of("dev", "kiro").deletingItsGroup())).isTrue();
    }

    private boolean run(TestingTeam manifest) {
        KiroTeam team = manifest.recordedGroup(GROUP).build();
        return cleanup.run(new TeamRun(
                team,
                TeamGoal.of(team),
                List.of(),
                Optional.empty(),
                new TeamAccess(namespace -> Optional.empty()),
                aws,
                new Freshness.Usual(Duration.ofMinutes(8)),
                new Progress(null, 1L, NOW, Duration.ofMinutes(10)),
                new TeamStatusBuilder(team)));
    }

    @Test
    void aProvidersGroupThatStaysAssignedIsSaidToBeLeftBehind() {
        KiroTeam team = TestingTeam.of("dev", "kiro")
                .status(new KiroTeamStatus(
                        1L,
                        null,
                        new SubscriptionStatus(
                                Plan.PRO,
                                SubscriptionState.SUBSCRIBED,
                                null,
                                AssignTo.GROUP,
                                null,
                                "p-1",
                                null,
                                null,
                                null),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .build();
        Progress progress = new Progress(null, 1L, NOW, Duration.ofMinutes(10));

        cleanup.leaveBehind(team, progress);

        assertThat(progress.transitions()).singleElement().satisfies(event -> {
            assertThat(event.reason()).isEqualTo("LeftBehind");
            assertThat(event.note())
                    .contains("Group p-1 stays assigned the plan Pro")
                    .doesNotContain("marker");
        });
    }
}
