package dev.kirooperator.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.aws.TestingWorld;
import dev.kirooperator.sandbox.aws.control.Fault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reads whose answer was on its way while this operator wrote. */
class OvertakenReadsTest {

    private static final Duration ANY_AGE = Duration.ofDays(1);
    private static final UserAttributes ADA = attributes("ada@example.com", "Ada");

    private final TestingWorld world = TestingWorld.of("{}");
    private final Directory directory = new Directories(world.connections(), InstantSource.system())
            .find("default")
            .orElseThrow();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aReadThatAnOwnUpdateOvertookDoesNotUndoItInTheSnapshot() {
        User ada = directory.createUser(ADA);
        directory.snapshot(ANY_AGE);
        overtaken(
                "DescribeUser",
                () -> directory.readUser(ada.id()),
                () -> directory.updateUser(ada, attributes("countess@example.com", "Augusta")));
        assertThat(directory.snapshot(ANY_AGE).user(ada.id()))
                .map(User::userName)
                .contains("countess@example.com");
    }

    @Test
    void aReadThatAnOwnDeletionOvertookDoesNotBringTheUserBack() {
        User ada = directory.createUser(ADA);
        directory.snapshot(ANY_AGE);
        overtaken("DescribeUser", () -> directory.readUser(ada.id()), () -> directory.deleteUser(ada.id()));
        assertThat(directory.snapshot(ANY_AGE).user(ada.id())).isEmpty();
    }

    @Test
    void aReadByNameThatAnOwnCreateOvertookDoesNotHideTheUser() {
        directory.snapshot(ANY_AGE);
        overtaken(
                "GetUserId",
                () -> directory.readUserByName("ada@example.com"),
                () -> assertThat(directory.createUser(ADA).attributes()).isEqualTo(ADA));
        assertThat(directory.snapshot(ANY_AGE).userByName("ada@example.com")).isPresent();
    }

    @Test
    void aReadOfAGroupThatAnOwnWriteOvertookChangesNothingEither() {
        Group group = directory.createGroup("kiro", "test");
        directory.snapshot(ANY_AGE);
        overtaken(
                "DescribeGroup",
                () -> directory.readGroup(group.id()),
                () -> directory.updateGroup(group, "kiro2", "test"));
        overtaken("GetGroupId", () -> directory.readGroupByName("kiro3"), () -> directory.createGroup("kiro3", "test"));
        assertThat(directory.snapshot(ANY_AGE).groupByName("kiro")).isEmpty();
        assertThat(directory.snapshot(ANY_AGE).groupByName("kiro2")).isPresent();
        assertThat(directory.snapshot(ANY_AGE).groupByName("kiro3")).isPresent();
    }

    @Test
    void aConfirmationThatAnOwnJoinOvertookDoesNotHideTheMember() {
        User ada = directory.createUser(ADA);
        String group = directory.createGroup("kiro", "test").id();
        directory.memberships(group, ANY_AGE);
        directory.leave(directory.join(group, ada.id()));
        overtaken(
                "GetGroupMembershipId",
                () -> directory.confirmedMemberships(group),
                () -> directory.join(group, ada.id()));
        assertThat(directory.memberships(group, ANY_AGE).byUserId()).containsKey(ada.id());
        assertThat(directory.confirmedMemberships(group).unconfirmed()).isEmpty();
    }

    @Test
    void aConfirmationThatAnOwnLeaveOvertookDoesNotConfirmTheMember() {
        User ada = directory.createUser(ADA);
        String group = directory.createGroup("kiro", "test").id();
        directory.memberships(group, ANY_AGE);
        Membership joined = directory.join(group, ada.id());
        overtaken("GetGroupMembershipId", () -> directory.confirmedMemberships(group), () -> directory.leave(joined));
        assertThat(directory.confirmedMemberships(group).byUserId()).isEmpty();
    }

    /** Makes the write after AWS has answered the read and before the answer comes in. */
    private void overtaken(String operation, Runnable read, Runnable write) {
        world.standIn().clearCalls();
        world.fault(Fault.slow(operation, Duration.ofMinutes(1)));
        CompletableFuture<Void> reading = CompletableFuture.runAsync(read);
        Awaitility.await().until(() -> world.operations().contains(operation));
        write.run();
        world.standIn().clearFaults();
        assertThat(reading).succeedsWithin(Duration.ofSeconds(30));
    }

    private static UserAttributes attributes(String userName, String given) {
        return new UserAttributes(
                userName,
                Optional.of(given),
                Optional.of("Lovelace"),
                Optional.of(given + " Lovelace"),
                Optional.of(userName));
    }
}
