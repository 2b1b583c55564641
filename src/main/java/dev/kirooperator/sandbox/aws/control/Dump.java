package dev.kirooperator.sandbox.aws.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.Group;
import dev.kirooperator.sandbox.aws.world.Kiro;
import dev.kirooperator.sandbox.aws.world.Principal;
import dev.kirooperator.sandbox.aws.world.Profile;
import dev.kirooperator.sandbox.aws.world.Seat;
import dev.kirooperator.sandbox.aws.world.Settings;
import dev.kirooperator.sandbox.aws.world.User;
import dev.kirooperator.sandbox.aws.world.World;
import java.util.stream.Stream;

/** The whole state of a world as JSON, for people and assertions. Called with the world's lock held. */
public final class Dump {
    private final World world;

    public Dump(World world) {
        this.world = world;
    }

    public ObjectNode write() {
        ObjectNode dump = ControlJson.object()
                .put("account", world.account())
                .put("time", world.now().toString())
                .put("blocked", world.blocked())
                .put("overageCap", world.overageCap())
                .put(
                        "changesUnderWay",
                        world.kiros().stream()
                                .mapToInt(kiro -> kiro.subscriptions().changesUnderWay())
                                .sum());
        dump.set("settings", ControlJson.tree(world.settings()));
        dump.set("instance", ControlJson.tree(world.instance()));
        dump.set("profile", ControlJson.tree(profiles().findFirst()));
        dump.set("profiles", ControlJson.tree(profiles().toList()));
        ArrayNode users = dump.putArray("users");
        world.directory().users().forEach(user -> users.add(write(user)));
        ArrayNode groups = dump.putArray("groups");
        world.directory().groups().forEach(group -> groups.add(write(group)));
        ArrayNode memberships = dump.putArray("memberships");
        world.directory().groups().forEach(group -> writeMembers(group, memberships));
        writeKiro(dump);
        dump.set("applications", ControlJson.tree(world.applications().all()));
        ArrayNode assigned = dump.putArray("applicationAssignments");
        world.applications()
                .assigned()
                .forEach(one -> assigned.add(write(one.principal()).put("applicationArn", one.applicationArn())));
        dump.set("mails", ControlJson.tree(world.mails()));
        return dump;
    }

    private Stream<Profile> profiles() {
        return world.kiros().stream().flatMap(kiro -> kiro.profile().stream());
    }

    private void writeKiro(ObjectNode dump) {
        ArrayNode assignments = dump.putArray("assignments");
        ArrayNode seats = dump.putArray("seats");
        for (Kiro kiro : world.kiros()) {
            kiro.subscriptions()
                    .assignments()
                    .forEach(one -> assignments.add(write(one.principal())
                            .put("plan", one.plan().writeName())
                            .put("region", kiro.region())));
            kiro.subscriptions().seats().forEach(seat -> seats.add(write(seat).put("region", kiro.region())));
        }
    }

    private ObjectNode write(Seat seat) {
        Settings settings = world.settings();
        ObjectNode row = ControlJson.object()
                .put("userId", seat.userId())
                .put("userName", name(Principal.user(seat.userId())))
                .put("status", seat.status().name())
                .put("type", settings.readName(seat.type()))
                .put("origin", seat.origin().name());
        seat.activated().ifPresent(plan -> row.put("activatedType", settings.readName(plan)));
        seat.activationDate().ifPresent(time -> row.put("activationDate", time.toString()));
        return row;
    }

    private void writeMembers(Group group, ArrayNode memberships) {
        world.directory()
                .membershipsOfGroup(group.id())
                .forEach(member -> memberships
                        .addObject()
                        .put("id", member.id())
                        .put("groupId", group.id())
                        .put("group", group.displayName())
                        .put("userId", member.userId())
                        .put("userName", name(Principal.user(member.userId()))));
    }

    private ObjectNode write(Principal principal) {
        return ControlJson.object()
                .put("principalType", principal.type().name())
                .put("principalId", principal.id())
                .put("principalName", name(principal));
    }

    /** The principal's name; empty for one that is gone. */
    private String name(Principal principal) {
        return switch (principal.type()) {
            case USER ->
                world.directory().findUser(principal.id()).map(User::userName).orElse("");
            case GROUP ->
                world.directory()
                        .findGroup(principal.id())
                        .map(Group::displayName)
                        .orElse("");
        };
    }

    private static ObjectNode write(User user) {
        ObjectNode row = ControlJson.object()
                .put("id", user.id())
                .put("userName", user.userName())
                .put("enabled", user.enabled())
                .put("revision", user.stamp().revision())
                .put("createdBy", user.stamp().createdBy());
        row.set("attributes", user.attributes().deepCopy());
        row.set("externalIds", ControlJson.tree(user.externalIds()));
        return row;
    }

    private static ObjectNode write(Group group) {
        ObjectNode row = ControlJson.object()
                .put("id", group.id())
                .put("displayName", group.displayName())
                .put("description", group.attributes().path("Description").asText(""))
                .put("revision", group.stamp().revision())
                .put("createdBy", group.stamp().createdBy());
        row.set("externalIds", ControlJson.tree(group.externalIds()));
        return row;
    }
}
