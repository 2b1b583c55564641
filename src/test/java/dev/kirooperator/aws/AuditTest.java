package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;

class AuditTest {

    private static final Asker ADA = new Asker("KiroMember", "dev", "ada", "u-1", 3, Urgency.LEAVING);
    private static final Asker TEAM = new Asker("KiroTeam", "dev", "kiro", "u-2", 1, Urgency.USUAL);
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));

    private final TestingAws aws = new TestingAws();
    private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();
    private final Audit audit = new Audit(entries::add);

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void aWriteIsToldWithWhatItIsAboutAndWhoAsked() {
        aws.on("CreateGroupMembership", TestingAws.ok("{\"MembershipId\":\"m-1\"}"));

        write(audit, CREDENTIALS, ADA);

        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.asker()).contains(ADA);
            assertThat(entry.connection()).isEqualTo("default");
            assertThat(entry.operation()).isEqualTo("CreateGroupMembership");
            assertThat(entry.region()).isEqualTo("us-east-1");
            assertThat(entry.about()).isEqualTo(Map.of("groupId", "g-1", "userId", "u-9", "membershipId", "m-1"));
            assertThat(entry.outcome()).isEqualTo("ok");
            assertThat(entry.requestId()).contains("request-1");
            assertThat(entry.attempts()).isEqualTo(1);
        });
    }

    @Test
    void aRefusedWriteIsToldWithAwsCodeAndWithoutItsWords() {
        aws.on("CreateGroupMembership", TestingAws.error(400, "x#ConflictException", "ada@example.com is in it"));

        assertThatThrownBy(() -> write(audit, CREDENTIALS, ADA)).isInstanceOf(AwsException.class);

        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.outcome()).isEqualTo("ConflictException");
            assertThat(entry.requestId()).contains("request-1");
            assertThat(entry.toJson()).doesNotContain("example.com");
        });
    }

    @Test
    void aWriteWhoseAnswerIsLostIsToldAsNotKnown() {
        aws.on("CreateGroupMembership", TestingAws.lost());

        assertThatThrownBy(() -> write(audit, CREDENTIALS, ADA)).isInstanceOf(AwsException.class);

        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.outcome()).isEqualTo("no-answer");
            assertThat(entry.requestId()).isEmpty();
        });
    }

    @Test
    void whatWasNeverSentIsNotTold() {
        assertThatThrownBy(() -> write(
                        audit,
                        () -> {
                            throw SdkClientException.create("none");
                        },
                        ADA))
                .isInstanceOf(AwsException.class);

        assertThat(aws.calls()).isEmpty();
        assertThat(entries).isEmpty();
    }

    @Test
    void aReadIsNotTold() {
        aws.on("ListInstances", TestingAws.ok("{\"Instances\":[]}"));
        try (Connections connections = connect(audit, CREDENTIALS)) {
            assertThatThrownBy(() -> connections.find("default").orElseThrow().instance())
                    .isInstanceOf(AwsException.class);
        }
        assertThat(aws.calls()).isNotEmpty();
        assertThat(entries).isEmpty();
    }

    @Test
    void aWriteThatCannotBeToldIsDoneAllTheSame() {
        aws.on("CreateGroupMembership", TestingAws.ok("{\"MembershipId\":\"m-1\"}"));
        Audit broken = new Audit(entry -> {
            throw new IllegalStateException("The disk is full");
        });

        assertThat(write(broken, CREDENTIALS, ADA)).isEqualTo("m-1");
    }

    @Test
    void theAskerIsTheInnermostOneAndGoneAfterwards() {
        assertThat(audit.asker()).isEmpty();
        Optional<Asker> inner = audit.askedBy(TEAM, () -> {
            Optional<Asker> asker = audit.askedBy(ADA, audit::asker);
            assertThat(audit.asker()).contains(TEAM);
            return asker;
        });
        assertThat(inner).contains(ADA);
        assertThat(audit.asker()).isEmpty();
        assertThatThrownBy(() -> audit.askedBy(ADA, () -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
        assertThat(audit.asker()).isEmpty();
    }

    @Test
    void anEntryIsOneLineOfJsonWithoutWhatIsEmpty() {
        AuditEntry whole = new AuditEntry(
                Instant.parse("2026-11-25T17:00:00Z"),
                "default",
                Optional.of(ADA),
                "identitystore",
                "us-east-1",
                "UpdateUser",
                Map.of("userId", "u-9"),
                List.of("displayName"),
                "ok",
                Optional.of("r-1"),
                2,
                Duration.ofMillis(41));
        AuditEntry bare = new AuditEntry(
                whole.time(),
                "default",
                Optional.empty(),
                "identitystore",
                "us-east-1",
                "UpdateUser",
                Map.of(),
                List.of(),
                "no-answer",
                Optional.empty(),
                1,
                Duration.ZERO);

        assertThat(whole.toJson())
                .isEqualTo(
                        "{\"time\":\"2026-11-25T17:00:00Z\",\"connection\":\"default\",\"askedBy\":{\"kind\":\"KiroMember\","
                                + "\"namespace\":\"dev\",\"name\":\"ada\",\"uid\":\"u-1\",\"generation\":3},"
                                + "\"service\":\"identitystore\",\"region\":\"us-east-1\",\"operation\":\"UpdateUser\","
                                + "\"about\":{\"userId\":\"u-9\"},\"attributes\":[\"displayName\"],\"outcome\":\"ok\","
                                + "\"requestId\":\"r-1\",\"attempts\":2,\"durationMs\":41}");
        assertThat(bare.toJson()).doesNotContain("askedBy", "about", "attributes", "requestId");
    }

    private String write(Audit told, AwsCredentialsProvider credentials, Asker asker) {
        try (Connections connections = connect(told, credentials)) {
            IdentitystoreClient client =
                    connections.find("default").orElseThrow().clients().identityStore();
            return told.askedBy(
                    asker,
                    () -> AwsCalls.call(
                            "CreateGroupMembership",
                            () -> client.createGroupMembership(r -> r.identityStoreId("d-1234567890")
                                            .groupId("g-1")
                                            .memberId(m -> m.userId("u-9"))
                                            .overrideConfiguration(Retries::onlyWhenThrottled))
                                    .membershipId()));
        }
    }

    private Connections connect(Audit told, AwsCredentialsProvider credentials) {
        return new Connections(
                List.of(TestingSettings.named("default")
                        .inRegion("us-east-1")
                        .at(aws.endpoint())
                        .build()),
                new PacingSettings(100_000, 1),
                credentials,
                new Connections.Wire(told, false, false));
    }
}
