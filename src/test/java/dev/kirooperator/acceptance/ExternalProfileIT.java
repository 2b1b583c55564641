package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Confirmation;
import dev.kirooperator.aws.generated.kiroprofiles.KiroProfilesClient;
import dev.kirooperator.sandbox.aws.Seed;
import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.StandInOptions;
import dev.kirooperator.sandbox.aws.world.Settings;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;

/** A Kiro profile that takes its people straight from Okta: what an annotation names is assigned, and nothing else is written. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalProfileIT {

    private static final String GROUP = "9067642ac7-0a0a0a0a-1111-4111-8111-00000000000a";
    private static final String USER = "9067642ac7-0b0b0b0b-2222-4222-8222-00000000000b";
    private static final String PRO = "Q_DEVELOPER_STANDALONE_PRO";
    private static final String POWER = "Q_DEVELOPER_STANDALONE_POWER";

    private final Installation it;

    ExternalProfileIT(Cluster cluster) throws Exception {
        StandIn aws = StandIn.start(StandInOptions.defaults()
                .withSettings(Settings.DEFAULT
                        .withQuota(false)
                        .withUpdatePending(true)
                        .withAssignmentDelay(Duration.ofMillis(200))
                        .withGroupSyncDelay(Duration.ofMillis(200)))
                .withSeed(Seed.parse("{\"profile\": false}")));
        connectKiroToOkta(aws);
        it = Installation.start(cluster, aws, Map.of("KIRO_SYNC_INTERVAL", "2s"));
    }

    private static void connectKiroToOkta(StandIn aws) {
        try (KiroProfilesClient console = KiroProfilesClient.builder()
                .endpointOverride(aws.url())
                .region(Region.US_EAST_1)
                .httpClientBuilder(Apache5HttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("console", "console")))
                .build()) {
            console.createProfile(r -> r.profileName("kiro")
                    .identitySource(s -> s.externalIdentitySource(
                            e -> e.issuerUrl("https://acme.okta.com").clientId("0oa1"))));
        }
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @BeforeEach
    void forgetCalls() {
        it.aws().clearCalls();
    }

    private static String naming(String principal, String manifest) {
        return manifest.replaceFirst(
                "metadata: \\{name: (\\S+)}",
                "metadata: {name: $1, annotations: {" + Annotations.PRINCIPAL_ID + ": \"" + principal + "\"}}");
    }

    private String message(String kind, String name, ConditionType type) {
        return requireNonNull(it.condition(kind, name, type).orElseThrow().message());
    }

    /** How many people a provider's group has nobody knows, so that somebody has to say that it is meant. */
    private void deleteApproved(String team) {
        List<String> before = sent();
        it.startDeleting("kteam", team);
        it.awaitReason("kteam", team, ConditionType.GROUP_SYNCED, "RemovalHeldBack");
        it.awaitReason("kteam", team, ConditionType.READY, "RemovalHeldBack");
        assertThat(sent()).isEqualTo(before);
        String hash = requireNonNull(requireNonNull(it.teamStatus(team).plan()).hash());
        it.annotate("kteam", team, Annotations.APPROVE_PLAN, hash);
        it.awaitGone("kteam", team);
    }

    private List<String> sent() {
        return it.writes().stream()
                .map(call -> {
                    JsonNode request = call.request();
                    return String.join(
                            " ",
                            call.operation(),
                            request.path("principalType").asText(),
                            request.path("principalId").asText(),
                            request.path("subscriptionType").asText());
                })
                .map(String::strip)
                .toList();
    }

    @Test
    void withoutTheAnnotationEveryObjectIsOneClearConditionAndNoWrite() {
        it.apply(team("dev", "subscription: {plan: Pro}") + member("ada", inTeam("dev")) + member("solo"));
        it.awaitReason("kteam", "dev", ConditionType.GROUP_SYNCED, "ExternalIdentityProvider");
        it.awaitReason("kmember", "ada", ConditionType.USER_SYNCED, "ExternalIdentityProvider");
        it.awaitReason("kmember", "solo", ConditionType.READY, "ExternalIdentityProvider");
        assertThat(message("kteam", "dev", ConditionType.STALLED))
                .contains("https://acme.okta.com", "seat-api=none", Annotations.PRINCIPAL_ID);

        it.delete("kmember", "ada");
        it.delete("kmember", "solo");
        it.delete("kteam", "dev");
        assertThat(it.writes()).isEmpty();
        assertThat(it.aws().calls().stream()
                        .filter(call -> call.accessKeyId().equals("operator"))
                        .filter(call -> call.operation().equals("ListProfiles")))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void theGroupThatATeamNamesIsAssignedOnceItsPlanChangedInPlaceAndGivenBack() {
        it.apply(naming(GROUP, team("named", "subscription: {plan: Pro}")));
        it.awaitReason("kteam", "named", ConditionType.SUBSCRIPTION_SYNCED, "Synced");
        it.awaitReason("kteam", "named", ConditionType.READY, "ExternalIdentityProvider");
        assertThat(it.condition("kteam", "named", ConditionType.STALLED)).isEmpty();
        assertThat(message("kteam", "named", ConditionType.SUBSCRIPTION_SYNCED)).contains(GROUP, "cannot be read back");
        assertThat(requireNonNull(it.teamStatus("named").subscription()))
                .satisfies(s -> assertThat(s.confirmedBy()).isEqualTo(Confirmation.ANSWER))
                .satisfies(s -> assertThat(s.groupId()).isEqualTo(GROUP));

        it.lookAgain("kteam", "named");
        it.lookAgain("kteam", "named");
        assertThat(sent()).containsExactly("CreateAssignment GROUP " + GROUP + " " + PRO);

        it.apply(naming(GROUP, team("named", "subscription: {plan: Power}")));
        it.awaitThat("the update", i -> sent().size() == 2);
        it.awaitReason("kteam", "named", ConditionType.SUBSCRIPTION_SYNCED, "Synced");
        deleteApproved("named");
        assertThat(sent())
                .containsExactly(
                        "CreateAssignment GROUP " + GROUP + " " + PRO,
                        "UpdateAssignment GROUP " + GROUP + " " + POWER,
                        "DeleteAssignment GROUP " + GROUP);
        assertThat(it.rows("assignments")).isEmpty();
        assertThat(it.rows("groups")).isEmpty();
    }

    @Test
    void theUserThatAMemberNamesIsAssignedOnceItsPlanChangedInPlaceAndGivenBack() {
        it.apply(naming(USER, member("bob", "subscription: {plan: Pro}")));
        it.awaitReason("kmember", "bob", ConditionType.SEAT_ASSIGNED, "ExternalIdentityProvider");
        it.awaitReason("kmember", "bob", ConditionType.READY, "ExternalIdentityProvider");
        assertThat(message("kmember", "bob", ConditionType.SEAT_ASSIGNED)).contains(USER, "cannot be read back");
        it.lookAgain("kmember", "bob");
        assertThat(sent()).containsExactly("CreateAssignment USER " + USER + " " + PRO);

        it.apply(naming(USER, member("bob", "subscription: {plan: Power}")));
        it.awaitThat("the update", i -> sent().size() == 2);
        it.awaitReason("kmember", "bob", ConditionType.SEAT_ASSIGNED, "ExternalIdentityProvider");
        it.delete("kmember", "bob");
        assertThat(sent())
                .containsExactly(
                        "CreateAssignment USER " + USER + " " + PRO,
                        "UpdateAssignment USER " + USER + " " + POWER,
                        "DeleteAssignment USER " + USER);
        assertThat(it.rows("users")).isEmpty();
    }

    @Test
    void aBlockedAccountIsSaidToBeBlockedAndIsAskedAgainWhenSomebodyAsks() {
        it.aws().block(true);
        it.apply(naming(GROUP, team("blocked", "subscription: {plan: Pro}")));
        it.awaitReason("kteam", "blocked", ConditionType.READY, "AccountBlocked");

        it.aws().block(false);
        it.askForALook("kteam", "blocked", "unblocked");
        it.awaitReason("kteam", "blocked", ConditionType.SUBSCRIPTION_SYNCED, "Synced");
        deleteApproved("blocked");
        assertThat(it.rows("assignments")).isEmpty();
    }

    @Test
    void anAnnotationOfAnotherFormIsRefusedAndSaysWhatWasExpected() {
        it.apply(naming("engineering", team("typo", "subscription: {plan: Pro}"))
                + naming("bob@example.com", member("typist", "subscription: {plan: Pro}")));
        it.awaitReason("kteam", "typo", ConditionType.READY, "InvalidSpec");
        it.awaitReason("kmember", "typist", ConditionType.READY, "InvalidSpec");
        assertThat(message("kteam", "typo", ConditionType.SUBSCRIPTION_SYNCED))
                .contains("\"engineering\"", "expected the id");
        it.delete("kteam", "typo");
        it.delete("kmember", "typist");
        assertThat(it.writes()).isEmpty();
    }

    @Test
    void manyUsersThatMembersNameKeepTheirAssignmentsWhenAllAreDeletedAtOnce() {
        List<String> names = IntStream.range(0, 6).mapToObj(i -> "many-" + i).toList();
        it.apply(names.stream()
                .map(name -> naming(
                        USER.substring(0, USER.length() - 1) + name.charAt(5),
                        member(name, "subscription: {plan: Pro}")))
                .collect(Collectors.joining()));
        names.forEach(name -> it.awaitReason("kmember", name, ConditionType.SEAT_ASSIGNED, "ExternalIdentityProvider"));
        it.aws().clearCalls();

        it.startDeleting("kmember", names.toArray(String[]::new));
        names.forEach(name -> it.awaitReason("kmember", name, ConditionType.TEAMS_SYNCED, "RemovalHeldBack"));
        assertThat(sent()).isEmpty();

        for (String name : names) {
            String message = message("kmember", name, ConditionType.TEAMS_SYNCED);
            it.annotate("kmember", name, Annotations.APPROVE_PLAN, message.substring(message.lastIndexOf(' ') + 1));
        }
        it.awaitGone("kmember", names.toArray(String[]::new));
        assertThat(it.rows("assignments")).isEmpty();
    }
}
