package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.fedUser;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.api.v1alpha1.TeamState;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A member that has joined and has a seat, and whose user somebody else deletes at AWS. */
class VanishedUserTest {

    private final MemberLife ada = new MemberLife();

    private void hasJoined(String userId) {
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.manifest.team("kiro", null).plan(Plan.PRO);
        ada.seatsFollow(ada.reconcile());
        ada.seatsFollow(ada.reconcile());
        assertThat(ada.reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("SeatPending");
        assertThat(ada.user().map(UserStatus::id)).hasValue(userId);
        assertThat(teams()).extracting(TeamMembershipStatus::state).containsExactly(TeamState.JOINED);
    }

    private void isFed() {
        ada.aws.directory().put(fedUser("u-ada", "ada@example.com"));
        ada.aws.directory().put(fedUser("u-bob", "bob@example.com"));
        hasJoined("u-ada");
    }

    private void isDeleted(String userId) {
        ada.aws.directory().deleteUser(userId);
        ada.aws.seats().hide(userId);
        ada.aws.calls().takeWrites();
    }

    private List<TeamMembershipStatus> teams() {
        return ada.status.map(KiroMemberStatus::teams).orElse(List.of());
    }

    private Optional<MemberSeatStatus> seat() {
        return ada.status.map(KiroMemberStatus::seat);
    }

    private void nothingIsClaimed() {
        assertThat(teams()).singleElement().satisfies(team -> {
            assertThat(team.state()).isEqualTo(TeamState.WAITING);
            assertThat(team.membershipId()).isNull();
            assertThat(team.groupId()).isNull();
        });
        assertThat(seat()).hasValueSatisfying(seat -> {
            assertThat(seat.state()).isEqualTo(SeatState.UNKNOWN);
            assertThat(seat.effectivePlan()).isNull();
        });
        assertThat(ada.reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("WaitingForUser");
        assertThat(ada.condition(ConditionType.SEAT_ASSIGNED).orElseThrow().status())
                .isEqualTo("False");
    }

    @Test
    void ofAProvidersUserThatIsWaitedForNeitherASeatNorAMembershipIsClaimed() {
        isFed();
        isDeleted("u-ada");

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.USER_SYNCED)).isEqualTo("WaitingForUser");
        nothingIsClaimed();
        Optional<KiroMemberStatus> said = ada.status;
        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.status).isEqualTo(said);

        ada.aws.directory().put(fedUser("u-ada-2", "ada@example.com"));
        assertThat(ada.reconcile()).containsExactly("join g-kiro u-ada-2", "assign u-ada-2 PRO");
        assertThat(teams()).extracting(TeamMembershipStatus::state).containsExactly(TeamState.JOINED);
    }

    @Test
    void aUserThatOnlyTheSnapshotMissesKeepsEverything() {
        hasJoined("u-ada@example.com");
        Optional<KiroMemberStatus> before = ada.status;
        ada.aws.directory().unlist("u-ada@example.com");
        ada.apply(TestingMember.of("dev", "ada").team("kiro", null).plan(Plan.PRO));

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.USER_SYNCED)).isEqualTo("InvalidSpec");
        assertThat(teams()).isEqualTo(before.orElseThrow().teams());
        assertThat(seat().map(MemberSeatStatus::state)).hasValue(SeatState.PENDING);
    }

    @Test
    void aReadThatFailsForgetsNothing() {
        isFed();
        isDeleted("u-ada");
        ada.aws.calls().throttle("read user");
        ada.reconcile();
        assertThat(teams()).extracting(TeamMembershipStatus::state).containsExactly(TeamState.JOINED);
        ada.aws.calls().heal();
        ada.reconcile();
        nothingIsClaimed();
    }

    @Test
    void whereThereIsNoProviderTheUserIsMadeAnewAndEverythingIsOfTheNewOne() {
        hasJoined("u-ada@example.com");
        String dead = teams().get(0).membershipId();
        isDeleted("u-ada@example.com");
        ada.aws.directory().nextUserId("u-2");

        assertThat(ada.reconcile()).containsExactly("create user u-2", "join g-kiro u-2", "assign u-2 PRO");
        assertThat(ada.user().map(UserStatus::id)).hasValue("u-2");
        assertThat(teams()).singleElement().satisfies(team -> {
            assertThat(team.state()).isEqualTo(TeamState.JOINED);
            assertThat(team.membershipId()).isNotEqualTo(dead);
        });
        assertThat(seat().map(MemberSeatStatus::state)).hasValue(SeatState.UNKNOWN);
        assertThat(ada.reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("WaitingForSeat");
    }

    @Test
    void whoCannotBeMadeAnewHasNothingEither() {
        hasJoined("u-ada@example.com");
        isDeleted("u-ada@example.com");
        ada.apply(TestingMember.of("dev", "ada").team("kiro", null).plan(Plan.PRO));

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.USER_SYNCED)).isEqualTo("InvalidSpec");
        nothingIsClaimed();
    }

    @Test
    void anExpiredMembersUserThatIsGoneHasNothingEither() {
        isFed();
        isDeleted("u-ada");
        ada.manifest.expiresAt("2026-11-25T11:00:00Z");

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("Expired");
        assertThat(teams()).isEmpty();
        assertThat(seat()).isEmpty();
    }
}
