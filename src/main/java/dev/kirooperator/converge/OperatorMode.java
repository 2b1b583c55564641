package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamSpec;
import dev.kirooperator.api.v1alpha1.SyncMode;
import java.util.Optional;

/**
 * Whether the operator as a whole manages or only observes. This makes every team say what it would do; that nothing is written,
 * whoever asks for it, is the AWS clients' own rule.
 */
public record OperatorMode(SyncMode mode) {

    /** The team as it counts: only observed, where the operator only observes. */
    public KiroTeam asSeen(KiroTeam team) {
        if (mode == SyncMode.MANAGE) {
            return team;
        }
        KiroTeam observed = new KiroTeam();
        observed.setMetadata(team.getMetadata());
        observed.setSpec(observed(Optional.ofNullable(team.getSpec()).orElse(TeamGoal.NOTHING_SAID)));
        observed.setStatus(team.getStatus());
        return observed;
    }

    private static KiroTeamSpec observed(KiroTeamSpec spec) {
        return new KiroTeamSpec(
                spec.group(),
                spec.subscription(),
                spec.membership(),
                spec.allowedNamespaces(),
                spec.connection(),
                SyncMode.OBSERVE,
                spec.suspend(),
                spec.deletionPolicy());
    }
}
