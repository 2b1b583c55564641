package dev.kirooperator.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.control.ControlJson;
import dev.kirooperator.sandbox.aws.control.Fields;
import dev.kirooperator.sandbox.aws.world.ApiException;
import dev.kirooperator.sandbox.aws.world.Directory;
import dev.kirooperator.sandbox.aws.world.ExternalId;
import dev.kirooperator.sandbox.aws.world.Group;
import dev.kirooperator.sandbox.aws.world.Plan;
import dev.kirooperator.sandbox.aws.world.Principal;
import dev.kirooperator.sandbox.aws.world.Subscriptions;
import dev.kirooperator.sandbox.aws.world.User;
import dev.kirooperator.sandbox.aws.world.World;
import java.util.List;
import java.util.Optional;

/** The people, groups and subscriptions of a seed. */
final class SeedContent {
    private static final String BY = "seed";

    private final World world;
    private final Directory directory;
    private final Subscriptions subscriptions;

    /** @param subscriptions of the Region that the seed's subscriptions are for */
    SeedContent(World world, Subscriptions subscriptions) {
        this.world = world;
        this.subscriptions = subscriptions;
        directory = world.directory();
    }

    void plant(Fields seed) {
        try {
            seed.list("users").forEach(this::plantUser);
            seed.list("groups").forEach(this::plantGroup);
            seed.list("memberships").forEach(this::plantMembership);
            seed.list("subscriptions").forEach(this::plantSubscription);
            seed.list("accountAssignments").forEach(this::plantAccountAssignment);
            seed.list("roles").forEach(this::plantRole);
        } catch (ApiException refused) {
            throw new IllegalArgumentException("AWS would refuse this seed: " + refused.getMessage(), refused);
        }
    }

    private void plantUser(JsonNode json) {
        Fields user = Fields.of(
                "user",
                json,
                "id",
                "userName",
                "givenName",
                "familyName",
                "displayName",
                "email",
                "enabled",
                "externalIds");
        String userName = user.required("userName");
        String given = user.text("givenName").orElse(userName);
        String family = user.text("familyName").orElse("Example");
        ObjectNode attributes = ControlJson.object()
                .put("UserName", userName)
                .put("DisplayName", user.text("displayName").orElse(given + " " + family));
        attributes.putObject("Name").put("GivenName", given).put("FamilyName", family);
        user.text("email")
                .ifPresent(email -> attributes
                        .putArray("Emails")
                        .addObject()
                        .put("Value", email)
                        .put("Type", "work")
                        .put("Primary", true));
        directory.createUser(
                user.text("id").orElseGet(world::newResourceId),
                attributes,
                externalIds(user.list("externalIds")),
                user.flag("enabled", true),
                BY);
    }

    private void plantGroup(JsonNode json) {
        Fields group = Fields.of("group", json, "id", "displayName", "description", "externalIds", "members");
        ObjectNode attributes = ControlJson.object().put("DisplayName", group.required("displayName"));
        group.text("description").ifPresent(text -> attributes.put("Description", text));
        Group made = directory.createGroup(
                group.text("id").orElseGet(world::newResourceId),
                attributes,
                externalIds(group.list("externalIds")),
                BY);
        group.list("members")
                .forEach(member -> directory.createMembership(
                        made.id(), user(member.asText()).id(), BY));
    }

    private void plantMembership(JsonNode json) {
        Fields membership = Fields.of("membership", json, "user", "group");
        directory.createMembership(
                group(membership.required("group")).id(),
                user(membership.required("user")).id(),
                BY);
    }

    private void plantSubscription(JsonNode json) {
        Fields subscription = Fields.of("subscription", json, "user", "group", "plan", "status");
        Principal principal = principal(subscription);
        String name = subscription.required("plan");
        Plan plan = Plan.assignable(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "subscription: unknown plan '" + name + "'; use one of " + Plan.legalNames() + "."));
        subscriptions.createSettled(principal, plan);
        String status = subscription.text("status").orElse("PENDING");
        switch (status) {
            case "PENDING" -> {}
            case "ACTIVE" -> activate(principal);
            default ->
                throw new IllegalArgumentException(
                        "subscription: unknown status '" + status + "'; use PENDING or ACTIVE.");
        }
    }

    private void activate(Principal principal) {
        switch (principal.type()) {
            case USER -> subscriptions.signIn(principal.id());
            case GROUP ->
                directory.membershipsOfGroup(principal.id()).forEach(member -> subscriptions.signIn(member.userId()));
        }
    }

    private void plantAccountAssignment(JsonNode json) {
        Fields assignment = Fields.of("accountAssignment", json, "user", "group", "account", "permissionSetArn");
        world.addAccountAssignment(
                principal(assignment),
                assignment.text("account").orElse(world.account()),
                assignment.required("permissionSetArn"));
    }

    private void plantRole(JsonNode json) {
        Fields role = Fields.of("role", json, "arn", "externalId");
        world.requireExternalId(role.required("arn"), role.required("externalId"));
    }

    private Principal principal(Fields fields) {
        Optional<String> user = fields.text("user");
        return user.map(name -> Principal.user(user(name).id()))
                .orElseGet(() -> Principal.group(group(fields.required("group")).id()));
    }

    private User user(String name) {
        return directory
                .findUserByName(name)
                .orElseThrow(() -> new IllegalArgumentException("The seed has no user named '" + name + "'."));
    }

    private Group group(String name) {
        return directory
                .findGroupByName(name)
                .orElseThrow(() -> new IllegalArgumentException("The seed has no group named '" + name + "'."));
    }

    private static List<ExternalId> externalIds(List<JsonNode> json) {
        return json.stream().map(id -> ControlJson.read(id, ExternalId.class)).toList();
    }
}
