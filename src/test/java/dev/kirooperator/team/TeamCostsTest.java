package dev.kirooperator.team;

import static dev.kirooperator.team.TestingAccounts.NOON;
import static dev.kirooperator.testing.TestingIdentities.group;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MonthlyCost;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatCounts;
import dev.kirooperator.converge.Freshness;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.seat.ConnectionPrices;
import dev.kirooperator.seat.PriceCatalogue;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.testing.TestingConnection;
import dev.kirooperator.testing.TestingTeam;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two teams that share Ada, counted over and over against an AWS in memory. */
class TeamCostsTest {

    private static final Duration REGULAR = Duration.ofMinutes(10);
    private static final ObjectKey LOW = new ObjectKey("dev", "low");
    private static final ObjectKey HIGH = new ObjectKey("dev", "high");

    private final TestingConnection aws = TestingConnection.empty();
    private final TestingRegister register = new TestingRegister();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<ObjectKey, KiroTeamStatus> statuses = new HashMap<>();
    private TeamCosts costs = restarted();
    private Instant now = NOON;

    private TeamCosts restarted() {
        return new TeamCosts(
                new ConnectionPrices(
                        Map.of("default", PriceCatalogue.november2026().in("us-gov-west-1"))),
                new SyncSettings(REGULAR, Duration.ofSeconds(10), Duration.ofMinutes(1)),
                new TeamMetrics(meters),
                register);
    }

    @BeforeEach
    void adaIsInBothAndBobInTheCheapOne() {
        register.add(LOW);
        register.add(HIGH);
        aws.directory().putMember("g-low", "ada");
        aws.directory().putMember("g-low", "bob");
        aws.directory().putMember("g-high", "ada");
        aws.seats().show("ada", SeatStatus.ACTIVE, Plan.POWER, SeatSource.GROUP);
        aws.seats().show("bob", SeatStatus.ACTIVE, Plan.PRO, SeatSource.GROUP);
    }

    private void count(ObjectKey key) {
        KiroTeam team = TestingTeam.of(key.namespace(), key.name())
                .plan(key.equals(LOW) ? Plan.PRO : Plan.POWER, AssignTo.GROUP)
                .build();
        team.setStatus(statuses.get(key));
        Progress progress = new Progress(null, 1L, now, REGULAR);
        TeamStatusBuilder builder = new TeamStatusBuilder(team);
        TeamRun run = new TeamRun(
                team,
                TeamGoal.of(team),
                List.of(),
                Optional.empty(),
                new TeamAccess(namespace -> Optional.empty()),
                aws,
                new Freshness.Usual(REGULAR),
                progress,
                builder);
        costs.count(run, group("g-" + key.name(), key.name(), ""), aws.seats().snapshot(REGULAR));
        KiroTeamStatus status = builder.build(progress);
        statuses.put(key, status);
        costs.show(team, status);
    }

    private Optional<String> amount(ObjectKey key) {
        return Optional.ofNullable(statuses.get(key))
                .map(KiroTeamStatus::monthlyCost)
                .map(MonthlyCost::amount);
    }

    private SeatCounts seats(ObjectKey key) {
        return requireNonNull(requireNonNull(statuses.get(key)).seats());
    }

    private void countBoth() {
        count(LOW);
        count(HIGH);
        count(LOW);
        register.takeWoken();
    }

    @Test
    void theSharedSeatIsChargedToTheDearerTeamAtTheConnectionsPrice() {
        countBoth();

        assertThat(amount(LOW)).contains("24.00");
        assertThat(amount(HIGH)).contains("240.00");
        assertThat(seats(LOW)).isEqualTo(new SeatCounts(2, 0, 0, 1, null));
        assertThat(seats(HIGH)).isEqualTo(new SeatCounts(1, 0, 0, 0, null));
    }

    @Test
    void aSeatThatMovesWakesTheOtherTeam() {
        countBoth();
        aws.directory().leave(aws.directory().join("g-high", "ada"));
        count(HIGH);

        assertThat(register.takeWoken()).containsExactly(LOW);
        count(LOW);
        assertThat(amount(LOW)).contains("264.00");
        assertThat(amount(HIGH)).contains("0.00");
        assertThat(register.takeWoken()).isEmpty();
    }

    @Test
    void aTeamWhoseGroupCannotBeReadKeepsItsCostAndTheOthersGoOn() {
        countBoth();
        aws.calls().throttle("memberships g-high");
        aws.seats().hide("ada");
        count(HIGH);
        count(LOW);

        assertThat(amount(HIGH)).contains("240.00");
        assertThat(amount(LOW)).contains("24.00");
        assertThat(seats(LOW)).isEqualTo(new SeatCounts(1, 0, 0, 0, null));
    }

    @Test
    void afterARestartACostStaysUntilEveryTeamWasLookedAt() {
        countBoth();
        costs = restarted();
        aws.seats().hide("bob");

        count(LOW);
        assertThat(amount(LOW)).contains("24.00");
        count(HIGH);
        assertThat(register.takeWoken()).containsExactly(LOW);
        count(LOW);
        assertThat(amount(LOW)).contains("0.00");
        assertThat(amount(HIGH)).contains("240.00");
    }

    @Test
    void aTeamThatIsNeverLookedAtHoldsTheOthersUpForOneSyncIntervalOnly() {
        countBoth();
        costs = restarted();
        count(LOW);
        now = NOON.plus(REGULAR);
        count(LOW);

        assertThat(amount(LOW)).contains("264.00");
    }

    @Test
    void aNewTeamShowsItsCostAtOnce() {
        count(LOW);

        assertThat(amount(LOW)).contains("264.00");
    }

    @Test
    void whoLeftStaysOnTheTeamsAccountOverARestart() {
        countBoth();
        aws.directory().leave(aws.directory().join("g-low", "bob"));
        count(LOW);
        assertThat(seats(LOW)).isEqualTo(new SeatCounts(2, 0, 0, 1, List.of("bob")));

        aws.seats().show("bob", SeatStatus.CANCELLED, Plan.PRO, SeatSource.GROUP);
        costs = restarted();
        countBoth();
        assertThat(requireNonNull(statuses.get(LOW)).monthlyCost())
                .isEqualTo(new MonthlyCost("24.00", "USD", "24.00", "24.00", 0));

        aws.seats().hide("bob");
        count(LOW);
        assertThat(seats(LOW)).isEqualTo(new SeatCounts(1, 0, 0, 1, null));
        assertThat(amount(LOW)).contains("0.00");
    }

    @Test
    void aTeamThatIsGoneHandsItsUsersOverAndLeavesTheMetrics() {
        countBoth();
        costs.forget(TestingTeam.of("dev", "high").goal());

        assertThat(register.takeWoken()).containsExactly(LOW);
        assertThat(meters.find("kiro.team.seats").tag("team", "high").meters()).isEmpty();
        assertThat(meters.find("kiro.team.seats").tag("team", "low").meters()).hasSize(3);
    }

    @Test
    void aTeamThatWasNeverLookedAtMayGoToo() {
        costs.forget(TestingTeam.of("dev", "high").connection("nowhere").goal());

        assertThat(register.takeWoken()).isEmpty();
    }
}
