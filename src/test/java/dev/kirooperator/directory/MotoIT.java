package dev.kirooperator.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kirooperator.aws.AwsConnection;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.Connections;
import dev.kirooperator.aws.PacingSettings;
import dev.kirooperator.aws.TestingSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The adapter against moto, another party's idea of AWS, for the operations that moto has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MotoIT {

    private static final Duration ANY_AGE = Duration.ofDays(1);

    private final Process moto;
    private final Connections connections;
    private final AwsConnection connection;
    private final Directory directory;

    MotoIT() throws IOException {
        moto = new ProcessBuilder(
                        Path.of("hack/aws-contract/moto").toAbsolutePath().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        URI endpoint = URI.create(firstLine(moto));
        connections = new Connections(
                List.of(TestingSettings.named("default")
                        .inRegion("us-east-1")
                        .at(endpoint)
                        .build()),
                new PacingSettings(100_000, 1),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")));
        connection = connections.find("default").orElseThrow();
        directory = new Directories(connections, InstantSource.system())
                .find("default")
                .orElseThrow();
    }

    @BeforeAll
    void theOnlyInstanceIsFound() {
        assertThat(connection.instance().instanceArn()).startsWith("arn:aws:sso:::instance/ssoins-");
        assertThat(connection.signIn().url())
                .isEqualTo("https://" + connection.instance().identityStoreId() + ".awsapps.com/start");
    }

    @AfterAll
    void stop() {
        connections.close();
        moto.destroy();
    }

    @Test
    void aUserIsCreatedReadListedAndDeleted() {
        UserAttributes ada = attributes("ada@example.com");
        User created = directory.createUser(ada);
        assertThat(directory.readUser(created.id())).contains(created);
        assertThat(directory.readUserByName("ada@example.com")).contains(created);
        assertThat(directory.snapshot(Duration.ZERO).userByName("ada@example.com"))
                .contains(created);
        directory.deleteUser(created.id());
        assertThat(directory.readUser(created.id())).isEmpty();
        directory.deleteUser(created.id());
    }

    @Test
    void aSecondUserOfThatNameIsAConflict() {
        directory.createUser(attributes("bob@example.com"));
        AwsException thrown =
                catchThrowableOfType(AwsException.class, () -> directory.createUser(attributes("bob@example.com")));
        assertThat(thrown.failure()).isInstanceOf(AwsFailure.Conflict.class);
    }

    @Test
    void aGroupIsCreatedReadListedAndDeleted() {
        Group created = directory.createGroup("kiro_dev_group", "Developers with Kiro");
        assertThat(directory.readGroup(created.id())).contains(created);
        assertThat(directory.readGroupByName("kiro_dev_group")).contains(created);
        assertThat(directory.snapshot(Duration.ZERO).groupByName("kiro_dev_group"))
                .contains(created);
        directory.deleteGroup(created.id());
        assertThat(directory.readGroup(created.id())).isEmpty();
        directory.deleteGroup(created.id());
    }

    @Test
    void membersOfManyPagesAreJoinedListedAndLeft() {
        String group = directory.createGroup("many", "Many members").id();
        List<String> users = IntStream.range(0, 120)
                .mapToObj(i -> directory
                        .createUser(attributes("user" + i + "@example.com"))
                        .id())
                .toList();
        users.forEach(user -> directory.join(group, user));
        GroupMemberships listed = directory.memberships(group, Duration.ZERO);
        assertThat(listed.byUserId()).containsOnlyKeys(users);
        assertThat(directory.snapshot(Duration.ZERO).userByName("user119@example.com"))
                .isPresent();
        directory.leave(listed.byUserId().values().iterator().next());
        assertThat(directory.memberships(group, ANY_AGE).byUserId()).hasSize(119);
        assertThat(directory.confirmedMemberships(group).byUserId()).hasSize(119);
    }

    private static UserAttributes attributes(String userName) {
        return new UserAttributes(
                userName,
                Optional.of("Given"),
                Optional.of("Family"),
                Optional.of("Given Family"),
                Optional.of(userName));
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        if (line == null) {
            throw new IOException("hack/aws-contract/moto ended before it printed its URL: run it by hand to see why");
        }
        return line;
    }
}
