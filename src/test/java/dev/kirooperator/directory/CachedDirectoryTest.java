package dev.kirooperator.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.TestingWorld;
import dev.kirooperator.sandbox.aws.control.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter against the stand-in for AWS. */
class CachedDirectoryTest {

    private static final Duration ANY_AGE = Duration.ofDays(1);
    private static final UserAttributes ADA = attributes("ada@example.com", "Ada");

    private final TestingWorld world = TestingWorld.of(seed());
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Directory directory =
            new Directories(world.connections(), now::get).find("default").orElseThrow();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void listsAreReadToTheirEnd() {
        DirectorySnapshot snapshot = directory.snapshot(ANY_AGE);
        assertThat(IntStream.range(0, 250))
                .allSatisfy(i -> assertThat(snapshot.userByName("user" + i)).isPresent());
        assertThat(snapshot.groupByName("BIG")).map(Group::description).contains(Optional.of("everybody"));
        assertThat(world.operations()).containsSequence("ListUsers", "ListUsers", "ListUsers", "ListGroups");
        assertThat(directory.memberships(bigGroup(), ANY_AGE).byUserId()).hasSize(250);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListUsers 1", "ListUsers 2", "ListUsers 3", "ListGroups 1"})
    void aPageThatFailsLeavesTheSnapshotAsItWas(String fault) {
        String user =
                directory.snapshot(ANY_AGE).userByName("user249").orElseThrow().id();
        pass(Duration.ofMinutes(1));
        String[] parts = fault.split(" ", -1);
        world.fault(Fault.error(parts[0], 400, "AccessDeniedException", "no").onPage(Integer.parseInt(parts[1])));
        assertThat(failureOf(() -> directory.snapshot(Duration.ZERO))).isInstanceOf(AwsFailure.Denied.class);
        assertThat(directory.snapshot(ANY_AGE).user(user)).isPresent();
        assertThat(directory.snapshot(ANY_AGE).readAt()).isEqualTo(Instant.EPOCH);
        assertThat(directory.snapshot(Duration.ZERO).readAt()).isEqualTo(now.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aPageOfMembershipsThatFailsLeavesThemAsTheyWere(int page) {
        String group = bigGroup();
        assertThat(directory.memberships(group, ANY_AGE).byUserId()).hasSize(250);
        pass(Duration.ofMinutes(1));
        world.fault(Fault.error("ListGroupMemberships", 400, "ValidationException", "no")
                .onPage(page));
        assertThat(failureOf(() -> directory.memberships(group, Duration.ZERO))).isInstanceOf(AwsFailure.Invalid.class);
        assertThat(directory.memberships(group, ANY_AGE).byUserId()).hasSize(250);
        assertThat(directory.memberships(group, ANY_AGE).readAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aBrokenPageIsReadAgainByTheSdk() {
        world.fault(Fault.internal("ListUsers").onPage(2).times(2));
        assertThat(directory.snapshot(ANY_AGE).userByName("user249")).isPresent();
    }

    @Test
    void aCreatedUserIsInTheSnapshotWithoutARead() {
        directory.snapshot(ANY_AGE);
        world.standIn().clearCalls();
        User ada = directory.createUser(ADA);
        assertThat(directory.snapshot(ANY_AGE).userByName("ADA@example.com")).contains(ada);
        assertThat(world.operations()).containsExactly("CreateUser");
        assertThat(directory.readUser(ada.id())).contains(ada);
    }

    @Test
    void aSecondCreateIsAConflict() {
        directory.createUser(ADA);
        assertThat(failureOf(() -> directory.createUser(ADA))).isInstanceOf(AwsFailure.Conflict.class);
        directory.createGroup("kiro", "made by a test");
        assertThat(failureOf(() -> directory.createGroup("kiro", "made by a test")))
                .isInstanceOf(AwsFailure.Conflict.class);
    }

    @Test
    void aLostAnswerOfACreatedUserIsResolved() {
        world.fault(Fault.lostAnswer("CreateUser"));
        User ada = directory.createUser(ADA);
        assertThat(directory.readUserByName("ada@example.com")).contains(ada);
        assertThat(world.operations().stream().filter("CreateUser"::equals)).hasSize(1);
    }

    @Test
    void aLostAnswerThatCannotBeResolvedIsResolvedByTheNextCreate() {
        world.fault(Fault.lostAnswer("CreateUser"));
        world.fault(Fault.error("GetUserId", 400, "AccessDeniedException", "no"));
        assertThat(failureOf(() -> directory.createUser(ADA))).isInstanceOf(AwsFailure.Transient.class);
        assertThat(directory.createUser(ADA).attributes()).isEqualTo(ADA);
    }

    @Test
    void aCreateThatWasNotDoneStaysTransient() {
        world.fault(Fault.internal("CreateUser"));
        assertThat(failureOf(() -> directory.createUser(ADA))).isInstanceOf(AwsFailure.Transient.class);
        assertThat(directory.createUser(ADA).userName()).isEqualTo("ada@example.com");
    }

    @Test
    void aLostAnswerOfACreatedGroupIsResolvedByItsMarker() {
        world.fault(Fault.lostAnswer("CreateGroup"));
        Group group = directory.createGroup("kiro", "Developers [kiro-operator 1]");
        assertThat(directory.snapshot(ANY_AGE).groupByName("kiro")).contains(group);
    }

    @Test
    void aLostAnswerIsNotResolvedToSomebodyElsesGroup() {
        directory.createGroup("kiro", "Developers [kiro-operator 1]");
        world.fault(Fault.internal("CreateGroup"));
        assertThat(failureOf(() -> directory.createGroup("kiro", "Developers [kiro-operator 2]")))
                .isInstanceOf(AwsFailure.Conflict.class);
    }

    @Test
    void aLostAnswerOfAJoinIsResolved() {
        User ada = directory.createUser(ADA);
        String group = directory.createGroup("kiro", "test").id();
        world.fault(Fault.lostAnswer("CreateGroupMembership"));
        Membership joined = directory.join(group, ada.id());
        assertThat(directory.memberships(group, ANY_AGE).byUserId()).containsEntry(ada.id(), joined);
    }

    @Test
    void aJoinThatExistsIsJoined() {
        String user =
                directory.snapshot(ANY_AGE).userByName("user7").orElseThrow().id();
        Membership there = directory.memberships(bigGroup(), ANY_AGE).byUserId().get(user);
        assertThat(directory.join(bigGroup(), user)).isEqualTo(there);
        assertThat(directory.memberships(bigGroup(), ANY_AGE).unconfirmed()).isEmpty();
    }

    @Test
    void aRenameKeepsTheIdAndIsSeenAtOnce() {
        User ada = directory.createUser(ADA);
        directory.snapshot(ANY_AGE);
        UserAttributes wanted = attributes("countess@example.com", "Augusta");
        world.standIn().clearCalls();
        User renamed = directory.updateUser(ada, wanted);
        assertThat(renamed.id()).isEqualTo(ada.id());
        assertThat(world.operations()).containsExactly("DescribeUser", "UpdateUser");
        assertThat(directory.snapshot(ANY_AGE).userByName("ada@example.com")).isEmpty();
        assertThat(directory.snapshot(ANY_AGE).userByName("countess@example.com"))
                .contains(renamed);
        assertThat(directory.readUser(ada.id())).map(User::attributes).contains(wanted);
    }

    @Test
    void anUpdateWithoutADifferenceMakesNoCall() {
        User ada = directory.createUser(ADA);
        Group group = directory.createGroup("kiro", "test");
        world.standIn().clearCalls();
        assertThat(directory.updateUser(ada, ADA)).isEqualTo(ada);
        assertThat(directory.updateGroup(group, "kiro", "test")).isEqualTo(group);
        assertThat(world.operations()).isEmpty();
    }

    @Test
    void aGroupIsRenamedAndDescribedInPlace() {
        Group group = directory.createGroup("kiro", "test");
        Group renamed = directory.updateGroup(group, "kiro2", "changed");
        assertThat(renamed.id()).isEqualTo(group.id());
        assertThat(directory.readGroup(group.id())).contains(renamed);
        assertThat(directory.readGroupByName("kiro")).isEmpty();
        assertThat(directory.readGroupByName("kiro2")).contains(renamed);
    }

    @Test
    void deletingTwiceIsDeleting() {
        User ada = directory.createUser(ADA);
        Group group = directory.createGroup("kiro", "test");
        Membership membership = directory.join(group.id(), ada.id());
        for (int i = 0; i < 2; i++) {
            directory.leave(membership);
            directory.deleteUser(ada.id());
            directory.deleteGroup(group.id());
        }
        assertThat(directory.snapshot(ANY_AGE).user(ada.id())).isEmpty();
        assertThat(directory.readGroup(group.id())).isEmpty();
        assertThat(directory.readUserByName("ada@example.com")).isEmpty();
    }

    @Test
    void aDeletedUserIsInNoGroupAnyMore() {
        String user =
                directory.snapshot(ANY_AGE).userByName("user7").orElseThrow().id();
        assertThat(directory.memberships(bigGroup(), ANY_AGE).byUserId()).containsKey(user);
        directory.deleteUser(user);
        assertThat(directory.memberships(bigGroup(), ANY_AGE).byUserId()).doesNotContainKey(user);
    }

    @Test
    void aFewJoinsAreConfirmedOneByOne() {
        String group = bigGroup();
        directory.memberships(group, ANY_AGE);
        User ada = directory.createUser(ADA);
        directory.join(group, ada.id());
        assertThat(directory.memberships(group, ANY_AGE).unconfirmed()).containsExactly(ada.id());
        world.standIn().clearCalls();
        assertThat(directory.confirmedMemberships(group).unconfirmed()).isEmpty();
        assertThat(directory.confirmedMemberships(group).byUserId()).containsKey(ada.id());
        assertThat(world.operations()).containsExactly("GetGroupMembershipId");
    }

    @Test
    void manyJoinsAreConfirmedByAList() {
        String group = directory.createGroup("kiro", "test").id();
        directory.memberships(group, ANY_AGE);
        DirectorySnapshot snapshot = directory.snapshot(ANY_AGE);
        for (int i = 0; i < 5; i++) {
            directory.join(group, snapshot.userByName("user" + i).orElseThrow().id());
        }
        world.standIn().clearCalls();
        assertThat(directory.confirmedMemberships(group).byUserId()).hasSize(5);
        assertThat(directory.confirmedMemberships(group).unconfirmed()).isEmpty();
        assertThat(world.operations()).containsExactly("ListGroupMemberships");
    }

    @Test
    void aLeaveIsConfirmedTooAndUnknownMembershipsAreListed() {
        String group = bigGroup();
        world.standIn().clearCalls();
        GroupMemberships listed = directory.confirmedMemberships(group);
        assertThat(world.operations())
                .containsExactly("ListGroupMemberships", "ListGroupMemberships", "ListGroupMemberships");
        Membership one = listed.byUserId().values().iterator().next();
        directory.leave(one);
        world.standIn().clearCalls();
        assertThat(directory.confirmedMemberships(group).byUserId()).hasSize(249);
        assertThat(world.operations()).containsExactly("GetGroupMembershipId");
    }

    @Test
    void aJoinThatSomebodyUndidIsNotConfirmed() {
        String group = bigGroup();
        directory.memberships(group, ANY_AGE);
        User ada = directory.createUser(ADA);
        Membership joined = directory.join(group, ada.id());
        world.connection()
                .clients()
                .identityStore()
                .deleteGroupMembership(r -> r.identityStoreId("d-1234567890").membershipId(joined.id()));
        assertThat(directory.confirmedMemberships(group).byUserId()).doesNotContainKey(ada.id());
    }

    @Test
    void aWriteToAUserThatIsGoneMakesTheSnapshotBeReadAgain() {
        User ada = directory.createUser(ADA);
        directory.snapshot(ANY_AGE);
        world.connection()
                .clients()
                .identityStore()
                .deleteUser(r -> r.identityStoreId("d-1234567890").userId(ada.id()));
        assertThat(failureOf(() -> directory.join(bigGroup(), ada.id())))
                .isInstanceOfSatisfying(
                        AwsFailure.NotFound.class,
                        missing -> assertThat(missing.subject()).isEqualTo(AwsFailure.Subject.USER));
        world.standIn().clearCalls();
        assertThat(directory.snapshot(ANY_AGE).userByName("ada@example.com")).isEmpty();
        assertThat(world.operations()).contains("ListUsers");
    }

    @Test
    void membersOfAGroupThatIsGoneAreNotFoundAndTheGroupLeavesTheSnapshot() {
        Group group = directory.createGroup("kiro", "test");
        directory.snapshot(ANY_AGE);
        world.connection()
                .clients()
                .identityStore()
                .deleteGroup(r -> r.identityStoreId("d-1234567890").groupId(group.id()));
        assertThat(failureOf(() -> directory.memberships(group.id(), Duration.ZERO)))
                .isInstanceOfSatisfying(
                        AwsFailure.NotFound.class,
                        missing -> assertThat(missing.subject()).isEqualTo(AwsFailure.Subject.GROUP));
        assertThat(directory.snapshot(ANY_AGE).group(group.id())).isEmpty();
    }

    @Test
    void aThrottledCreateGoesThrough() {
        world.fault(Fault.throttle("CreateUser", 1));
        assertThat(directory.createUser(ADA).attributes()).isEqualTo(ADA);
    }

    @Test
    void aLongThrottleIsLeftToTheCaller() {
        world.fault(Fault.throttle("CreateUser", 30));
        assertThat(failureOf(() -> directory.createUser(ADA)))
                .isInstanceOfSatisfying(
                        AwsFailure.Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).contains(Duration.ofSeconds(30)));
    }

    @Test
    void usersOfAnIdentityProviderSaySo() {
        assertThat(directory.snapshot(ANY_AGE).userByName("scim").orElseThrow().issuer())
                .contains("https://idp.example.com");
        assertThat(directory.readUserByName("scim").orElseThrow().externalIds())
                .containsExactly(new ExternalId("https://idp.example.com", "x-1"));
    }

    @Test
    void thePasswordMailIsAskedForOnce() {
        User ada = directory.createUser(ADA);
        world.standIn().clearCalls();
        new PasswordMail(world.connection()).send(ada.id());
        assertThat(world.standIn().calls()).singleElement().satisfies(call -> {
            assertThat(call.operation()).isEqualTo("UpdatePassword");
            assertThat(call.request().path("PasswordMode").asText()).isEqualTo("EMAIL");
        });
        assertThat(failureOf(() -> new PasswordMail(world.connection()).send("9067f4d4-0000-0000-0000-000000000000")))
                .isInstanceOf(AwsFailure.NotFound.class);
    }

    @Test
    void anotherConnectionHasNoDirectory() {
        assertThat(new Directories(world.connections(), now::get).find("other")).isEmpty();
    }

    @Test
    void theDirectoryOfAnInstanceThatIsNotThereSaysSo() {
        try (TestingWorld empty = TestingWorld.of("{\"instance\":false}")) {
            Directory none = new Directories(empty.connections(), now::get)
                    .find("default")
                    .orElseThrow();
            assertThatThrownBy(() -> none.snapshot(ANY_AGE)).hasMessageContaining("found none");
        }
    }

    private String bigGroup() {
        return directory.snapshot(ANY_AGE).groupByName("big").orElseThrow().id();
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static AwsFailure failureOf(ThrowingCallable call) {
        AwsException thrown = catchThrowableOfType(AwsException.class, call);
        assertThat(thrown).as("the call had to fail").isNotNull();
        return thrown.failure();
    }

    private static UserAttributes attributes(String userName, String given) {
        return new UserAttributes(
                userName,
                Optional.of(given),
                Optional.of("Lovelace"),
                Optional.of(given + " Lovelace"),
                Optional.of(userName));
    }

    private static String seed() {
        String users = IntStream.range(0, 250)
                .mapToObj(i -> "{\"userName\":\"user" + i + "\"}")
                .collect(Collectors.joining(","));
        String names =
                IntStream.range(0, 250).mapToObj(i -> "\"user" + i + "\"").collect(Collectors.joining(","));
        return "{\"users\":[" + users
                + ",{\"userName\":\"scim\",\"externalIds\":[{\"issuer\":\"https://idp.example.com\",\"id\":\"x-1\"}]}],"
                + "\"groups\":[{\"displayName\":\"big\",\"description\":\"everybody\",\"members\":[" + names + "]}]}";
    }
}
