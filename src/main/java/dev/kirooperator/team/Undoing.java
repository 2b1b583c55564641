package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.converge.Fingerprint;
import dev.kirooperator.directory.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the deletion of a team takes away at AWS.
 *
 * @param group the team's group in Identity Center
 * @param users who is in it and loses access; also who would keep it for another reason
 * @param assignment whether the group's assignment is given back
 * @param deletesGroup whether the group is deleted, and with it its memberships
 * @param principal the identity provider's group whose assignment is given back; how many are in it nobody knows
 */
record Undoing(
        Optional<Group> group,
        Set<String> users,
        boolean assignment,
        boolean deletesGroup,
        Optional<String> principal) {

    Undoing {
        users = Set.copyOf(users);
    }

    /** Whether nobody loses anything. */
    boolean isNothing() {
        return users.isEmpty() && principal.isEmpty();
    }

    /** Names exactly this, this once: the object that comes after this one has another uid. */
    String hash(KiroTeam team) {
        return Fingerprint.of(Stream.of(
                        Stream.of(String.valueOf(team.getMetadata().getUid())),
                        steps().stream(),
                        users.stream().sorted())
                .flatMap(texts -> texts)
                .toList());
    }

    /** The steps, without personal data. */
    List<String> steps() {
        List<String> steps = new ArrayList<>();
        principal.ifPresent(id -> steps.add("give back the assignment of the identity provider's group " + id
                + ", whose members cannot be counted"));
        group.ifPresent(g -> {
            if (assignment) {
                steps.add("give back the assignment of group " + g.id() + ", in which " + people());
            }
            if (deletesGroup) {
                steps.add("delete group " + g.id() + ", in which " + people());
            }
        });
        return List.copyOf(steps);
    }

    private String people() {
        return users.size() == 1 ? "1 person is" : users.size() + " people are";
    }
}
