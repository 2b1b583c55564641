package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.aws.AwsFailure.Cause;
import dev.kirooperator.aws.AwsFailure.Diagnosed;
import dev.kirooperator.aws.AwsFailure.Subject;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;

/** A connection in each world that the stand-in can play: what is found out, what is made, and at which price in calls. */
class InstanceOfConnectionTest {

    private static final String NOWHERE = "{\"instance\": false}";
    private static final String ORGANIZATION = "{\"instance\": {\"organization\": true}}";
    private static final TestingSettings USUAL =
            TestingSettings.named("default").inRegion("us-east-1");
    private static final TestingSettings MAKING = USUAL.making(new Creation(true, false, List.of(), true));

    @Test
    void anInstanceInAnotherRegionIsNamedAndNotUsed() {
        try (TestingWorld world = TestingWorld.of("{\"region\": \"eu-west-1\"}", USUAL)) {
            AwsException explained = explained(world, missing(world));

            assertThat(cause(explained)).isEqualTo(Cause.WRONG_REGION);
            assertThat(((Diagnosed) explained.failure()).advice()).contains("found in eu-west-1");
            assertThat(explained.failure().call().message())
                    .contains("us-east-1, found none")
                    .doesNotContain("enable");
            world.standIn().clearCalls();
            missing(world);
            assertThat(world.operations()).containsExactly("ListInstances");
        }
    }

    @Test
    void everyOtherRegionIsAskedOnceAndAFailureIsNoAnswer() {
        try (TestingWorld world = TestingWorld.of(NOWHERE, USUAL)) {
            world.fault(Fault.error("ListInstances", 400, "UnknownOperationException", "What?")
                    .skipping(1)
                    .times(3));
            AwsException missing = missing(world);

            assertThat(explained(world, missing)).isSameAs(missing);
            assertThat(explained(world, missing)).isSameAs(missing);
            assertThat(world.standIn().calls())
                    .hasSize(17)
                    .extracting(Call::region)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aMemberAccountMayReadItsOrganizationsDirectoryAndIsToldWhyItMayNotWrite() {
        try (TestingWorld world =
                TestingWorld.of(ORGANIZATION, USUAL.assuming("arn:aws:iam::222222222222:role/kiro"))) {
            String store = world.connection().instance().identityStoreId();
            assertThat(store(world).listGroups(r -> r.identityStoreId(store)).groups())
                    .isEmpty();

            AwsException explained = explained(world, refused(world, store));

            assertThat(cause(explained)).isEqualTo(Cause.MEMBER_ACCOUNT);
            assertThat(explained.failure().call().requestId()).isPresent();
            assertThat(((Diagnosed) explained.failure()).advice()).contains("123456789012", "222222222222");
        }
    }

    @Test
    void anInstanceThatIsNamedAndSomebodyElsesIsToldFromAMissingRight() {
        String foreign = "{\"instance\": {\"account\": \"222222222222\"}}";
        try (TestingWorld world = TestingWorld.of(foreign, named())) {
            AwsException explained = explained(world, refused(world, "d-1234567890"));

            assertThat(cause(explained)).isEqualTo(Cause.INSTANCE_IN_ANOTHER_ACCOUNT);
            world.standIn().clearCalls();
            explained(world, refused(world, "d-1234567890"));
            assertThat(world.operations()).containsExactly("CreateGroup");
        }
        try (TestingWorld world = TestingWorld.of("{}", named())) {
            world.fault(Fault.error("CreateGroup", 400, "AccessDeniedException", "Not you."));
            AwsException missingRight = refused(world, "d-1234567890");

            assertThat(explained(world, missingRight)).isSameAs(missingRight);
        }
    }

    @Test
    void aRoleOfTheOwnerIsTheWayOut() {
        String foreign = "{\"instance\": {\"account\": \"222222222222\"}}";
        try (TestingWorld world = TestingWorld.of(foreign, named().assuming("arn:aws:iam::222222222222:role/kiro"))) {
            assertThat(store(world)
                            .createGroup(r -> r.identityStoreId("d-1234567890").displayName("g"))
                            .groupId())
                    .isNotEmpty();
        }
    }

    @Test
    void whoDoesNotTellWhoItIsExplainsNothing() {
        try (TestingWorld world = TestingWorld.of("{}", named())) {
            world.fault(Fault.error("GetCallerIdentity", 400, "UnknownOperationException", "What?")
                    .always());
            world.fault(Fault.error("CreateGroup", 400, "AccessDeniedException", "Not you."));
            AwsException refused = refused(world, "d-1234567890");

            assertThat(explained(world, refused)).isSameAs(refused);
        }
    }

    @Test
    void nothingIsMadeUnasked() {
        try (TestingWorld world = TestingWorld.of(NOWHERE, USUAL)) {
            world.connection().makeInstanceIfMissing();

            assertThat(world.operations()).isEmpty();
        }
    }

    @Test
    void anInstanceThatIsThereIsNotMadeAndFoundOnce() {
        try (TestingWorld world = TestingWorld.of("{}", MAKING)) {
            world.connection().makeInstanceIfMissing();
            world.connection().makeInstanceIfMissing();

            assertThat(world.operations()).containsExactly("ListInstances");
        }
    }

    @Test
    void aMissingInstanceIsMadeAndWaitedFor() {
        try (TestingWorld world = TestingWorld.of(NOWHERE, MAKING)) {
            assertThat(cause(making(world))).isEqualTo(Cause.BEING_MADE);
            assertThat(cause(making(world))).isEqualTo(Cause.BEING_MADE);
            world.standIn().advance(Duration.ofSeconds(10));
            world.connection().makeInstanceIfMissing();

            assertThat(world.connection().instance().identityStoreId()).startsWith("d-");
            assertThat(creations(world)).isEqualTo(1);
        }
    }

    @Test
    void aLostAnswerAndManyAtOnceMakeOneInstance() {
        try (TestingWorld world = TestingWorld.of(NOWHERE, MAKING)) {
            world.fault(Fault.lostAnswer("CreateInstance"));
            CompletableFuture<?>[] many = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> making(world)))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(many).join();

            assertThat(creations(world)).isEqualTo(1);
            assertThat(world.standIn().dump().path("instance").path("arn").asText())
                    .startsWith("arn:");
        }
    }

    @Test
    void aRequestThatGotLostItselfIsMadeAgainUnderTheSameToken() {
        try (TestingWorld world = TestingWorld.of(NOWHERE, MAKING)) {
            world.fault(Fault.internal("CreateInstance"));
            assertThat(making(world).failure()).isInstanceOf(AwsFailure.Transient.class);
            assertThat(cause(making(world))).isEqualTo(Cause.BEING_MADE);

            assertThat(world.standIn().calls().stream()
                            .filter(call -> call.operation().equals("CreateInstance"))
                            .map(call -> call.request().path("ClientToken").asText())
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void noSecondInstanceIsMadeBesideOneInAnotherRegion() {
        try (TestingWorld world = TestingWorld.of("{\"region\": \"eu-west-1\"}", MAKING)) {
            AwsException missing = making(world);

            assertThat(cause(explained(world, missing))).isEqualTo(Cause.WRONG_REGION);
            assertThat(creations(world)).isZero();
        }
    }

    @Test
    void aRefusalToMakeItIsTold() {
        try (TestingWorld world = TestingWorld.of(NOWHERE, MAKING)) {
            world.fault(Fault.error("CreateInstance", 400, "AccessDeniedException", "Not you."));

            assertThat(making(world).failure()).isInstanceOf(AwsFailure.Denied.class);
            assertThat(cause(making(world))).isEqualTo(Cause.BEING_MADE);
        }
    }

    @Test
    void anInstanceThatIsNamedIsNotToBeMade() {
        Creation instance = new Creation(true, false, List.of(), true);
        assertThatThrownBy(() -> named().making(instance).build())
                .hasMessageContaining("kiro.connections.default.identity-center.create");
    }

    private static TestingSettings named() {
        return USUAL.of("arn:aws:sso:::instance/ssoins-7223c45b67d89e0f", "d-1234567890");
    }

    private static IdentitystoreClient store(TestingWorld world) {
        return world.connection().clients().identityStore();
    }

    private static AwsException missing(TestingWorld world) {
        AwsException thrown = thrownBy(() -> world.connection().instance());
        assertThat(thrown.failure())
                .isInstanceOfSatisfying(
                        AwsFailure.NotFound.class,
                        missing -> assertThat(missing.subject()).isEqualTo(Subject.INSTANCE));
        return thrown;
    }

    private static AwsException refused(TestingWorld world, String store) {
        return thrownBy(() -> AwsCalls.run(
                "CreateGroup",
                () -> store(world).createGroup(r -> r.identityStoreId(store).displayName("g"))));
    }

    private static AwsException making(TestingWorld world) {
        return thrownBy(() -> world.connection().makeInstanceIfMissing());
    }

    private static AwsException explained(TestingWorld world, AwsException thrown) {
        return world.connection().explain(thrown);
    }

    private static Cause cause(AwsException explained) {
        return Optional.of(explained.failure())
                .filter(Diagnosed.class::isInstance)
                .map(failure -> ((Diagnosed) failure).cause())
                .orElseThrow(() -> explained);
    }

    private static long creations(TestingWorld world) {
        return world.operations().stream().filter("CreateInstance"::equals).count();
    }

    private static AwsException thrownBy(Runnable work) {
        try {
            work.run();
        } catch (AwsException e) {
            return e;
        }
        throw new AssertionError("nothing was thrown");
    }
}
