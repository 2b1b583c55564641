package dev.kirooperator.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MembersTest {

    private static final Membership ADA = new Membership("m-1", "g", "ada");
    private static final Membership BOB = new Membership("m-2", "g", "bob");

    private static final Instant NOW = Instant.EPOCH.plusSeconds(60);

    private final Members members = Members.listed(List.of(ADA), Instant.EPOCH);

    @Test
    void whatAListShowedIsConfirmed() {
        assertThat(members.view())
                .isEqualTo(new GroupMemberships(
                        java.util.Map.of("ada", ADA), java.util.Set.of(), Instant.EPOCH, Instant.EPOCH));
        assertThat(members.unseen()).isEmpty();
    }

    @Test
    void anOwnJoinIsThereAndNotSeenYet() {
        Members joined = members.join(BOB, NOW);
        assertThat(joined.view().byUserId()).containsKeys("ada", "bob");
        assertThat(joined.view().unconfirmed()).containsExactly("bob");
        assertThat(joined.unseen()).containsExactly("bob");
    }

    @Test
    void aJoinThatAListShowedAlreadyIsConfirmed() {
        assertThat(members.join(ADA, NOW)).isSameAs(members);
    }

    @Test
    void aReadConfirmsAJoin() {
        assertThat(members.join(BOB, NOW).seen("bob", Optional.of(BOB)).unseen())
                .isEmpty();
    }

    @Test
    void aReadThatShowsNothingTakesAJoinBack() {
        Members seen = members.join(BOB, NOW).seen("bob", Optional.empty());
        assertThat(seen.byUserId()).isEqualTo(members.byUserId());
        assertThat(seen.unseen()).isEmpty();
    }

    @Test
    void onlyAnOwnJoinEndsTheQuiet() {
        Members joined = members.join(BOB, NOW);
        assertThat(joined.view().quiet(NOW)).isZero();
        assertThat(joined.leave("ada").seen("bob", Optional.of(BOB)).view().quiet(NOW.plusSeconds(3)))
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anOwnLeaveIsGoneAndNotSeenYet() {
        Members left = members.leave("ada");
        assertThat(left.view().byUserId()).isEmpty();
        assertThat(left.view().unconfirmed()).isEmpty();
        assertThat(left.unseen()).containsExactly("ada");
    }

    @Test
    void aReadThatStillShowsTheMembershipTakesALeaveBack() {
        assertThat(members.leave("ada").seen("ada", Optional.of(ADA))).isEqualTo(members);
    }

    @Test
    void aLeaveThatAListDoesNotShowAnyMoreIsConfirmed() {
        assertThat(members.leave("bob")).isSameAs(members);
    }

    @Test
    void whoJoinsAgainIsNoLongerLeaving() {
        Membership again = new Membership("m-9", "g", "ada");
        Members members2 = members.leave("ada").join(again, NOW);
        assertThat(members2.view().byUserId()).containsEntry("ada", again);
        assertThat(members2.left()).isEmpty();
        assertThat(members2.joined()).containsExactly("ada");
    }

    @Test
    void whoLeavesAfterJoiningIsNoLongerJoining() {
        Members left = members.join(BOB, NOW).leave("bob");
        assertThat(left.joined()).isEmpty();
        assertThat(left.left()).containsExactly("bob");
    }

    @Test
    void aDeletedUserIsForgotten() {
        assertThat(members.join(BOB, NOW).forget("bob").forget("ada").view().byUserId())
                .isEmpty();
        assertThat(members.join(BOB, NOW).forget("bob").unseen()).isEmpty();
    }
}
