package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MemberCounts;
import dev.kirooperator.testing.cluster.Cluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;

/** Members by the thousand. */
final class Crowd {

    /** Of AWS's lists of users, groups and memberships. */
    private static final int PAGE = 100;

    private Crowd() {}

    /** Creates a member without kubectl, which allows itself 50 requests a second. */
    static void create(Cluster cluster, Installation it, String name, String team) {
        cluster.client()
                .resource(manifest(name, team))
                .inNamespace(it.namespace())
                .create();
    }

    static KiroMember manifest(String name, String team, String... spec) {
        String[] all = new String[spec.length + 1];
        all[0] = inTeam(team);
        System.arraycopy(spec, 0, all, 1, spec.length);
        return Serialization.unmarshal(member(name, all).replace("---", ""), KiroMember.class);
    }

    /** How many have joined by the team's status. */
    static int joined(Installation it, String team) {
        return Optional.ofNullable(it.team(team).getStatus())
                .map(KiroTeamStatus::members)
                .map(MemberCounts::joined)
                .orElse(0);
    }

    static int pages(int items) {
        return (items + PAGE - 1) / PAGE;
    }

    /** Whether an operator that has started has looked at more than so many objects and has nothing to do. */
    static boolean isLookedAt(Installation it, int objects) {
        return metric(it, "reconciliations_success_total{") > objects
                && metric(it, "reconciliations_queue{") + metric(it, "reconciliations_active{") == 0;
    }

    /** How often the team controller has reconciled since the operator started. */
    static double looksAtTeams(Installation it) {
        return metric(it, "reconciliations_started_total{controller_name=\"kiroteam\"");
    }

    private static double metric(Installation it, String name) {
        return it.metrics()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
