package dev.kirooperator.status;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.testing.Gen;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Random findings. */
final class TestingFindings {

    static final List<ConditionType> ASPECTS =
            List.of(ConditionType.GROUP_SYNCED, ConditionType.MEMBERS_SYNCED, ConditionType.SUBSCRIPTION_SYNCED);

    private TestingFindings() {}

    static Map<ConditionType, Finding> some(Gen gen) {
        Map<ConditionType, Finding> findings = new EnumMap<>(ConditionType.class);
        gen.subset(ASPECTS).forEach(type -> findings.put(type, one(gen)));
        return findings;
    }

    static Finding one(Gen gen) {
        String message = gen.word(8);
        return new Finding(gen.pick(Finding.Kind.class), gen.pick(Reason.class), message, message, gen.flip());
    }
}
