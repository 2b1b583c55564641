package dev.kirooperator.status;

import static java.util.Comparator.comparing;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the list of conditions from findings. The only place that stamps {@code observedGeneration} and transition times. */
public final class Conditions {

    private static final Finding ALL_DONE =
            Finding.done(Reason.SYNCED, "Everything is as specified, as far as AWS shows it");

    private Conditions() {}

    /**
     * The conditions that follow from the findings: one for each finding (true when it is done; the other way round for a type that
     * is abnormal when true), {@code Ready} from the worst of them, and {@code Reconciling} or {@code Stalled} (never both) while it
     * is not done. An aspect that was not looked at keeps its condition as it was, with the generation that it was made from.
     *
     * @param previous the conditions so far; a condition whose status stays keeps its transition time
     * @param generation {@code metadata.generation} that the findings were made from
     * @param looked aspects that were looked at: without a finding they do not apply any more
     */
    public static List<Condition> from(
            @Nullable List<Condition> previous,
            @Nullable Long generation,
            Instant now,
            Map<ConditionType, Finding> findings,
            Set<ConditionType> looked) {
        Finding ready = worst(new TreeMap<>(findings).values());
        List<Condition> conditions = new ArrayList<>();
        conditions.add(condition(ConditionType.READY, ready.isDone(), ready, previous, generation, now));
        if (ready.kind() == Finding.Kind.PROGRESSING) {
            conditions.add(condition(ConditionType.RECONCILING, true, ready, previous, generation, now));
        }
        if (ready.kind() == Finding.Kind.STALLED) {
            conditions.add(condition(ConditionType.STALLED, true, ready, previous, generation, now));
        }
        for (ConditionType type : ConditionType.values()) {
            Finding finding = findings.get(type);
            if (finding != null) {
                conditions.add(
                        condition(type, finding.isDone() != type.isAbnormal(), finding, previous, generation, now));
            } else if (!type.isSummary() && !looked.contains(type)) {
                find(previous, type).ifPresent(conditions::add);
            }
        }
        return List.copyOf(conditions);
    }

    /** The finding that {@code Ready} reports: the worst; among equals the first of them. */
    public static Finding worst(Collection<Finding> findings) {
        return findings.stream()
                .filter(f -> f.kind().compareTo(Finding.Kind.NOTICE) > 0)
                .max(comparing(Finding::kind))
                .orElse(ALL_DONE);
    }

    public static Optional<Condition> find(@Nullable List<Condition> conditions, ConditionType type) {
        return conditions == null
                ? Optional.empty()
                : conditions.stream().filter(c -> c.type().equals(type.label())).findFirst();
    }

    private static Condition condition(
            ConditionType type,
            boolean isTrue,
            Finding finding,
            @Nullable List<Condition> previous,
            @Nullable Long generation,
            Instant now) {
        String status = isTrue ? "True" : "False";
        String since = find(previous, type)
                .filter(c -> c.status().equals(status))
                .map(Condition::lastTransitionTime)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new Condition(
                type.label(), status, generation, since, finding.reason().label(), finding.message());
    }
}
