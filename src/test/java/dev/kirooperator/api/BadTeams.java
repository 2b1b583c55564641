package dev.kirooperator.api;

import java.util.List;

/** Specs of teams that the API server rejects. */
final class BadTeams {

    private static final String LONG = "x".repeat(257);

    static final List<BadManifest> TEAMS = List.of(
            new BadManifest("no spec", "", "spec", "Required value"),
            new BadManifest("spec of a wrong type", "spec: [1]", "spec", "must be of type object"),
            new BadManifest(
                    "unknown plan",
                    "spec: {subscription: {plan: Gold}}",
                    "spec.subscription.plan",
                    "supported values: \"Pro\", \"ProPlus\", \"ProMax\", \"Power\""),
            new BadManifest(
                    "plan in lower case",
                    "spec: {subscription: {plan: pro}}",
                    "spec.subscription.plan",
                    "Unsupported value"),
            new BadManifest(
                    "subscription without a plan",
                    "spec: {subscription: {assignTo: Group}}",
                    "spec.subscription.plan",
                    "Required value"),
            new BadManifest(
                    "unknown assignee",
                    "spec: {subscription: {plan: Pro, assignTo: All}}",
                    "spec.subscription.assignTo",
                    "Unsupported value"),
            new BadManifest(
                    "empty group name",
                    "spec: {group: {displayName: ''}}",
                    "spec.group.displayName",
                    "at least 1 chars"),
            new BadManifest(
                    "group name of blanks",
                    "spec: {group: {displayName: '  '}}",
                    "spec.group.displayName",
                    "should match"),
            new BadManifest(
                    "group name with a blank at its end",
                    "spec: {group: {displayName: 'a '}}",
                    "spec.group.displayName",
                    "should match"),
            new BadManifest(
                    "over-long group name",
                    "spec: {group: {displayName: " + LONG + "}}",
                    "spec.group.displayName",
                    "may not be more than 256"),
            new BadManifest(
                    "group name of a no-break space",
                    "spec: {group: {displayName: \"\\u00a0\"}}",
                    "spec.group.displayName",
                    "should match"),
            new BadManifest(
                    "zero-width character in the group name",
                    "spec: {group: {displayName: \"kiro\\u200bdev\"}}",
                    "spec.group.displayName",
                    "should match"),
            new BadManifest(
                    "two lines in the group name",
                    "spec: {group: {displayName: \"kiro\\ndev\"}}",
                    "spec.group.displayName",
                    "should match"),
            new BadManifest(
                    "group name that AWS reserves",
                    "spec: {group: {displayName: AWSAdministrators}}",
                    "spec.group.displayName",
                    "reserved by AWS"),
            new BadManifest(
                    "reserved group name in other letters",
                    "spec: {group: {displayName: awsAdministrators}}",
                    "spec.group.displayName",
                    "reserved by AWS"),
            new BadManifest(
                    "over-long description",
                    "spec: {group: {description: " + LONG + LONG + "}}",
                    "spec.group.description",
                    "may not be more than 500"),
            new BadManifest(
                    "control character in the description",
                    "spec: {group: {description: \"a\\u0007\"}}",
                    "spec.group.description",
                    "should match"),
            new BadManifest(
                    "zero-width character in the description",
                    "spec: {group: {description: \"a\\ufeff\"}}",
                    "spec.group.description",
                    "should match"),
            new BadManifest(
                    "adopt as a string",
                    "spec: {group: {adopt: 'yes'}}",
                    "spec.group.adopt",
                    "must be of type boolean"),
            new BadManifest(
                    "negative maxMembers",
                    "spec: {membership: {maxMembers: -1}}",
                    "spec.membership.maxMembers",
                    "greater than or equal to 0"),
            new BadManifest(
                    "maxMembers as a string",
                    "spec: {membership: {maxMembers: '5'}}",
                    "spec.membership.maxMembers",
                    "must be of type integer"),
            new BadManifest(
                    "maxMembers with a fraction",
                    "spec: {membership: {maxMembers: 1.5}}",
                    "spec.membership.maxMembers",
                    "must be of type integer"),
            new BadManifest(
                    "too many maxMembers",
                    "spec: {membership: {maxMembers: 100001}}",
                    "spec.membership.maxMembers",
                    "less than or equal to 100000"),
            new BadManifest(
                    "unknown policy",
                    "spec: {membership: {policy: Strict}}",
                    "spec.membership.policy",
                    "Unsupported value"),
            new BadManifest(
                    "unknown from",
                    "spec: {allowedNamespaces: {from: Some}}",
                    "spec.allowedNamespaces.from",
                    "Unsupported value"),
            new BadManifest(
                    "from Selector without a selector",
                    "spec: {allowedNamespaces: {from: Selector}}",
                    "spec.allowedNamespaces",
                    "selector is required with from: Selector"),
            new BadManifest(
                    "selector without from Selector",
                    "spec: {allowedNamespaces: {selector: {matchLabels: {a: b}}}}",
                    "spec.allowedNamespaces",
                    "forbidden otherwise"),
            new BadManifest(
                    "selector that selects everything",
                    "spec: {allowedNamespaces: {from: Selector, selector: {}}}",
                    "spec.allowedNamespaces.selector",
                    "needs matchLabels or matchExpressions"),
            new BadManifest(
                    "expression In without values",
                    "spec: {allowedNamespaces: {from: Selector, selector: {matchExpressions: [{key: a, operator: In}]}}}",
                    "spec.allowedNamespaces.selector.matchExpressions[0]",
                    "values are required"),
            new BadManifest(
                    "expression Exists with values",
                    "spec: {allowedNamespaces: {from: Selector, selector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}}}",
                    "spec.allowedNamespaces.selector.matchExpressions[0]",
                    "forbidden with Exists"),
            new BadManifest(
                    "bad label key",
                    "spec: {allowedNamespaces: {from: Selector, selector: {matchExpressions: [{key: 'a b', operator: Exists}]}}}",
                    "spec.allowedNamespaces.selector.matchExpressions[0].key",
                    "should match"),
            new BadManifest(
                    "double dot in the prefix of a label key",
                    "spec: {allowedNamespaces: {from: Selector, selector: {matchExpressions: [{key: a..b/c, operator: Exists}]}}}",
                    "spec.allowedNamespaces.selector.matchExpressions[0].key",
                    "should match"),
            new BadManifest(
                    "bad label key in matchLabels",
                    "spec: {allowedNamespaces: {from: Selector, selector: {matchLabels: {'a b': c}}}}",
                    "spec.allowedNamespaces.selector.matchLabels",
                    "a label key is a name"),
            new BadManifest(
                    "over-long label key in matchLabels",
                    "spec: {allowedNamespaces: {from: Selector, selector: {matchLabels: {" + "x".repeat(64) + ": c}}}}",
                    "spec.allowedNamespaces.selector.matchLabels",
                    "a label key is a name"),
            new BadManifest(
                    "empty prefix of a label key in matchLabels",
                    "spec: {allowedNamespaces: {from: Selector, selector: {matchLabels: {/a: c}}}}",
                    "spec.allowedNamespaces.selector.matchLabels",
                    "a label key is a name"),
            new BadManifest(
                    "bad label value",
                    "spec: {allowedNamespaces: {from: Selector, selector: {matchLabels: {a: 'b c'}}}}",
                    "spec.allowedNamespaces.selector.matchLabels.a",
                    "should match"),
            new BadManifest("bad connection", "spec: {connection: 'My Company'}", "spec.connection", "should match"),
            new BadManifest(
                    "unknown mode", "spec: {mode: DryRun}", "spec.mode", "supported values: \"Manage\", \"Observe\""),
            new BadManifest("suspend as a number", "spec: {suspend: 1}", "spec.suspend", "must be of type boolean"),
            new BadManifest(
                    "unknown deletion policy",
                    "spec: {deletionPolicy: Orphan}",
                    "spec.deletionPolicy",
                    "Unsupported value"),
            new BadManifest("unknown field", "spec: {colour: blue}", "spec.colour", "unknown field"));

    private BadTeams() {}
}
