package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MonthlyCost;
import dev.kirooperator.api.v1alpha1.SeatCounts;
import dev.kirooperator.converge.ObjectKey;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the teams' statuses say of seats and cost, as gauges. A team that is gone leaves none behind. */
final class TeamMetrics {

    private static final String COST = "kiro.team.monthly.cost";
    private static final String SEATS = "kiro.team.seats";

    private final MeterRegistry registry;
    private final Map<ObjectKey, Shown> byTeam = new HashMap<>();

    TeamMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Shown(MonthlyCost cost, SeatCounts seats, List<Meter> meters) {}

    /**
     * Shows a team as its status does, and strikes out teams that do not exist any more.
     *
     * @param exists whether there is a team of this name
     */
    synchronized void show(ObjectKey team, KiroTeamStatus status, Predicate<ObjectKey> exists) {
        byTeam.keySet().stream()
                .filter(known -> !known.equals(team) && !exists.test(known))
                .toList()
                .forEach(this::forget);
        MonthlyCost cost = status.monthlyCost();
        SeatCounts seats = status.seats();
        if (cost == null || seats == null) {
            return;
        }
        String currency = String.valueOf(cost.currency());
        Shown known = byTeam.get(team);
        if (known == null || !currency.equals(known.cost().currency())) {
            forget(team);
            byTeam.put(team, new Shown(cost, seats, register(team, currency)));
        } else {
            byTeam.put(team, new Shown(cost, seats, known.meters()));
        }
    }

    synchronized void forget(ObjectKey team) {
        Optional.ofNullable(byTeam.remove(team))
                .ifPresent(shown -> shown.meters().forEach(registry::remove));
    }

    private List<Meter> register(ObjectKey team, String currency) {
        Tags tags = Tags.of("namespace", team.namespace(), "team", team.name());
        return Stream.of(
                        gauge(
                                COST,
                                "Estimate of what the team costs this month",
                                tags.and("currency", currency),
                                team,
                                shown -> number(shown.cost().amount())),
                        seats(tags, "active", team, SeatCounts::active),
                        seats(tags, "pending", team, SeatCounts::pending),
                        seats(tags, "cancelled", team, SeatCounts::cancelled))
                .toList();
    }

    private Meter seats(Tags tags, String state, ObjectKey team, Function<SeatCounts, @Nullable Integer> count) {
        return gauge(
                SEATS,
                "Seats of the users in the team's group",
                tags.and("state", state),
                team,
                shown -> Optional.ofNullable(count.apply(shown.seats())).map(Integer::doubleValue));
    }

    private Meter gauge(
            String name, String description, Tags tags, ObjectKey team, Function<Shown, Optional<Double>> value) {
        return Gauge.builder(
                        name,
                        this,
                        metrics -> metrics.shown(team).flatMap(value).orElse(Double.NaN))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private synchronized Optional<Shown> shown(ObjectKey team) {
        return Optional.ofNullable(byTeam.get(team));
    }

    private static Optional<Double> number(@Nullable String amount) {
        try {
            return Optional.ofNullable(amount).map(Double::valueOf);
        } catch (NumberFormatException notWrittenByUs) {
            return Optional.empty();
        }
    }
}
