package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.control.ControlJson;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.sandbox.aws.world.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedTest {
    private static final String TEAM = """
            {"account": "210987654321", "region": "eu-west-1", "kiroRegion": "eu-central-1", "blocked": true,
             "instance": {"id": "ssoins-00112233445566aa", "identityStoreId": "d-00112233aa"},
             "overageCap": 250, "settings": {"quota": false},
             "users": [{"userName": "ada@example.com", "email": "ada@example.com", "givenName": "Ada",
                        "familyName": "Lovelace", "externalIds": [{"issuer": "https://idp", "id": "u1"}]},
                       {"userName": "bob@example.com", "id": "90676d6f5f-00000000-0000-4000-8000-000000000001"}],
             "groups": [{"displayName": "developers", "description": "all", "members": ["ada@example.com"]}],
             "memberships": [{"user": "bob@example.com", "group": "developers"}],
             "subscriptions": [{"group": "developers", "plan": "Q_DEVELOPER_STANDALONE_PRO"},
                               {"user": "ada@example.com", "plan": "Q_DEVELOPER_STANDALONE_POWER", "status": "ACTIVE"}]}
            """;

    @Test
    void aSeedFillsTheWorld() throws IOException {
        ObjectNode state = dump(TEAM);

        assertThat(state.path("account").asText()).isEqualTo("210987654321");
        assertThat(state.path("blocked").asBoolean()).isTrue();
        assertThat(state.path("overageCap").asDouble()).isEqualTo(250);
        assertThat(state.path("settings").path("quota").asBoolean()).isFalse();
        assertThat(state.path("instance").path("region").asText()).isEqualTo("eu-west-1");
        assertThat(state.path("instance").path("identityStoreId").asText()).isEqualTo("d-00112233aa");
        assertThat(state.path("profile").path("region").asText()).isEqualTo("eu-central-1");
        assertThat(state.path("users")
                        .path(0)
                        .path("externalIds")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo("u1");
        assertThat(state.path("users").path(1).path("id").asText())
                .isEqualTo("90676d6f5f-00000000-0000-4000-8000-000000000001");
        assertThat(state.path("memberships")).hasSize(2);
    }

    @Test
    void seatsOfASeedAreThereAtOnce() throws IOException {
        JsonNode seats = dump(TEAM).path("seats");

        assertThat(seats).hasSize(2);
        assertThat(seats.path(0).path("userName").asText()).isEqualTo("ada@example.com");
        assertThat(seats.path(0).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(seats.path(0).path("activatedType").asText()).isEqualTo("KIRO_ENTERPRISE_POWER");
        assertThat(seats.path(0).path("origin").asText()).isEqualTo("INDIVIDUAL_AND_GROUP");
        assertThat(seats.path(1).path("status").asText()).isEqualTo("PENDING");
    }

    @Test
    void instanceAndProfileMayBeAbsent() throws IOException {
        ObjectNode none = dump("{\"instance\": false}");
        assertThat(none.path("instance").isNull()).isTrue();
        assertThat(none.path("profile").isNull()).isTrue();

        ObjectNode noProfile = dump("{\"profile\": false}");
        assertThat(noProfile.path("instance").path("identityStoreId").asText()).isEqualTo("d-1234567890");
        assertThat(noProfile.path("profile").isNull()).isTrue();
        assertThat(noProfile.path("applications")).isEmpty();
    }

    @Test
    void aProfileMayBeInTroubleAndAnInstanceSomebodyElses() throws IOException {
        ObjectNode state = dump("""
                {"instance": {"account": "222222222222", "organization": true},
                 "profile": {"status": "CREATE_FAILED", "errorDetails": "no such key", "overageStatus": "ENABLED"}}
                """);

        assertThat(state.path("account").asText()).isEqualTo("123456789012");
        assertThat(state.path("instance").path("account").asText()).isEqualTo("222222222222");
        assertThat(state.path("instance").path("organization").asBoolean()).isTrue();
        assertThat(state.path("profile").path("trouble"))
                .hasToString("{\"status\":\"CREATE_FAILED\",\"errorDetails\":\"no such key\"}");
        assertThat(state.path("profile").path("attributes").path("optInFeatures"))
                .hasToString("{\"overageConfiguration\":{\"overageStatus\":\"ENABLED\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"people\": []}', 'unknown [people]'",
        "'[]', expected a JSON object",
        "'{', Expected JSON",
        "'{\"users\": [{}]}', 'userName'",
        "'{\"users\": {}}', must be a list",
        "'{\"users\": [{\"userName\": \"a\", \"enabled\": \"no\"}]}', true or false",
        "'{\"users\": [{\"userName\": \"a\"}, {\"userName\": \"A\"}]}', AWS would refuse",
        "'{\"groups\": [{\"displayName\": \"g\", \"members\": [\"nobody\"]}]}', 'no user named ''nobody'''",
        "'{\"memberships\": [{\"user\": \"a\", \"group\": \"g\"}]}', no group named",
        "'{\"users\": [{\"userName\": \"a\"}], \"subscriptions\": [{\"user\": \"a\", \"plan\": \"Gold\"}]}', unknown plan",
        "'{\"settings\": {\"speed\": 1}}', speed",
    })
    void aWrongSeedIsExplained(String seed, String explanation) {
        assertThatThrownBy(() -> Seed.parse(seed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(explanation);
    }

    @Test
    void theExampleOfTheDocumentationWorks() throws IOException {
        String page = Files.readString(Path.of("docs", "stand-in.md"));
        int start = page.indexOf("```json") + "```json".length();

        ObjectNode state = dump(page.substring(start, page.indexOf("```", start)));

        assertThat(state.path("groups").path(0).path("displayName").asText()).isEqualTo("kiro_dev_group");
        assertThat(state.path("seats").path(0).path("activatedType").asText()).isEqualTo("KIRO_ENTERPRISE_POWER");
    }

    @Test
    void everySettingAndFaultKindIsDocumented() throws IOException {
        String page = Files.readString(Path.of("docs", "stand-in.md"));

        ControlJson.tree(Settings.DEFAULT)
                .fieldNames()
                .forEachRemaining(setting -> assertThat(page).contains("`" + setting));
        for (Fault.Kind kind : Fault.Kind.values()) {
            assertThat(page).contains("`" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`");
        }
    }

    @Test
    void aWrongFileIsNamed(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("seed.json");
        Files.writeString(file, "{\"people\": []}");

        assertThatThrownBy(() -> Seed.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seed.json")
                .hasMessageContaining("people");
    }

    private static ObjectNode dump(String seed) throws IOException {
        try (StandIn standIn = StandIn.start(StandInOptions.defaults().withSeed(Seed.parse(seed)))) {
            return standIn.dump();
        }
    }
}
