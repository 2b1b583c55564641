package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kirooperator.aws.Audit;
import dev.kirooperator.aws.Connections;
import dev.kirooperator.aws.SeatApi;
import dev.kirooperator.guard.Consent;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.TenancyRequest;
import dev.kirooperator.seat.ConnectionPrices;
import io.quarkus.runtime.ShutdownEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bad value stops the start, and the message names the key and the value; a good one reaches what it is for. */
class ConfigurationErrorsTest {

    private static final String REGION = "kiro.connections.default.identity-center.region=us-east-1";

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kiro.sync.interval=soon | soon",
                "kiro.sync.interval=0s | a time above 0",
                "kiro.sync.interval=-5m | a time above 0",
                "kiro.sync.settle=-1s | a time from 0",
                "kiro.sync.settle=x | x",
                "kiro.sync.read-back=-1s | a time from 0",
                "kiro.pacing.share=0 | above 0 and at most 1",
                "kiro.pacing.share=1.01 | above 0 and at most 1",
                "kiro.pacing.share=-0.5 | above 0 and at most 1",
                "kiro.pacing.share=NaN | above 0 and at most 1",
                "kiro.pacing.share=most | most",
                "kiro.pacing.calls-per-second=0 | above 0 calls a second",
                "kiro.pacing.calls-per-second=many | many",
                "kiro.guard.max-removals=-1 | a number from 0",
                "kiro.guard.max-removals=few | few",
                "kiro.guard.max-removal-percent=101 | from 0 to 100",
                "kiro.guard.max-removal-percent=-1 | from 0 to 100",
                "kiro.guard.max-removal-percent=10% | 10%",
                "kiro.guard.protected-groups=ok,admin( | admin(",
                "kiro.ownership.installation=Prod_1 | a lower-case DNS label",
                "kiro.ownership.marker=ture | true or false",
                "kiro.leader-election.enabled=maybe | true or false",
                "kiro.sandbox.enabled=2 | true or false",
                "kiro.aws.allow-plain-http=maybe | true or false",
                "kiro.sandbox.port=http | http",
                "kiro.connections.default.identity-center.create=please | true or false",
                "kiro.connections.default.kiro.create-profile=please | true or false",
                "kiro.connections.default.kiro.profile-code-references=please | true or false",
                "kiro.connections.default.kiro.seat-api=both | auto,codewhisperer,management,none",
                "kiro.connections.default.role-arn=kiro | the ARN of an IAM role",
                "kiro.connections.default.external-id=x1 | without role-arn",
                "kiro.connections.default.sign-in-url=ftp://x.y/ | a URL such as",
                "kiro.connections.default.identity-center.instance-arn=ssoins-1 | arn:aws:sso:::instance/",
                "kiro.prices.currency=Dollar | ISO 4217",
                "kiro.prices.currency=EUR | pro, pro-plus, pro-max, power",
                "kiro.prices.per-month.pro-max=-1 | a number from 0",
                "kiro.prices.per-month.power=dear | dear",
                "kiro.prices.per-month.gold=5 | does not map",
                "kiro.prices.credits-per-month.pro=-1 | a number from 0",
                "kiro.prices.credits-per-month.pro=1.5 | 1.5",
                "kiro.prices.gov-cloud-factor=-1 | a number from 0",
                "kiro.guard.account-assignments-max-age=-1h | a duration such as",
                "kiro.connections.default.identity-center.account-assignments=maybe | ask,none",
                "kiro.tenancy.rules[0].plans=Gold | Pro, ProPlus, ProMax, Power",
                "kiro.tenancy.rules[0].group-name-pattern=dev-( | a regular expression",
                "kiro.tenancy.rules[0].max-members=many | many",
                "kiro.tenancy.rules[0].max-members=-1 | a number from 0, found -1",
                "kiro.tenancy.rules[0].max-seats=-1 | a number from 0, found -1",
                "kiro.tenancy.rules[0].namespace-selector=env in prod | no requirement",
                "kiro.selector=shard in a | no requirement",
                "kiro.tenancy.rules[0].adoption=sometimes | true or false",
                "kiro.sync.intervall=5m | does not map",
                "kiro.connections.eu.regoin=eu-west-1 | does not map",
            })
    void aBadValueIsNamedWithItsKey(String setting, String says) {
        String key = setting.substring(0, setting.indexOf('='));
        String rule = key.startsWith("kiro.tenancy") ? "kiro.tenancy.rules[0].namespaces=dev" : REGION;

        Throwable stopped = catchThrowable(() -> start(REGION, rule, setting));

        assertThat(stopped).as("the start").isNotNull();
        assertThat(Causes.of(stopped)).contains(key).contains(says);
    }

    @Test
    void aRuleWithoutNamespacesIsNamed() {
        Throwable stopped = catchThrowable(() -> start(REGION, "kiro.tenancy.rules[0].adoption=true"));

        assertThat(Causes.of(stopped))
                .contains("kiro.tenancy.rules[0].namespaces")
                .contains("kiro.tenancy.rules[0].namespace-selector");
    }

    @Test
    void aRuleIsNamedByItsPlace() {
        Throwable stopped = catchThrowable(() -> start(
                REGION,
                "kiro.tenancy.rules[0].namespaces=dev",
                "kiro.tenancy.rules[1].namespaces=dev",
                "kiro.tenancy.rules[1].max-members=-1"));

        assertThat(stopped)
                .hasMessage(
                        "kiro.tenancy.rules[1].max-members: expected a number from 0, found -1. Leave it out for no limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "yes", "on", "1", "y"})
    void thereAreSeveralWordsForYes(String word) {
        assertThat(TestingConfig.of(Map.of("kiro.leader-election.enabled", word))
                        .leaderElection()
                        .enabled())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", "no", "off", "0", "n"})
    void thereAreSeveralWordsForNo(String word) {
        assertThat(TestingConfig.of(Map.of("kiro.ownership.marker", word))
                        .ownership()
                        .marker())
                .isFalse();
    }

    @Test
    void withoutAnyKeyButTheRegionItStarts() {
        assertThatCode(() -> start(REGION)).doesNotThrowAnyException();
    }

    @Test
    void everyConnectionGetsItsOwnSettings() {
        KiroConfig config = config(
                REGION,
                "kiro.connections.eu.identity-center.region=eu-west-1",
                "kiro.connections.eu.kiro.region=eu-central-1",
                "kiro.connections.eu.kiro.seat-api=none",
                "kiro.connections.eu.kiro.create-profile=yes",
                "kiro.connections.eu.sign-in-url=https://eu.awsapps.com/start");

        try (Connections connections = new AwsWiring(config).connections(Audit.unheard())) {
            assertThat(connections.all()).extracting(one -> one.name()).containsExactly("default", "eu");
            assertThat(connections.find("eu").orElseThrow()).satisfies(eu -> {
                assertThat(eu.kiroRegion()).isEqualTo("eu-central-1");
                assertThat(eu.settings().seatApi()).isEqualTo(SeatApi.NONE);
                assertThat(eu.settings().creation().profile()).isTrue();
                assertThat(eu.settings().creation().instance()).isFalse();
                assertThat(eu.settings().signInUrl()).contains("https://eu.awsapps.com/start");
            });
            assertThat(connections.find("default").orElseThrow().kiroRegion()).isEqualTo("us-east-1");
        }
    }

    @Test
    void theGuardsAreAsTheConfigurationSays() {
        Guards guards = new OperatorWiring()
                .guards(
                        config(
                                "kiro.guard.protected-groups=admins,ops-.*",
                                "kiro.guard.max-removals=2",
                                "kiro.guard.max-removal-percent=100",
                                "kiro.tenancy.rules[0].namespaces=dev,qa",
                                "kiro.tenancy.rules[0].max-members=7"),
                        name -> Optional.empty());

        assertThat(guards.check(team("dev", "ops-berlin", 7))).isPresent();
        assertThat(guards.check(team("dev", "kiro", 7))).isEmpty();
        assertThat(guards.check(team("qa", "kiro", 8))).isPresent();
        assertThat(guards.check(team("prod", "kiro", 1))).isPresent();
        assertThat(guards.removalBrake().check(2, 10, new Consent(Optional.empty(), "h")))
                .isEmpty();
        assertThat(guards.removalBrake().check(3, 10, new Consent(Optional.empty(), "h")))
                .isPresent();
    }

    @Test
    void pricesAreThoseOfEachConnectionsRegion() {
        KiroConfig config = config(
                "kiro.connections.default.identity-center.region=us-gov-west-1",
                "kiro.connections.eu.identity-center.region=eu-west-1",
                "kiro.prices.per-month.pro-plus=45",
                "kiro.prices.gov-cloud-factor=2");

        try (Connections connections = new AwsWiring(config).connections(Audit.unheard())) {
            ConnectionPrices prices = new OperatorWiring().prices(config, connections);

            assertThat(prices.find("default").orElseThrow().perMonth().values())
                    .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .containsExactlyInAnyOrder(
                            new BigDecimal(40), new BigDecimal(45), new BigDecimal(200), new BigDecimal(400));
            assertThat(prices.find("eu").orElseThrow().perMonth().values())
                    .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .containsExactlyInAnyOrder(
                            new BigDecimal(20), new BigDecimal(45), new BigDecimal(100), new BigDecimal(200));
            assertThat(prices.find("us")).isEmpty();
        }
    }

    @Test
    void theSandboxTakesThePlaceOfAwsWithTheWorldOfItsFile() throws IOException {
        Path seed = Files.writeString(
                folder.resolve("seed.json"), "{\"instance\": {\"identityStoreId\": \"d-0123456789\"}}");
        AwsWiring wiring = new AwsWiring(config("kiro.sandbox.enabled=true", "kiro.sandbox.seed-file=" + seed));

        Connections connections = wiring.connections(Audit.unheard());

        try {
            assertThat(connections.find("default").orElseThrow().instance().identityStoreId())
                    .isEqualTo("d-0123456789");
        } finally {
            wiring.stop(new ShutdownEvent(), connections);
        }
    }

    @ParameterizedTest
    @CsvSource({"kiro.sandbox.port=70000, kiro.sandbox", "kiro.sandbox.seed-file=/nowhere/seed.json, /nowhere/seed.json"
    })
    void aSandboxThatCannotStartSaysWhichKeysToLookAt(String setting, String says) {
        Throwable stopped = catchThrowable(() -> new AwsWiring(config("kiro.sandbox.enabled=true", setting)));

        assertThat(Causes.of(stopped)).contains("kiro.sandbox").contains(says);
    }

    private static TenancyRequest team(String namespace, String group, int maxMembers) {
        return new TenancyRequest(
                namespace, "default", Optional.of(group), Optional.empty(), OptionalInt.of(maxMembers), false);
    }

    /** Everything that is made of the configuration when the operator starts. */
    private static void start(String... settings) {
        KiroConfig config = config(settings);
        OperatorWiring wiring = new OperatorWiring();
        try (Connections connections = new AwsWiring(config).connections(Audit.unheard())) {
            assertThat(wiring.syncSettings(config)).isNotNull();
            assertThat(new AwsWiring(config).catalogue(connections, Clock.systemUTC()))
                    .isNotNull();
            assertThat(wiring.guards(config, name -> Optional.empty())).isNotNull();
            assertThat(wiring.prices(config, connections)).isNotNull();
            assertThat(wiring.served(config)).isNotNull();
        }
    }

    private static KiroConfig config(String... settings) {
        return TestingConfig.of(Arrays.stream(settings)
                .collect(Collectors.toMap(
                        setting -> setting.substring(0, setting.indexOf('=')),
                        setting -> setting.substring(setting.indexOf('=') + 1),
                        (first, second) -> second,
                        LinkedHashMap::new)));
    }
}
