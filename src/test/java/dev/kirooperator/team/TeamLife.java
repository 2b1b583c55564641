package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Plan;
import java.util.ArrayList;
import java.util.List;

/** One team from its first reconcile to its clean-up, with an AWS that shows a group's plan as soon as it was asked for. */
final class TeamLife extends TeamSyncTestCase {

    private final List<String> assigned = new ArrayList<>();

    /** AWS shows what was asked for. */
    void plansFollow(List<String> writes) {
        for (String write : writes) {
            String[] words = write.split(" ", -1);
            if (words[0].equals("assign") || words[0].equals("reassign")) {
                aws.seats().showGroup(words[1], Plan.valueOf(words[2]));
                assigned.clear();
                assigned.add(words[1] + " " + words[2]);
            } else if (words[0].equals("unassign")) {
                aws.seats().listNoGroups();
                assigned.clear();
            }
        }
    }

    /** The group and the plan that it is assigned; empty for none. */
    List<String> assigned() {
        return assigned;
    }
}
