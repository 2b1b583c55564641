package dev.kirooperator.api;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Specs of members that the API server rejects. */
final class BadMembers {

    private static final String LONG = "x".repeat(257);

    static final List<BadManifest> MEMBERS = List.of(
            new BadManifest("no spec", "", "spec", "Required value"),
            new BadManifest("no e-mail address", "spec: {givenName: Ada}", "spec.email", "Required value"),
            new BadManifest("empty e-mail address", "spec: {email: ''}", "spec.email", "at least 3 chars"),
            new BadManifest("e-mail address without a domain", "spec: {email: ada}", "spec.email", "should match"),
            new BadManifest(
                    "e-mail address without a dot", "spec: {email: ada@localhost}", "spec.email", "should match"),
            new BadManifest(
                    "two e-mail addresses",
                    "spec: {email: 'ada@example.com,bob@example.com'}",
                    "spec.email",
                    "should match"),
            new BadManifest(
                    "blank in the e-mail address", "spec: {email: 'ada @example.com'}", "spec.email", "should match"),
            new BadManifest(
                    "over-long e-mail address",
                    "spec: {email: " + LONG + "@example.com}",
                    "spec.email",
                    "may not be more than 254"),
            new BadManifest(
                    "over-long local part of the e-mail address",
                    "spec: {email: " + "x".repeat(65) + "@example.com}",
                    "spec.email",
                    "at most 64 characters before the @"),
            badEmail("URL as the e-mail address", "mailto:ada@example.com"),
            badEmail("e-mail address in angle brackets", "<ang@example.com>"),
            badEmail("e-mail address with a display name", "Ada<ada@example.com>"),
            badEmail("comma in the e-mail address", "p,q@example.com"),
            badEmail("two e-mail addresses with a semicolon", "p@x.com;q.com"),
            badEmail("dots only before the @", "..@example.com"),
            badEmail("leading dot in the e-mail address", ".ada@example.com"),
            badEmail("trailing dot before the @", "ada.@example.com"),
            badEmail("double dot before the @", "ada..l@example.com"),
            badEmail("comment in the e-mail address", "ada(x)@example.com"),
            badEmail("quoted local part", "\\\"ada\\\"@example.com"),
            badEmail("backtick in the e-mail address", "a`da@example.com"),
            badEmail("backslash in the e-mail address", "a\\\\da@example.com"),
            badEmail("hyphens around a domain label", "ada@-x-.com"),
            badEmail("underscore and sign in the domain", "u@ex_ample.c$m"),
            badEmail("double dot in the domain", "ada@example..com"),
            badEmail("trailing dot of the domain", "ada@example.com."),
            badEmail("leading dot of the domain", "ada@.example.com"),
            badEmail("address literal", "ada@[10.0.0.1]"),
            badEmail("IP address as the domain", "ada@10.0.0.1"),
            badEmail("over-long domain label", "ada@" + "x".repeat(64) + ".com"),
            badEmail("control character in the e-mail address", "ada\\u0007@example.com"),
            badEmail("zero-width character in the e-mail address", "ada\\u200b@example.com"),
            badEmail("no-break space in the e-mail address", "ada\\u00a0@example.com"),
            new BadManifest(
                    "e-mail address that is too long for a user name",
                    "spec: {email: " + longEmail() + "}",
                    "spec",
                    "userName is required when email is longer than 128"),
            new BadManifest("blank in the user name", good("userName: 'ada l'"), "spec.userName", "should match"),
            new BadManifest("empty user name", good("userName: ''"), "spec.userName", "at least 1 chars"),
            new BadManifest(
                    "over-long user name",
                    good("userName: " + "x".repeat(129)),
                    "spec.userName",
                    "may not be more than 128"),
            new BadManifest(
                    "control character in the user name",
                    good("userName: \"a\\u0007\""),
                    "spec.userName",
                    "should match"),
            new BadManifest(
                    "zero-width character in the user name",
                    good("userName: \"a\\u200b\""),
                    "spec.userName",
                    "should match"),
            new BadManifest(
                    "no-break space in the user name",
                    good("userName: \"a\\u00a0b\""),
                    "spec.userName",
                    "should match"),
            new BadManifest(
                    "user name that AWS reserves", good("userName: Administrator"), "spec.userName", "reserved by AWS"),
            new BadManifest(
                    "reserved user name in small letters",
                    good("userName: administrator"),
                    "spec.userName",
                    "reserved by AWS"),
            new BadManifest("given name of blanks", good("givenName: '  '"), "spec.givenName", "should match"),
            new BadManifest("empty family name", good("familyName: ''"), "spec.familyName", "at least 1 chars"),
            new BadManifest(
                    "control character in the given name",
                    good("givenName: \"A\\u0007da\""),
                    "spec.givenName",
                    "should match"),
            new BadManifest(
                    "zero-width character in the family name",
                    good("familyName: \"Love\\u200dlace\""),
                    "spec.familyName",
                    "should match"),
            new BadManifest(
                    "no-break space at the end of the display name",
                    good("displayName: \"Ada\\u00a0\""),
                    "spec.displayName",
                    "should match"),
            new BadManifest(
                    "over-long display name",
                    good("displayName: " + LONG),
                    "spec.displayName",
                    "may not be more than 256"),
            new BadManifest("team as a string", good("teams: [kiro-dev]"), "spec.teams[0]", "must be of type object"),
            new BadManifest(
                    "team without a name",
                    good("teams: [{namespace: platform}]"),
                    "spec.teams[0].name",
                    "Required value"),
            new BadManifest(
                    "bad name of a team", good("teams: [{name: Kiro_Dev}]"), "spec.teams[0].name", "should match"),
            new BadManifest(
                    "bad namespace of a team",
                    good("teams: [{name: a, namespace: 'a/b'}]"),
                    "spec.teams[0].namespace",
                    "should match"),
            new BadManifest(
                    "the same team twice",
                    good("teams: [{name: a}, {name: b}, {name: a}]"),
                    "spec.teams",
                    "teams must name each team once"),
            new BadManifest(
                    "the same team of another namespace twice",
                    good("teams: [{name: a, namespace: b}, {name: a, namespace: b}]"),
                    "spec.teams",
                    "teams must name each team once"),
            new BadManifest(
                    "the same team with an absent and an empty namespace",
                    good("teams: [{name: a}, {name: a, namespace: ''}]"),
                    "spec.teams",
                    "teams must name each team once"),
            new BadManifest(
                    "too many teams", good("teams: [" + teams(33) + "]"), "spec.teams", "must have at most 32 items"),
            new BadManifest(
                    "individual plan without a plan",
                    good("subscription: {}"),
                    "spec.subscription.plan",
                    "Required value"),
            new BadManifest(
                    "unknown individual plan",
                    good("subscription: {plan: Free}"),
                    "spec.subscription.plan",
                    "Unsupported value"),
            new BadManifest(
                    "unknown invitation",
                    good("invitation: Sms"),
                    "spec.invitation",
                    "supported values: \"None\", \"Email\""),
            new BadManifest("date without a time", good("expiresAt: '2027-03-31'"), "spec.expiresAt", "should match"),
            new BadManifest(
                    "time without a zone", good("expiresAt: '2027-03-31T00:00:00'"), "spec.expiresAt", "should match"),
            new BadManifest(
                    "day that does not exist",
                    good("expiresAt: '2027-02-30T00:00:00Z'"),
                    "spec.expiresAt",
                    "must be of type date-time"),
            new BadManifest(
                    "hour that does not exist",
                    good("expiresAt: '2027-02-20T25:00:00Z'"),
                    "spec.expiresAt",
                    "must be of type date-time"),
            new BadManifest(
                    "unknown deletion policy",
                    good("deletionPolicy: Keep"),
                    "spec.deletionPolicy",
                    "Unsupported value"),
            new BadManifest(
                    "unknown field of a team",
                    good("teams: [{name: a, role: lead}]"),
                    "spec.teams[0].role",
                    "unknown field"));

    private BadMembers() {}

    /** A good spec and more. */
    static String good(String more) {
        return "spec: {email: ada@example.com, " + more + "}";
    }

    private static BadManifest badEmail(String title, String email) {
        return new BadManifest(title, "spec: {email: \"" + email + "\"}", "spec.email", "should match");
    }

    /** Longer than a user name may be. */
    static String longEmail() {
        return "ada@" + "x".repeat(63) + "." + "y".repeat(63) + ".com";
    }

    /** Items of a list of different teams. */
    static String teams(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{name: team-" + i + "}").collect(Collectors.joining(", "));
    }
}
