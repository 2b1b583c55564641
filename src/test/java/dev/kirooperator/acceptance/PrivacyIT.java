package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.team;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.sandbox.aws.Seed;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import io.fabric8.kubernetes.api.model.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator tells the world about people and its credentials: nothing. */
@RealCluster
class PrivacyIT {

    /** Part of everything that is known of the people here. */
    private static final String PERSON = "quasarix";

    private static final String ROLE = "arn:aws:iam::123456789012:role/KiroOperator";

    private final Cluster cluster;

    @TempDir
    Path folder = Path.of("");

    PrivacyIT(Cluster cluster) {
        this.cluster = cluster;
    }

    private static String person(String name, String... spec) {
        return """
                apiVersion: kiro-operator.dev/v1alpha1
                kind: KiroMember
                metadata: {name: %s}
                spec:
                  email: %s.quasarix@example.com
                  userName: %s-quasarix
                  givenName: Quasarixa
                  familyName: Quasarixon
                  %s
                ---
                """.formatted(name, name, name, String.join("\n  ", spec));
    }

    private static Fault refused(String operation) {
        return Fault.error(
                        operation, 400, "ValidationException", "m1.quasarix@example.com (Quasarixa Quasarixon) is bad")
                .always();
    }

    @Test
    void aWholeLifeWithRefusalsOfAllKindsLeavesNoTraceOfPeopleInLogMetricsAndEvents() throws Exception {
        try (Installation it = Installation.start(cluster, Map.of("KIRO_GUARD_MAX_REMOVALS", "0"))) {
            it.aws().fault(refused("CreateUser"));
            it.apply(team("dev", "subscription: {plan: Pro}") + person("m1", inTeam("dev"), "deletionPolicy: Delete"));
            it.awaitReason("kmember", "m1", ConditionType.USER_SYNCED, "AWSRejected");
            assertThat(requireNonNull(it.condition("kmember", "m1", ConditionType.USER_SYNCED)
                                    .orElseThrow()
                                    .message())
                            .toLowerCase(Locale.ROOT))
                    .as("AWS's words in the status")
                    .contains(PERSON);
            heal(it);

            it.aws().fault(refused("CreateAssignment"));
            it.aws().fault(refused("UpdatePassword"));
            it.apply(person(
                    "m1", inTeam("dev"), "deletionPolicy: Delete", "invitation: Email", "subscription: {plan: Power}"));
            it.awaitReason("kmember", "m1", ConditionType.INVITED, "AWSRejected");
            it.awaitReason("kmember", "m1", ConditionType.SEAT_ASSIGNED, "AWSRejected");
            heal(it);

            it.aws().fault(refused("UpdateUser"));
            it.apply(person("m1", inTeam("dev"), "deletionPolicy: Delete", "displayName: The Quasarix"));
            it.awaitReason("kmember", "m1", ConditionType.USER_SYNCED, "AWSRejected");
            heal(it);

            somebodyElseHasTheAddressOf(it, "m2");
            it.apply(person("m2", inTeam("dev")));
            it.awaitReason("kmember", "m2", ConditionType.USER_SYNCED, "AlreadyExists");
            strangerJoins(it);
            it.awaitReason("kteam", "dev", ConditionType.MEMBERS_SYNCED, "RemovalHeldBack");
            assertThat(requireNonNull(it.teamStatus("dev").plan()).toString()).contains("stranger-quasarix");

            it.aws().fault(refused("DeleteUser"));
            it.startDeleting("kmember", "m1");
            it.awaitReason("kmember", "m1", ConditionType.USER_SYNCED, "AWSRejected");
            it.aws().clearFaults();
            it.annotate("kmember", "m1", Annotations.RECONCILE_REQUESTED_AT, "go");
            it.awaitGone("kmember", "m1");

            assertThat(it.events()).isNotEmpty();
            assertThat(it.events().stream().map(Event::toString)).noneMatch(PrivacyIT::tellsOfAPerson);
            assertThat(it.metrics().lines()).noneMatch(PrivacyIT::tellsOfAPerson);
            assertThat(Files.readAllLines(it.log())).noneMatch(PrivacyIT::tellsOfAPerson);
        }
    }

    private static void heal(Installation it) {
        it.aws().clearFaults();
        it.lookAgain("kmember", "m1");
        it.awaitReady("kmember/m1");
    }

    private static void somebodyElseHasTheAddressOf(Installation it, String name) {
        createUser(it, "other-quasarix", name + ".quasarix@example.com");
    }

    private static void strangerJoins(Installation it) {
        String user = createUser(it, "stranger-quasarix", "stranger.quasarix@example.com");
        it.console()
                .createGroupMembership(r -> r.identityStoreId(Installation.STORE)
                        .groupId(requireNonNull(it.teamStatus("dev").group()).id())
                        .memberId(m -> m.userId(user)));
    }

    private static String createUser(Installation it, String userName, String email) {
        return it.console()
                .createUser(r -> r.identityStoreId(Installation.STORE)
                        .userName(userName)
                        .displayName("Quasarix")
                        .name(n -> n.givenName("Quasarixa").familyName("Quasarixon"))
                        .emails(e -> e.value(email).type("work").primary(true)))
                .userId();
    }

    private static boolean tellsOfAPerson(String text) {
        return text.toLowerCase(Locale.ROOT).contains(PERSON);
    }

    @Test
    void noCredentialIsInTheLogWhateverLevelIsAskedFor() throws Exception {
        Path seed = Files.writeString(
                folder.resolve("seed.json"), "{\"roles\": [{\"arn\": \"" + ROLE + "\", \"externalId\": \"x-1\"}]}");
        try (Installation it = Installation.start(
                cluster,
                Worlds.shortDelays(Seed.read(seed)),
                Map.of(
                        "AWS_SECRET_ACCESS_KEY", "secret-of-the-operator",
                        "AWS_SESSION_TOKEN", "token-of-the-operator",
                        "KIRO_CONNECTIONS_DEFAULT_ROLE_ARN", ROLE,
                        "KIRO_CONNECTIONS_DEFAULT_EXTERNAL_ID", "x-1",
                        "QUARKUS_LOG_LEVEL", "TRACE",
                        "QUARKUS_LOG_CATEGORY__SOFTWARE_AMAZON_AWSSDK__LEVEL", "TRACE",
                        "QUARKUS_LOG_CATEGORY__ORG_APACHE_HC__LEVEL", "TRACE",
                        "QUARKUS_LOG_CATEGORY__ORG_APACHE_HC_CLIENT5_HTTP_WIRE__LEVEL", "TRACE",
                        "QUARKUS_LOG_CATEGORY__SOFTWARE_AMAZON_AWSSDK_REQUEST__LEVEL", "TRACE"))) {
            it.apply(team("dev", "subscription: {plan: Pro}") + person("m1", inTeam("dev"), "invitation: Email"));
            it.awaitReady("kteam/dev", "kmember/m1");

            List<Call> calls = it.aws().calls();
            assertThat(calls)
                    .filteredOn(call -> call.operation().equals("AssumeRole"))
                    .first()
                    .satisfies(
                            call -> assertThat(call.request().path("ExternalId").asText())
                                    .isEqualTo("x-1"));
            assertThat(calls).anyMatch(call -> call.principal().contains("assumed-role/KiroOperator"));
            String log = Files.readString(it.log());
            assertThat(log).contains("DEBUG");
            assertThat(log)
                    .doesNotContain("secret-of-the-operator", "token-of-the-operator", "AWS4-HMAC-SHA256")
                    .doesNotContain("SecretAccessKey", "SessionToken", "X-Amz-Security-Token")
                    .doesNotContainPattern("stand-in-[0-9a-f]{64}");
        }
    }
}
