package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.Plan;
import java.util.Optional;

/** The words that AWS has for plans: one set for writing, another for reading. */
final class PlanNames {

    private PlanNames() {}

    /** The value of {@code subscriptionType} in assignments. */
    static String written(Plan plan) {
        return switch (plan) {
            case PRO -> "Q_DEVELOPER_STANDALONE_PRO";
            case PRO_PLUS -> "Q_DEVELOPER_STANDALONE_PRO_PLUS";
            case PRO_MAX -> "Q_DEVELOPER_STANDALONE_PRO_MAX";
            case POWER -> "Q_DEVELOPER_STANDALONE_POWER";
        };
    }

    /**
     * The plan behind {@code type.amazonQ} of a subscription or claim. Power has two names there, since public sources disagree; the
     * words that are written are understood too.
     */
    static Optional<Plan> read(String name) {
        return switch (name) {
            case "KIRO_ENTERPRISE_PRO", "Q_DEVELOPER_STANDALONE_PRO" -> Optional.of(Plan.PRO);
            case "KIRO_ENTERPRISE_PRO_PLUS", "Q_DEVELOPER_STANDALONE_PRO_PLUS" -> Optional.of(Plan.PRO_PLUS);
            case "KIRO_ENTERPRISE_PRO_MAX", "Q_DEVELOPER_STANDALONE_PRO_MAX" -> Optional.of(Plan.PRO_MAX);
            case "KIRO_ENTERPRISE_POWER", "KIRO_ENTERPRISE_PRO_POWER", "Q_DEVELOPER_STANDALONE_POWER" ->
                Optional.of(Plan.POWER);
            default -> Optional.empty();
        };
    }
}
