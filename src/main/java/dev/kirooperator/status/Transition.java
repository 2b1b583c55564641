package dev.kirooperator.status;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change worth an Event.
 *
 * @param warning whether somebody should look at it
 * @param note what happened, without personal data
 */
public record Transition(boolean warning, String reason, String note) {

    /** A transition for each finding whose reason is not the one that the previous conditions gave. */
    public static List<Transition> between(@Nullable List<Condition> previous, Map<ConditionType, Finding> findings) {
        return findings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(e -> !sameReason(previous, e.getKey(), e.getValue()))
                .map(e -> of(e.getKey(), e.getValue()))
                .distinct()
                .toList();
    }

    private static Transition of(ConditionType type, Finding finding) {
        return new Transition(
                finding.kind() == Finding.Kind.STALLED || finding.warning() || type.isAbnormal(),
                finding.reason().label(),
                finding.note());
    }

    private static boolean sameReason(@Nullable List<Condition> previous, ConditionType type, Finding finding) {
        return Conditions.find(previous, type)
                .filter(c -> Objects.equals(c.reason(), finding.reason().label()))
                .isPresent();
    }
}
