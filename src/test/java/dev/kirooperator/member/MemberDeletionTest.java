package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.status.Transition;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the deletion of a member undoes at AWS, and in which order. */
class MemberDeletionTest {

    private static final String ADA_NAME = "ada@example.com";
    private static final String ADA = "u-" + ADA_NAME;

    private final MemberLife ada = new MemberLife();

    private static TestingMember manifest() {
        return TestingMember.of("dev", "ada").named("Ada", "Lovelace").deletingItsUser();
    }

    private void joinedKiroAndTools() {
        ada.manifest = manifest().team("kiro", null).team("tools", null);
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.team(TestingTeam.of("dev", "tools"));
        assertThat(ada.reconcile()).contains("join g-kiro " + ADA, "join g-tools " + ADA);
    }

    private TestingMember withSeat(TestingMember manifest) {
        return manifest.userName(ADA_NAME).team("kiro", "dev").plan(Plan.POWER);
    }

    private void hasASeatInKiro() {
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.manifest = withSeat(manifest());
        assertThat(ada.reconcile()).contains("join g-kiro " + ADA, "assign " + ADA + " POWER");
        ada.aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.POWER, SeatSource.INDIVIDUAL);
        ada.reconcileAfter(Duration.ofSeconds(2));
    }

    @Test
    void whatOneNeedsThatTakesOverStays() {
        hasASeatInKiro();
        ada.peers.add(withSeat(TestingMember.of("ops", "ada")).adopt().build());

        assertThat(ada.cleanUp()).isEmpty();
        assertThat(ada.gone).isTrue();
        assertThat(ada.events).extracting(Transition::reason).containsExactly("UserKept");
    }

    private void assertGivesBackAndLeaves() {
        assertThat(ada.cleanUp()).containsExactly("unassign " + ADA);
        ada.aws.seats().hide(ADA);
        assertThat(ada.cleanUp()).containsExactly("unassign " + ADA, "leave g-kiro " + ADA);
        assertThat(ada.gone).isTrue();
    }

    @Test
    void whatOneNeedsThatNeverTakesOverGoes() {
        hasASeatInKiro();
        ada.peers.add(withSeat(TestingMember.of("ops", "ada")).adopt().build());
        ada.peers.add(
                TestingMember.of("ops", "owner").recordedUser(ADA, "default").build());

        assertGivesBackAndLeaves();
    }

    @Test
    void theSeatOfOneThatWaitsForItsTeamGoes() {
        hasASeatInKiro();
        ada.peers.add(TestingMember.of("ops", "ada")
                .userName(ADA_NAME)
                .team("later", null)
                .plan(Plan.POWER)
                .build());

        assertGivesBackAndLeaves();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereTheTeamIsSuspendedOrOnlyObservedTheMembershipAndTheUserStayAndAnEventSaysSo(boolean suspended) {
        joinedKiroAndTools();
        TestingTeam kiro = TestingTeam.of("dev", "kiro");
        ada.team(suspended ? kiro.suspended() : kiro.mode(SyncMode.OBSERVE));

        assertThat(ada.cleanUp()).containsExactly("leave g-tools " + ADA);
        assertThat(ada.gone).isTrue();
        assertThat(ada.events).singleElement().satisfies(event -> {
            assertThat(event.warning()).isTrue();
            assertThat(event.reason()).isEqualTo("LeftBehind");
            assertThat(event.note()).contains(ADA, "group g-kiro of team dev/kiro");
        });
    }

    @Test
    void whoEndsWhileTheTeamIsSuspendedLeavesItWhenItIsResumed() {
        joinedKiroAndTools();
        ada.team(TestingTeam.of("dev", "kiro").suspended());
        ada.apply(manifest().team("kiro", null).team("tools", null).expiresAt("2026-11-01T00:00:00Z"));

        assertThat(ada.reconcile()).containsExactly("leave g-tools " + ADA);
        assertThat(ada.condition(ConditionType.TEAMS_SYNCED).map(Condition::message))
                .hasValueSatisfying(message -> assertThat(message).contains("stays", "suspended"));
        ada.team(TestingTeam.of("dev", "kiro"));
        assertThat(ada.reconcile()).containsExactly("leave g-kiro " + ADA);
    }
}
