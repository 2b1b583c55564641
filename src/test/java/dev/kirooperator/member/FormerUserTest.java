package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.fedUser;
import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.api.v1alpha1.TeamState;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member whose manifest comes to mean another user, or whose user was made anew by hand. */
class FormerUserTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final MemberLife ada = new MemberLife();

    @BeforeEach
    void twoUsersExist() {
        ada.aws.directory().put(user("u-1", "ada@example.com"));
        ada.aws.directory().put(user("u-2", "bob@example.com"));
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.manifest = power();
        ada.reconcile();
        ada.aws.seats().show("u-1", SeatStatus.ACTIVE, Plan.POWER, SeatSource.INDIVIDUAL);
        ada.reconcileAfter(SOON);
    }

    private static TestingMember power() {
        return TestingMember.of("dev", "ada").team("kiro", null).plan(Plan.POWER);
    }

    @Test
    void theFormerUserGivesBackAndLeavesBeforeTheOtherOneIsTakenUp() {
        ada.apply(power().email("bob@example.com"));

        assertThat(ada.reconcileAfter(SOON)).containsExactly("unassign u-1", "leave g-kiro u-1");
        assertThat(ada.user().map(UserStatus::id)).contains("u-1");
        ada.aws.seats().show("u-1", SeatStatus.CANCELLED, Plan.POWER, SeatSource.INDIVIDUAL);
        assertThat(ada.reconcileAfter(SOON)).isEmpty();
        assertThat(ada.user()).isEmpty();
        assertThat(ada.status.map(KiroMemberStatus::seat)).isEmpty();

        assertThat(ada.reconcileAfter(SOON)).containsExactly("join g-kiro u-2", "assign u-2 POWER");
        assertThat(ada.user().map(UserStatus::id)).contains("u-2");
    }

    @Test
    void aLookThatFailsJustAfterTheChangeDoesNotMakeTheOperatorForgetIt() {
        ada.apply(power().email("bob@example.com"));
        ada.aws.calls().throttle("snapshot");
        assertThat(ada.reconcileAfter(SOON)).isEmpty();
        assertThat(ada.reason(ConditionType.USER_SYNCED)).isEqualTo("Throttled");
        ada.aws.calls().heal();

        assertThat(ada.reconcileAfter(SOON)).containsExactly("unassign u-1", "leave g-kiro u-1");
    }

    @Test
    void whatAnotherMemberNeedsStays() {
        KiroMember peer = TestingMember.of("ops", "ada")
                .team("kiro", "dev")
                .plan(Plan.POWER)
                .build();
        KiroMemberStatus recorded = ada.status.orElseThrow();
        assertThat(ada.status.map(KiroMemberStatus::seat).map(MemberSeatStatus::individualPlan))
                .contains(Plan.POWER);
        peer.setStatus(recorded);
        ada.peers.add(peer);
        ada.apply(power().email("bob@example.com"));

        assertThat(ada.reconcileAfter(SOON)).isEmpty();
        assertThat(ada.reconcileAfter(SOON)).containsExactly("join g-kiro u-2", "assign u-2 POWER");
    }

    private void aProviderFeedsThisDirectory() {
        for (String id : List.of("u-3", "u-4", "u-5")) {
            ada.aws.directory().put(fedUser(id, id + "@example.com"));
        }
    }

    @Test
    void whileAProviderHasNotDeliveredTheOtherUserNobodyLeaves() {
        aProviderFeedsThisDirectory();
        ada.apply(power().email("eve@example.com"));

        for (int i = 0; i < 3; i++) {
            assertThat(ada.reconcileAfter(MemberLife.REGULAR)).isEmpty();
            assertThat(ada.reason(ConditionType.USER_SYNCED)).isEqualTo("WaitingForUser");
            assertThat(ada.user().map(UserStatus::id)).contains("u-1");
            assertThat(ada.status.map(KiroMemberStatus::teams).orElseThrow())
                    .extracting(TeamMembershipStatus::state)
                    .containsExactly(TeamState.JOINED);
            assertThat(ada.status.map(KiroMemberStatus::observedGeneration)).contains(1L);
        }

        ada.aws.directory().put(fedUser("u-9", "eve@example.com"));
        assertThat(ada.reconcileAfter(SOON)).containsExactly("unassign u-1", "leave g-kiro u-1");
        ada.aws.seats().show("u-1", SeatStatus.CANCELLED, Plan.POWER, SeatSource.INDIVIDUAL);
        ada.reconcileAfter(SOON);
        assertThat(ada.reconcileAfter(SOON)).containsExactly("join g-kiro u-9", "assign u-9 POWER");
    }

    @Test
    void aUserThatAPointReadFindsIsTakenUpOnlyAfterTheFormerLeft() {
        aProviderFeedsThisDirectory();
        ada.aws.directory().put(fedUser("u-9", "eve@example.com"));
        ada.aws.directory().unlist("u-9");
        ada.apply(power().email("eve@example.com"));

        assertThat(ada.reconcileAfter(SOON)).containsExactly("unassign u-1", "leave g-kiro u-1");
    }

    @Test
    void aUserThatItsProviderRenamesStaysTheSame() {
        aProviderFeedsThisDirectory();
        ada.apply(power().email("countess@example.com"));
        assertThat(ada.reconcileAfter(SOON)).isEmpty();

        ada.aws.directory().put(user("u-1", "countess@example.com"));
        assertThat(ada.reconcileAfter(SOON)).isEmpty();
        assertThat(ada.reason(ConditionType.USER_SYNCED)).isEqualTo("Synced");
        assertThat(ada.user().map(UserStatus::id)).contains("u-1");
        assertThat(ada.status.map(KiroMemberStatus::observedGeneration)).contains(2L);
    }

    @Test
    void aUserThatWasMadeAnewByHandIsSeenToAsAnExistingOne() {
        MemberLife eve = new MemberLife();
        eve.team(TestingTeam.of("dev", "kiro"));
        eve.manifest = TestingMember.of("dev", "eve")
                .team("kiro", null)
                .named("Eve", "E")
                .deletingItsUser();
        assertThat(eve.reconcile()).contains("create user u-eve@example.com");
        eve.aws.directory().deleteUser("u-eve@example.com");
        eve.aws.directory().put(user("u-new", "eve@example.com"));
        eve.aws.directory().putMember("g-kiro", "u-new");
        eve.aws.calls().takeWrites();

        assertThat(eve.reconcileAfter(SOON)).isEmpty();
        assertThat(eve.user().map(UserStatus::origin)).contains(Origin.EXISTING);
        assertThat(eve.cleanUp()).containsExactly("leave g-kiro u-new");
        assertThat(eve.gone).isTrue();
    }
}
