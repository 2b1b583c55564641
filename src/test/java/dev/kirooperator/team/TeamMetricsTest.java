package dev.kirooperator.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MonthlyCost;
import dev.kirooperator.api.v1alpha1.SeatCounts;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.testing.TestingTeam;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeamMetricsTest {

    private static final ObjectKey KIRO = new ObjectKey("dev", "kiro");
    private static final ObjectKey OTHER = new ObjectKey("dev", "other");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TeamMetrics metrics = new TeamMetrics(registry);

    private static KiroTeamStatus status(String amount, String currency, int active) {
        TeamStatusBuilder builder = empty();
        builder.seats(
                new SeatCounts(active, 2, 3, 4, List.of("u")), new MonthlyCost(amount, currency, "900.00", "1.00", 5));
        return build(builder);
    }

    private static TeamStatusBuilder empty() {
        KiroTeam team = TestingTeam.of("dev", "kiro").build();
        return new TeamStatusBuilder(team);
    }

    private static KiroTeamStatus build(TeamStatusBuilder builder) {
        return builder.build(new Progress(null, 1L, TestingAccounts.NOON, Duration.ofMinutes(10)));
    }

    private void show(ObjectKey team, KiroTeamStatus status) {
        metrics.show(team, status, known -> true);
    }

    private double seats(String state) {
        return registry.get("kiro.team.seats")
                .tags("namespace", "dev", "team", "kiro", "state", state)
                .gauge()
                .value();
    }

    private double cost(String currency) {
        return registry.get("kiro.team.monthly.cost")
                .tags("namespace", "dev", "team", "kiro", "currency", currency)
                .gauge()
                .value();
    }

    private List<String> teamsShown() {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> String.valueOf(id.getTag("team")))
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void aTeamIsShownAsItsStatusSays() {
        show(KIRO, status("180.50", "USD", 1));
        assertThat(cost("USD")).isEqualTo(180.5);
        assertThat(List.of(seats("active"), seats("pending"), seats("cancelled")))
                .containsExactly(1.0, 2.0, 3.0);

        show(KIRO, status("20.00", "USD", 7));
        assertThat(cost("USD")).isEqualTo(20.0);
        assertThat(seats("active")).isEqualTo(7.0);
        assertThat(registry.getMeters()).hasSize(4);
    }

    @Test
    void aTeamWithoutACostIsNotShownAndOneThatCannotBeLookedAtStays() {
        show(KIRO, build(empty()));
        assertThat(registry.getMeters()).isEmpty();

        show(KIRO, status("20.00", "USD", 1));
        show(KIRO, build(empty()));
        assertThat(cost("USD")).isEqualTo(20.0);
    }

    @Test
    void anotherCurrencyTakesThePlaceOfTheFirst() {
        show(KIRO, status("20.00", "USD", 1));
        show(KIRO, status("18.00", "EUR", 1));

        assertThat(cost("EUR")).isEqualTo(18.0);
        assertThat(registry.getMeters()).hasSize(4);
    }

    @Test
    void teamsThatAreGoneLeaveNothingBehind() {
        show(KIRO, status("20.00", "USD", 1));
        show(OTHER, status("20.00", "USD", 1));
        metrics.forget(KIRO);
        assertThat(teamsShown()).containsExactly("other");

        metrics.show(KIRO, status("20.00", "USD", 1), team -> false);
        assertThat(teamsShown()).containsExactly("kiro");
        assertThat(registry.getMeters()).hasSize(4);
    }

    @Test
    void anAmountThatIsNoNumberIsNotANumber() {
        show(KIRO, status("a lot", "USD", 1));

        assertThat(cost("USD")).isNaN();
    }
}
