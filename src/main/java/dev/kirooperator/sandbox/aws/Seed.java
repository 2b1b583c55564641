package dev.kirooperator.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.control.ControlJson;
import dev.kirooperator.sandbox.aws.control.Fields;
import dev.kirooperator.sandbox.aws.world.Instance;
import dev.kirooperator.sandbox.aws.world.Kiro;
import dev.kirooperator.sandbox.aws.world.Profile;
import dev.kirooperator.sandbox.aws.world.SandboxClock;
import dev.kirooperator.sandbox.aws.world.Settings;
import dev.kirooperator.sandbox.aws.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What a world holds at its start, as JSON; {@code docs/stand-in.md} lists the members. Absent members mean the usual world: account 123456789012 with an
 * Identity Center instance {@code d-1234567890} and an active Kiro profile in us-east-1, and nobody in it. Wrong input is an IllegalArgumentException.
 */
public final class Seed {
    private static final String DEFAULT_ACCOUNT = "123456789012";
    private static final String DEFAULT_REGION = "us-east-1";
    private static final String DEFAULT_INSTANCE_ID = "ssoins-7223c45b67d89e0f";
    private static final String DEFAULT_IDENTITY_STORE_ID = "d-1234567890";

    private final JsonNode json;

    private Seed(JsonNode json) {
        this.json = json;
    }

    /** The usual world. */
    public static Seed usual() {
        return new Seed(ControlJson.object());
    }

    public static Seed parse(String text) {
        JsonNode json = ControlJson.parse(text);
        Seed seed = new Seed(json);
        seed.world(0, SandboxClock.frozen(Instant.EPOCH), Settings.DEFAULT);
        return seed;
    }

    public static Seed read(Path file) throws IOException {
        try {
            return parse(Files.readString(file));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("Seed file " + file + " is wrong. " + wrong.getMessage(), wrong);
        }
    }

    /** A new world of this content; the same {@code idSeed} gives the same ids. */
    World world(long idSeed, SandboxClock clock, Settings settings) {
        Fields fields = Fields.of(
                "seed",
                json,
                "account",
                "region",
                "kiroRegion",
                "furtherKiroRegions",
                "instance",
                "profile",
                "blocked",
                "overageCap",
                "settings",
                "users",
                "groups",
                "memberships",
                "subscriptions",
                "accountAssignments",
                "roles");
        Settings own = fields.node("settings")
                .map(node -> ControlJson.patch(settings, object("settings", node), Settings.class))
                .orElse(settings);
        World world = new World(fields.text("account").orElse(DEFAULT_ACCOUNT), idSeed, clock, own);
        world.locked(() -> {
            String region = fields.text("region").orElse(DEFAULT_REGION);
            Kiro kiro = world.plantKiro(fields.text("kiroRegion").orElse(region));
            plantInstance(world, kiro, region, fields);
            new SeedContent(world, kiro.subscriptions()).plant(fields);
            world.setBlocked(fields.flag("blocked", false));
            fields.number("overageCap").ifPresent(world::setOverageCap);
            return world;
        });
        return world;
    }

    private static void plantInstance(World world, Kiro kiro, String region, Fields fields) {
        JsonNode instance = fields.node("instance").orElseGet(ControlJson::object);
        if (instance.isBoolean() && !instance.booleanValue()) {
            return;
        }
        Fields named = Fields.of(
                "instance",
                instance.isBoolean() ? ControlJson.object() : instance,
                "id",
                "identityStoreId",
                "name",
                "account",
                "organization");
        Instance home = new Instance(
                "arn:aws:sso:::instance/" + named.text("id").orElse(DEFAULT_INSTANCE_ID),
                named.text("identityStoreId").orElse(DEFAULT_IDENTITY_STORE_ID),
                named.text("account").orElse(world.account()),
                region,
                named.text("name").orElse(""),
                named.flag("organization", false),
                world.now(),
                world.now());
        world.plantInstance(home);
        plantProfile(world, kiro, home, fields);
        fields.list("furtherKiroRegions").forEach(further -> plantProfile(world, home, further.asText()));
    }

    private static void plantProfile(World world, Instance home, String region) {
        world.createProfile(region, World.profileAttributes(home, region), world.now());
    }

    private static void plantProfile(World world, Kiro kiro, Instance home, Fields fields) {
        JsonNode profile = fields.node("profile").orElseGet(ControlJson::object);
        if (profile.isBoolean() && !profile.booleanValue()) {
            return;
        }
        Fields named = Fields.of(
                "profile",
                profile.isBoolean() ? ControlJson.object() : profile,
                "status",
                "errorDetails",
                "overageStatus");
        ObjectNode attributes = World.profileAttributes(home, kiro.region());
        named.text("overageStatus")
                .ifPresent(status -> attributes
                        .putObject("optInFeatures")
                        .putObject("overageConfiguration")
                        .put("overageStatus", status));
        world.createProfile(kiro.region(), attributes, world.now());
        named.text("status")
                .ifPresent(status -> kiro.troubleProfile(
                        new Profile.Trouble(status, named.text("errorDetails").orElse(""))));
    }

    private static ObjectNode object(String name, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException(name + ": expected a JSON object, found " + node);
    }
}
