package dev.kirooperator.team;

import static dev.kirooperator.team.TestingAccounts.NOON;
import static dev.kirooperator.team.TestingAccounts.USERS;
import static dev.kirooperator.team.TestingAccounts.key;
import static dev.kirooperator.team.TestingAccounts.team;
import static dev.kirooperator.team.TestingAccounts.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeatLedgerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final TeamAccount LOW = team("low", Optional.of(Plan.PRO), 0, "ada", "bob");
    private static final TeamAccount HIGH = team("high", Optional.of(Plan.POWER), 1, "ada");
    private static final Set<ObjectKey> BOTH = Set.of(LOW.key(), HIGH.key());

    private final SeatLedger ledger = new SeatLedger(PATIENCE);
    private final Set<String> seated = new HashSet<>(Set.of("ada", "bob"));

    private SeatLedger.Entry enter(TeamAccount team) {
        return ledger.enter(team, seated::contains, BOTH, NOON);
    }

    @Test
    void aTeamThatTakesAUserOverWakesTheOneThatPaid() {
        assertThat(enter(LOW).paid()).containsExactlyInAnyOrder("ada", "bob");

        SeatLedger.Entry high = enter(HIGH);
        assertThat(high.paid()).containsExactly("ada");
        assertThat(high.concerned()).containsExactly(LOW.key());
        assertThat(enter(LOW).paid()).containsExactly("bob");
    }

    @Test
    void whatChangesNothingWakesNobody() {
        enter(LOW);
        enter(HIGH);

        assertThat(enter(LOW).concerned()).isEmpty();
        assertThat(enter(HIGH).concerned()).isEmpty();
    }

    @Test
    void aTeamThatIsGoneHandsItsUsersOver() {
        enter(LOW);
        enter(HIGH);

        assertThat(ledger.strike(HIGH.key())).containsExactly(LOW.key());
        assertThat(enter(LOW).paid()).containsExactlyInAnyOrder("ada", "bob");
    }

    @Test
    void aTeamThatVanishedUnseenIsStruckOutToo() {
        enter(LOW);
        enter(HIGH);

        SeatLedger.Entry low = ledger.enter(LOW, seated::contains, Set.of(LOW.key()), NOON);
        assertThat(low.paid()).containsExactlyInAnyOrder("ada", "bob");
    }

    @Test
    void whoLeavesTheLastTeamStaysOnItsAccountUntilTheSeatIsGone() {
        enter(LOW);
        enter(HIGH);

        assertThat(enter(with(LOW, Set.of("ada"))).left()).containsExactly("bob");
        assertThat(enter(with(LOW, Set.of("ada"))).paid()).containsExactly("bob");
        seated.remove("bob");
        assertThat(enter(with(LOW, Set.of("ada"))).left()).isEmpty();
    }

    @Test
    void whoLeavesOneTeamOfTwoIsTheOthers() {
        enter(LOW);
        enter(HIGH);

        SeatLedger.Entry high = enter(with(HIGH, Set.of()));
        assertThat(high.left()).isEmpty();
        assertThat(high.concerned()).containsExactly(LOW.key());
        assertThat(enter(LOW).paid()).containsExactlyInAnyOrder("ada", "bob");
    }

    @Test
    void whoComesBackToAnotherTeamIsPaidForThere() {
        enter(LOW);
        enter(with(LOW, Set.of("ada")));

        assertThat(enter(with(HIGH, Set.of("bob"))).concerned()).containsExactly(LOW.key());
        assertThat(enter(with(LOW, Set.of("ada"))).left()).isEmpty();
    }

    @Test
    void whoLeftIsKnownFromTheStatusAfterARestart() {
        SeatLedger.Entry low = enter(with(LOW, Set.of("ada")).withLeft(Set.of("bob", "eve")));

        assertThat(low.left()).containsExactly("bob");
        assertThat(low.paid()).containsExactlyInAnyOrder("ada", "bob");
    }

    @Test
    void theLedgerIsCompleteWhenEveryTeamWasEntered() {
        assertThat(enter(LOW).complete()).isFalse();

        SeatLedger.Entry high = enter(with(HIGH, Set.of()));
        assertThat(high.complete()).isTrue();
        assertThat(high.concerned()).containsExactly(LOW.key());
        assertThat(enter(LOW).concerned()).isEmpty();
    }

    @Test
    void aTeamThatIsNeverEnteredIsNotWaitedForForEver() {
        enter(LOW);

        assertThat(ledger.enter(LOW, seated::contains, BOTH, NOON.plus(PATIENCE).minusSeconds(1))
                        .complete())
                .isFalse();
        assertThat(ledger.enter(LOW, seated::contains, BOTH, NOON.plus(PATIENCE))
                        .complete())
                .isTrue();
    }

    /** Teams come, change and go; the ledger always says what the rule says of all of them, and wakes whom it has to. */
    @ForManySeeds
    void theLedgerFollowsTheRuleAndWakesWhoeverPaysForOtherUsersThanBefore(long seed) {
        Gen gen = new Gen(seed);
        Map<ObjectKey, TeamAccount> teams = new HashMap<>();
        Map<ObjectKey, Set<String>> paid = new HashMap<>();
        for (int step = 0; step < 20; step++) {
            ObjectKey changed = key("t" + gen.below(4));
            Set<ObjectKey> concerned;
            if (gen.below(5) == 0) {
                teams.remove(changed);
                concerned = ledger.strike(changed);
            } else {
                TeamAccount account = team(
                        changed.name(),
                        gen.maybe(() -> gen.pick(Plan.class)),
                        gen.below(3),
                        gen.subset(USERS).toArray(String[]::new));
                Set<ObjectKey> existing = Stream.concat(teams.keySet().stream(), Stream.of(changed))
                        .collect(Collectors.toUnmodifiableSet());
                SeatLedger.Entry entry = ledger.enter(account, user -> gen.flip(), existing, NOON);
                teams.put(changed, account.withLeft(entry.left()));
                concerned = entry.concerned();
                assertThat(entry.paid()).isEqualTo(paidBy(changed, teams));
            }
            for (ObjectKey other : teams.keySet()) {
                Set<String> now = paidBy(other, teams);
                if (!other.equals(changed) && !now.equals(paid.getOrDefault(other, Set.of()))) {
                    assertThat(concerned).contains(other);
                }
                paid.put(other, now);
            }
            paid.keySet().retainAll(teams.keySet());
            assertThat(concerned).doesNotContain(changed);
        }
    }

    private static Set<String> paidBy(ObjectKey team, Map<ObjectKey, TeamAccount> teams) {
        return USERS.stream()
                .filter(user -> CostShare.payer(user, teams.values()).equals(Optional.of(team)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
