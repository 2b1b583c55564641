package dev.kirooperator.api.crd;

import java.util.Map;

/** What {@code kubectl explain} says about each kind as a whole, its spec and its status, which have no field to be annotated. */
final class KindDescriptions {

    private static final Map<String, String> TEXTS = Map.of(
            "KiroTeam",
            "A KiroTeam is a team that works with Kiro: one group in AWS IAM Identity Center and, optionally, the Kiro plan "
                    + "that its members are subscribed to. The operator creates the group, keeps it as this manifest says, "
                    + "joins to it the users of every KiroMember that names the team, assigns the plan, and reports seats, "
                    + "cost and the sign-in URL in the status. The condition Ready is True when everything was read back "
                    + "from AWS as it is specified here.",
            "KiroTeam.spec",
            "What the team is to be. The operator makes AWS so, and keeps it so.",
            "KiroTeam.status",
            "What the team is, as the operator last saw it at AWS. Only the operator writes it.",
            "KiroMember",
            "A KiroMember is one person who works with Kiro: a user in AWS IAM Identity Center, the teams that the user "
                    + "belongs to and, optionally, an individual Kiro plan. The operator creates the user or references the "
                    + "one that exists already, joins it to the groups of its teams, and reports the state of its seat. "
                    + "Deleting the manifest gives the seat back and leaves the groups. The condition Ready is True when the "
                    + "person can sign in.",
            "KiroMember.spec",
            "What the person is to have. The operator makes AWS so, and keeps it so.",
            "KiroMember.status",
            "What the person has, as the operator last saw it at AWS. Only the operator writes it.");

    private KindDescriptions() {}

    /** The description of {@code Kind}, {@code Kind.spec} or {@code Kind.status}. */
    static String of(String path) {
        String text = TEXTS.get(path);
        if (text == null) {
            throw new IllegalStateException(
                    "expected a description of %s, found none: add it to KindDescriptions".formatted(path));
        }
        return text;
    }
}
