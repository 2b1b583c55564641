package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.converge.Freshness;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.OtherProfiles;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.OwnershipMarker;
import dev.kirooperator.guard.ProtectedNames;
import dev.kirooperator.guard.RemovalBrake;
import dev.kirooperator.guard.RemovalWindow;
import dev.kirooperator.guard.Tenancy;
import dev.kirooperator.testing.TestingConnection;
import dev.kirooperator.testing.TestingConnections;
import dev.kirooperator.testing.TestingMember;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the deletion of a member does about a user that the snapshot does not show. */
class MemberCleanupTest {

    private static final String ADA = "u-ada";
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final TestingConnection aws = TestingConnection.empty();
    private final GroupOwnership ownership = new GroupOwnership(new OwnershipMarker("prod", true));
    private final DepartureBrake brake = new DepartureBrake(
            new RemovalWindow(5, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ZERO), test -> List.of());
    private final MemberCleanup cleanup = new MemberCleanup(
            new Guards(new ProtectedNames(List.of()), new Tenancy(List.of()), ownership, new RemovalBrake(5, 10)),
            new UserPhase(
                    new UserPlanner(),
                    new UserOwners((peer, connection) -> MemberGoal.of(peer).adopt()),
                    status -> {}),
            new TeamsPhase(ownership, new TeamAccess(namespace -> Optional.empty()), team -> List.of()),
            new SeatReturn(new DoubleBilling(new OtherProfiles(new TestingConnections(List.of(aws))))),
            new InvitationPhase(new InvitationPlanner()),
            new Leaving(ownership, brake),
            brake);

    @Test
    void aUserThatOnlyALiveReadShowsIsUndone() {
        aws.directory().put(user(ADA, "ada@example.com"));
        aws.directory().unlist(ADA);
        assertThat(run(TestingMember.of("dev", "ada").deletingItsUser())).isTrue();
        assertThat(aws.calls().takeWrites()).contains("delete user " + ADA);
    }

    @Test
    void aUserThatCannotBeReadIsNotTakenForGone() {
        aws.directory().put(user(ADA, "ada@example.com"));
        aws.directory().unlist(ADA);
        aws.calls().throttle("read user");
        assertThatThrownBy(() -> run(TestingMember.of("dev", "ada"))).isInstanceOf(AwsException.class);
    }

    @Test
    void aUserThatIsGoneLeavesNothingToUndo() {
        assertThat(run(TestingMember.of("dev", "ada").deletingItsUser())).isTrue();
        assertThat(aws.calls().takeWrites()).isEmpty();
    }

    private boolean run(TestingMember manifest) {
        TestingMember recorded = manifest.recordedUser(ADA, "default");
        KiroMember member = recorded.build();
        return cleanup.run(new MemberRun(
                member,
                recorded.goal(),
                List.of(),
                List.of(),
                aws,
                new Freshness.Usual(Duration.ofMinutes(8)),
                new Progress(null, 1L, NOW, Duration.ofMinutes(10)),
                new MemberStatusBuilder(member)));
    }
}
