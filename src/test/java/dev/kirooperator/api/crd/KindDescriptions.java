package dev.kirooperator.api.crd;

import java.util.Map;

/** What {@code kubectl explain} says about each kind as a whole. */
final class KindDescriptions {

    private static final Map<String, String> TEXTS = Map.of(
            "KiroTeam",
            "A KiroTeam is a team that works with Kiro: one group in AWS IAM Identity Center and, optionally, the Kiro plan that "
                    + "its members are subscribed to. The operator creates the group, keeps it as this manifest says, joins "
                    + "to it the users of every KiroMember that names the team, assigns the plan, and reports "
                    + "seats, cost and the sign-in URL in the status. The condition Ready is True when everything was "
                    + "read back from AWS as it is specified here.",
            "KiroMember",
            "A KiroMember is one person who works with Kiro: a user in AWS IAM Identity Center, the teams that the user belongs "
                    + "to and, optionally, an individual Kiro plan. The operator creates the user or references the one "
                    + "that exists already, joins it to the groups of its teams, and reports the state of its seat. "
                    + "Deleting the manifest gives the seat back and leaves the groups. The condition Ready is True when "
                    + "the person can sign in.");

    private KindDescriptions() {}

    static String of(String kind) {
        String text = TEXTS.get(kind);
        if (text == null) {
            throw new IllegalStateException(
                    "expected a description of %s, found none: add it to KindDescriptions".formatted(kind));
        }
        return text;
    }
}
