package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.aws.SeatApi;
import dev.kirooperator.converge.AccountAssignmentCheck;
import dev.kirooperator.converge.ProvisionedMemberships;
import dev.kirooperator.converge.UserSource;
import dev.kirooperator.launcher.KiroConfig.Connection;
import dev.kirooperator.launcher.KiroConfig.Tenancy.Rule;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key of docs/configuration.md, set as a property and as an environment variable, is read where it belongs. */
class ConfigurationKeysTest {

    private static final String EU = "kiro.connections.eu.";
    private static final String RULE = "kiro.tenancy.rules[0].";

    /** A key, a value that is not its default, and what the value is then. */
    private record Key(String name, String value, Function<KiroConfig, Object> read, Object expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Key> keys() {
        return Stream.of(
                connection(
                        "identity-center.region",
                        "eu-west-1",
                        c -> c.identityCenter().region(),
                        some("eu-west-1")),
                connection(
                        "identity-center.instance-arn",
                        "arn:x",
                        c -> c.identityCenter().instanceArn(),
                        some("arn:x")),
                connection(
                        "identity-center.identity-store-id",
                        "d-1",
                        c -> c.identityCenter().identityStoreId(),
                        some("d-1")),
                connection(
                        "identity-center.create",
                        "true",
                        c -> c.identityCenter().create(),
                        true),
                connection(
                        "identity-center.users",
                        "identity-provider",
                        c -> c.identityCenter().users(),
                        UserSource.IDENTITY_PROVIDER),
                connection(
                        "identity-center.provisioned-memberships",
                        "none",
                        c -> c.identityCenter().provisionedMemberships(),
                        ProvisionedMemberships.NONE),
                connection(
                        "identity-center.account-assignments",
                        "none",
                        c -> c.identityCenter().accountAssignments(),
                        AccountAssignmentCheck.NONE),
                connection("kiro.region", "eu-central-1", c -> c.kiro().region(), some("eu-central-1")),
                connection("kiro.seat-api", "codewhisperer", c -> c.kiro().seatApi(), SeatApi.CODEWHISPERER),
                connection("kiro.create-profile", "true", c -> c.kiro().createProfile(), true),
                connection(
                        "kiro.profile-functionalities",
                        "A,B",
                        c -> c.kiro().profileFunctionalities(),
                        List.of("A", "B")),
                connection(
                        "kiro.profile-code-references", "false", c -> c.kiro().profileCodeReferences(), false),
                connection("role-arn", "arn:r", Connection::roleArn, some("arn:r")),
                connection("external-id", "x1", Connection::externalId, some("x1")),
                connection("sign-in-url", "https://a.b/c", Connection::signInUrl, some(URI.create("https://a.b/c"))),
                key("kiro.mode", "Observe", KiroConfig::mode, SyncMode.OBSERVE),
                key("kiro.selector", "shard=a", KiroConfig::selector, some("shard=a")),
                key("kiro.aws.allow-plain-http", "true", c -> c.aws().allowPlainHttp(), true),
                rule("namespaces", "dev,prod", Rule::namespaces, some(Set.of("dev", "prod"))),
                rule(
                        "namespace-selector",
                        "env=prod,team in (a,b)",
                        Rule::namespaceSelector,
                        some("env=prod,team in (a,b)")),
                rule("group-name-pattern", "dev-.*", Rule::groupNamePattern, some("dev-.*")),
                rule("plans", "Pro,ProPlus", Rule::plans, some(Set.of("Pro", "ProPlus"))),
                rule("connections", "eu", Rule::connections, some(Set.of("eu"))),
                rule("max-members", "7", Rule::maxMembers, OptionalInt.of(7)),
                rule("max-seats", "7", Rule::maxSeats, OptionalInt.of(7)),
                rule("adoption", "true", Rule::adoption, true),
                key("kiro.sync.interval", "7m", c -> c.sync().interval(), Duration.ofMinutes(7)),
                key("kiro.sync.settle", "7s", c -> c.sync().settle(), Duration.ofSeconds(7)),
                key("kiro.sync.read-back", "1h", c -> c.sync().readBack(), Duration.ofHours(1)),
                key("kiro.expiry.warning", "7h", c -> c.expiry().warning(), Duration.ofHours(7)),
                key("kiro.pacing.share", "0.5", c -> c.pacing().share(), 0.5),
                key("kiro.pacing.calls-per-second", "40", c -> c.pacing().callsPerSecond(), 40.0),
                key("kiro.guard.max-removals", "7", c -> c.guard().maxRemovals(), 7),
                key("kiro.guard.max-removal-percent", "7", c -> c.guard().maxRemovalPercent(), 7),
                key("kiro.guard.removal-window", "7m", c -> c.guard().removalWindow(), Duration.ofMinutes(7)),
                key("kiro.guard.gather", "7m", c -> c.guard().gather(), Duration.ofMinutes(7)),
                key("kiro.guard.hold", "7m", c -> c.guard().hold(), Duration.ofMinutes(7)),
                key(
                        "kiro.guard.protected-groups",
                        "a.*,b",
                        c -> c.guard().protectedGroups(),
                        some(List.of("a.*", "b"))),
                key(
                        "kiro.guard.account-assignments-max-age",
                        "7h",
                        c -> c.guard().accountAssignmentsMaxAge(),
                        Duration.ofHours(7)),
                key("kiro.ownership.installation", "prod", c -> c.ownership().installation(), "prod"),
                key("kiro.ownership.marker", "false", c -> c.ownership().marker(), false),
                key("kiro.ownership.seal-keys", "a,b", c -> c.ownership().sealKeys(), some(List.of("a", "b"))),
                key("kiro.ownership.seal-namespace", "kiro", c -> c.ownership().sealNamespace(), some("kiro")),
                key(
                        "kiro.leader-election.enabled",
                        "true",
                        c -> c.leaderElection().enabled(),
                        true),
                key(
                        "kiro.leader-election.lease-name",
                        "l",
                        c -> c.leaderElection().leaseName(),
                        "l"),
                key(
                        "kiro.leader-election.lease-namespace",
                        "n",
                        c -> c.leaderElection().leaseNamespace(),
                        some("n")),
                key("kiro.prices.currency", "EUR", c -> c.prices().currency(), "EUR"),
                key(
                        "kiro.prices.per-month.pro",
                        "24",
                        c -> c.prices().perMonth().pro(),
                        some(new BigDecimal("24"))),
                key(
                        "kiro.prices.per-month.pro-plus",
                        "48",
                        c -> c.prices().perMonth().proPlus(),
                        some(new BigDecimal("48"))),
                key(
                        "kiro.prices.per-month.pro-max",
                        "99",
                        c -> c.prices().perMonth().proMax(),
                        some(new BigDecimal("99"))),
                key(
                        "kiro.prices.per-month.power",
                        "1.5",
                        c -> c.prices().perMonth().power(),
                        some(new BigDecimal("1.5"))),
                key(
                        "kiro.prices.credits-per-month.pro",
                        "1",
                        c -> c.prices().creditsPerMonth().pro(),
                        some(1)),
                key(
                        "kiro.prices.credits-per-month.pro-plus",
                        "2",
                        c -> c.prices().creditsPerMonth().proPlus(),
                        some(2)),
                key(
                        "kiro.prices.credits-per-month.pro-max",
                        "3",
                        c -> c.prices().creditsPerMonth().proMax(),
                        some(3)),
                key(
                        "kiro.prices.credits-per-month.power",
                        "4",
                        c -> c.prices().creditsPerMonth().power(),
                        some(4)),
                key("kiro.prices.gov-cloud-factor", "1.5", c -> c.prices().govCloudFactor(), new BigDecimal("1.5")),
                key("kiro.sandbox.enabled", "true", c -> c.sandbox().enabled(), true),
                key("kiro.sandbox.port", "4566", c -> c.sandbox().port(), 4566),
                key("kiro.sandbox.seed-file", "/s.json", c -> c.sandbox().seedFile(), some("/s.json")));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aPropertyIsReadWhereItBelongs(Key key) {
        assertThat(key.read().apply(TestingConfig.of(Map.of(key.name(), key.value()))))
                .isEqualTo(key.expected());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void anEnvironmentVariableIsReadWhereItBelongs(Key key) {
        assertThat(key.read().apply(TestingConfig.ofEnvironment(Map.of(key.name(), key.value()))))
                .isEqualTo(key.expected());
    }

    @Test
    void everyDocumentedKeyIsTriedHere() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("docs/configuration.md")).stream()
                .filter(line -> line.startsWith("| `kiro."))
                .map(line -> line.replaceFirst("\\| `([^`]*)`.*", "$1"))
                .toList();

        assertThat(keys().map(Key::name)
                        .map(name -> name.replace(EU, "kiro.connections.*.").replace(RULE, "kiro.tenancy.rules[*].")))
                .containsExactlyElementsOf(documented);
    }

    @Test
    void theDefaultConnectionIsThereWithoutAnyKeyOfItsOwn() {
        Connection connection = TestingConfig.of(Map.of(EU + "kiro.region", "eu-central-1"))
                .connections()
                .get("default");

        assertThat(connection).isNotNull();
        assertThat(connection.kiro().seatApi()).isEqualTo(SeatApi.AUTO);
        assertThat(connection.identityCenter().region()).isEmpty();
    }

    private static Key key(String name, String value, Function<KiroConfig, Object> read, Object expected) {
        return new Key(name, value, read, expected);
    }

    private static Key connection(String name, String value, Function<Connection, Object> read, Object expected) {
        return key(EU + name, value, c -> read.apply(c.connections().get("eu")), expected);
    }

    private static Key rule(String name, String value, Function<Rule, Object> read, Object expected) {
        return key(
                RULE + name,
                value,
                c -> read.apply(c.tenancy().rules().orElseThrow().get(0)),
                expected);
    }

    private static Object some(Object value) {
        return Optional.of(value);
    }
}
