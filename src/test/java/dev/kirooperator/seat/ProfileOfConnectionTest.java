package dev.kirooperator.seat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.AwsFailure.Cause;
import dev.kirooperator.aws.AwsFailure.Diagnosed;
import dev.kirooperator.aws.AwsFailure.Subject;
import dev.kirooperator.aws.Creation;
import dev.kirooperator.aws.TestingSettings;
import dev.kirooperator.aws.TestingWorld;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A subscription in each world of profiles that the stand-in can play: what is found out, what is made, and at which price in calls. */
class ProfileOfConnectionTest {

    private static final String ADA = "11111111-1111-1111-1111-111111111111";
    private static final String PEOPLE = "\"users\": [{\"id\": \"" + ADA + "\", \"userName\": \"ada\"}]";
    private static final String NONE = "{\"profile\": false, " + PEOPLE + "}";
    private static final Principal USER = new Principal.User(ADA);
    private static final TestingSettings USUAL =
            TestingSettings.named("default").inRegion("us-east-1");
    private static final TestingSettings MAKING =
            USUAL.making(new Creation(false, true, List.of("COMPLETIONS", "CONVERSATIONS"), false));
    private static final String NOT_AUTHORIZED = "Your account is not authorized to make this call.";

    private volatile Instant now = TestingWorld.START;

    @Test
    void noProfileAnywhereStaysWhatAwsSaidAndTheOtherRegionIsAskedOnce() {
        try (TestingWorld world = TestingWorld.of(NONE, USUAL)) {
            Seats seats = seats(world);
            world.standIn().clearCalls();

            assertThat(create(seats).failure())
                    .isInstanceOfSatisfying(
                            AwsFailure.NotFound.class,
                            missing -> assertThat(missing.subject()).isEqualTo(Subject.PROFILE));
            create(seats);

            assertThat(world.standIn().calls().stream()
                            .filter(call -> call.operation().equals("ListProfiles"))
                            .map(Call::region))
                    .containsExactly("us-east-1", "eu-central-1");
        }
    }

    @Test
    void aProfileInAnotherRegionIsNamedAndNotUsed() {
        try (TestingWorld world = TestingWorld.of("{" + PEOPLE + "}", USUAL.withKiroIn("eu-central-1"))) {
            AwsException refused = create(seats(world));

            assertThat(cause(refused)).isEqualTo(Cause.WRONG_REGION);
            assertThat(advice(refused)).contains("in us-east-1", "kiro.connections.default.kiro.region=us-east-1");
            assertThat(refused.failure().call().errorCode()).contains("ResourceNotFoundException");
            assertThat(refused.failure().call().requestId()).isPresent();
            assertThat(world.standIn().dump().path("assignments")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE_FAILED, could not be made or deleted (no such key)",
        "DELETE_FAILED, could not be made or deleted (no such key)",
        "DELETING, is being deleted",
    })
    void aProfileThatDoesNotServeIsToldFromABlockedAccount(String status, String words) {
        String seed =
                "{\"profile\": {\"status\": \"" + status + "\", \"errorDetails\": \"no such key\"}, " + PEOPLE + "}";
        try (TestingWorld world = TestingWorld.of(seed, USUAL)) {
            AwsException refused = create(seats(world));

            assertThat(cause(refused)).isEqualTo(Cause.PROFILE_NOT_ACTIVE);
            assertThat(advice(refused)).contains(words);
        }
    }

    @Test
    void aBlockedAccountStaysBlockedAndCostsOneLookAnHour() {
        try (TestingWorld world = TestingWorld.of("{\"blocked\": true, " + PEOPLE + "}", USUAL)) {
            Seats seats = seats(world);
            assertThat(create(seats).failure()).isInstanceOf(AwsFailure.AccountBlocked.class);
            create(seats);
            assertThat(count(world, "ListProfiles")).isEqualTo(1);

            pass(world, Duration.ofMinutes(61));
            create(seats);
            assertThat(count(world, "ListProfiles")).isEqualTo(2);

            world.standIn().block(false);
            seats.askAgain();
            seats.create(USER, Plan.PRO);
        }
    }

    @Test
    void aRefusalInTheWordsOfABlockedAccountMayBeAboutAProfileElsewhere() {
        try (TestingWorld world =
                TestingWorld.of("{\"blocked\": true, " + PEOPLE + "}", MAKING.withKiroIn("eu-central-1"))) {
            assertThat(cause(create(seats(world)))).isEqualTo(Cause.WRONG_REGION);
        }
        try (TestingWorld world = TestingWorld.of("{\"blocked\": true, \"profile\": false, " + PEOPLE + "}", MAKING)) {
            assertThat(create(seats(world)).failure()).isInstanceOf(AwsFailure.AccountBlocked.class);
            assertThat(count(world, "CreateProfile")).isZero();
        }
    }

    @Test
    void aProfileOfAnotherInstanceIsNotUsedAndNotDoubled() {
        TestingSettings other = USUAL.of("arn:aws:sso:::instance/ssoins-0000000000000000", "d-1234567890");
        try (TestingWorld world = TestingWorld.of("{}", other)) {
            AwsException refused = create(seats(world));

            assertThat(cause(refused)).isEqualTo(Cause.PROFILE_NOT_FOUND);
            assertThat(advice(refused))
                    .contains("belongs to the Identity Center instance arn:aws:sso:::instance/ssoins-7223c45b67d89e0f");
        }
    }

    @Test
    void aPrincipalThatKiroDoesNotKnowIsNotAMissingProfile() {
        try (TestingWorld world = TestingWorld.of("{}", USUAL)) {
            assertThat(create(seats(world)).failure())
                    .isInstanceOfSatisfying(
                            AwsFailure.NotFound.class,
                            missing -> assertThat(missing.subject()).isEqualTo(Subject.OTHER));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "UnknownOperationException"})
    void whereProfilesAreNotShownTheRefusalStandsAndNothingIsMade(String code) {
        try (TestingWorld world = TestingWorld.of(NONE, MAKING)) {
            world.fault(Fault.error("ListProfiles", 400, code, "No.").always());
            Seats seats = seats(world);

            assertThat(create(seats).failure()).isInstanceOf(AwsFailure.NotFound.class);
            assertThat(seats.overage()).isEmpty();
            assertThat(count(world, "CreateProfile")).isZero();
        }
    }

    @Test
    void aMissingProfileIsMadeAndWaitedForAndItsRefusalsAreNoBlockedAccount() {
        try (TestingWorld world = TestingWorld.of(NONE, MAKING)) {
            Seats seats = seats(world);
            assertThat(cause(create(seats))).isEqualTo(Cause.BEING_MADE);
            assertThat(cause(create(seats))).isEqualTo(Cause.BEING_MADE);
            pass(world, Duration.ofSeconds(10));
            world.fault(Fault.error("CreateAssignment", 400, "AccessDeniedException", NOT_AUTHORIZED));
            assertThat(cause(create(seats))).isEqualTo(Cause.BEING_MADE);
            seats.create(USER, Plan.PRO);

            assertThat(count(world, "CreateProfile")).isEqualTo(1);
            JsonNode made = world.standIn().dump().path("profile").path("attributes");
            assertThat(made.path("profileName").asText()).isEqualTo("KiroProfile-us-east-1");
            assertThat(made.path("activeFunctionalities")).hasToString("[\"COMPLETIONS\",\"CONVERSATIONS\"]");
            assertThat(made.path("referenceTrackerConfiguration"))
                    .hasToString("{\"recommendationsWithReferences\":\"BLOCK\"}");
            assertThat(made.path("identitySource").path("ssoIdentitySource"))
                    .hasToString("{\"instanceArn\":\""
                            + world.connection().instance().instanceArn() + "\",\"ssoRegion\":\"us-east-1\"}");
        }
    }

    @Test
    void anAccountThatIsBlockedFromTheBeginningIsSaidToBeSoAfterAMinuteOrTwo() {
        try (TestingWorld world = TestingWorld.of(NONE, MAKING)) {
            Seats seats = seats(world);
            create(seats);
            world.standIn().block(true);
            pass(world, Duration.ofSeconds(60));
            assertThat(cause(create(seats))).isEqualTo(Cause.BEING_MADE);
            pass(world, Duration.ofSeconds(60));
            assertThat(create(seats).failure()).isInstanceOf(AwsFailure.AccountBlocked.class);
        }
    }

    @Test
    void aProfileThatSomebodyElseIsMakingIsWaitedForAndNotDoubled() {
        try (TestingWorld world = TestingWorld.of(NONE, USUAL)) {
            Seats seats = seats(world);
            var home = world.connection().instance();
            world.connection()
                    .clients()
                    .kiroProfiles()
                    .createProfile(r -> r.profileName("by hand")
                            .identitySource(source -> source.ssoIdentitySource(
                                    sso -> sso.instanceArn(home.instanceArn()).ssoRegion(home.region()))));

            assertThat(cause(create(seats))).isEqualTo(Cause.BEING_MADE);
            pass(world, Duration.ofSeconds(10));
            seats.create(USER, Plan.PRO);
        }
    }

    @Test
    void aLostAnswerAndManyAtOnceMakeOneProfile() {
        try (TestingWorld world = TestingWorld.of(NONE, MAKING)) {
            Seats seats = seats(world);
            world.fault(Fault.lostAnswer("CreateProfile"));
            CompletableFuture<?>[] many = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> create(seats)))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(many).join();

            assertThat(count(world, "CreateProfile")).isEqualTo(1);
        }
    }

    @Test
    void aProfileIsNotMadeBesideOneInAnotherRegion() {
        try (TestingWorld world = TestingWorld.of("{" + PEOPLE + "}", MAKING.withKiroIn("eu-central-1"))) {
            assertThat(cause(create(seats(world)))).isEqualTo(Cause.WRONG_REGION);
            assertThat(count(world, "CreateProfile")).isZero();
        }
    }

    @Test
    void aRefusalToMakeTheProfileIsTold() {
        try (TestingWorld world = TestingWorld.of(NONE, MAKING)) {
            world.fault(Fault.error("CreateProfile", 400, "AccessDeniedException", "Not you."));
            AwsFailure refusal = create(seats(world)).failure();

            assertThat(refusal).isInstanceOf(AwsFailure.Denied.class);
            assertThat(refusal.call().operation()).isEqualTo("CreateProfile");
        }
    }

    @ParameterizedTest
    @CsvSource({"ENABLED, true", "DISABLED, false"})
    void overageAndItsCapAreReadOnceAnHour(String status, boolean enabled) {
        String seed = "{\"overageCap\": 250, \"profile\": {\"overageStatus\": \"" + status + "\"}}";
        try (TestingWorld world = TestingWorld.of(seed, USUAL)) {
            Seats seats = seats(world);
            seats.snapshot(Duration.ZERO);
            assertThat(seats.overage()).contains(overage(enabled, "250.0"));
            assertThat(seats.overage()).contains(overage(enabled, "250.0"));
            seats.snapshot(Duration.ofNanos(-1));
            assertThat(count(world, "ListProfiles")).isEqualTo(1);
            assertThat(count(world, "GetServiceQuota")).isEqualTo(1);

            pass(world, Duration.ofMinutes(61));
            seats.overage();
            seats.overage();
            assertThat(count(world, "ListProfiles")).isEqualTo(2);
            assertThat(count(world, "GetServiceQuota")).isEqualTo(2);
        }
    }

    @Test
    void theDefaultCapCountsWhereTheAccountHasNoneOfItsOwn() {
        try (TestingWorld world = TestingWorld.of("{\"overageCap\": 250}", USUAL)) {
            world.fault(Fault.error("GetServiceQuota", 400, "NoSuchResourceException", "No.")
                    .always());
            assertThat(seats(world).overage()).contains(overage(false, "400.0"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "AccessDeniedException"})
    void theDefaultIsNoAnswerWhereTheAccountsOwnCapIsMerelyNotTold(String code) {
        try (TestingWorld world = TestingWorld.of("{\"overageCap\": 250}", USUAL)) {
            world.fault(Fault.error("GetServiceQuota", 400, code, "No.").always());
            assertThat(seats(world).overage()).contains(new Overage(false, Optional.empty()));
        }
    }

    @Test
    void aCapThatIsNotShownLeavesTheStateAndIsNotAskedForAgain() {
        try (TestingWorld world = TestingWorld.of("{}", USUAL)) {
            world.fault(Fault.error("servicequotas:*", 400, "AccessDeniedException", "No.")
                    .always());
            Seats seats = seats(world);
            assertThat(seats.overage()).contains(new Overage(false, Optional.empty()));
            assertThat(seats.overage()).contains(new Overage(false, Optional.empty()));
            assertThat(count(world, "GetServiceQuota")).isEqualTo(1);
        }
    }

    @Test
    void overageThatIsUnreadableForAMomentStaysAsItWas() {
        try (TestingWorld world = TestingWorld.of("{\"profile\": {\"overageStatus\": \"ENABLED\"}}", USUAL)) {
            Seats seats = seats(world);
            assertThat(seats.overage()).contains(overage(true, "400.0"));
            pass(world, Duration.ofMinutes(61));
            world.fault(Fault.internal("ListProfiles").always());
            assertThat(seats.overage()).contains(overage(true, "400.0"));
        }
    }

    @Test
    void withoutAnInstanceThereIsNoOverageToTell() {
        try (TestingWorld world = TestingWorld.of("{\"instance\": false}", USUAL)) {
            assertThat(seats(world).overage()).isEmpty();
        }
    }

    @Test
    void theGenerationIsToldOnceAWriteWasAnswered() {
        try (TestingWorld world = TestingWorld.of("{" + PEOPLE + "}", USUAL)) {
            Seats seats = seats(world);
            world.settings(settings -> settings.withManagement(false));
            assertThat(seats.generation()).isEmpty();
            world.fault(Fault.lostAnswer("DeleteAssignment").always());
            create(seats, () -> seats.delete(USER));
            assertThat(seats.generation()).isEmpty();
            seats.create(USER, Plan.PRO);
            assertThat(seats.generation()).contains(AssignmentGeneration.CODEWHISPERER);
        }
    }

    private Seats seats(TestingWorld world) {
        return new ConnectionSeats(world.connections(), () -> now)
                .find("default")
                .orElseThrow();
    }

    private void pass(TestingWorld world, Duration time) {
        now = now.plus(time);
        world.standIn().advance(time);
    }

    private static AwsException create(Seats seats) {
        return create(seats, () -> seats.create(USER, Plan.PRO));
    }

    private static AwsException create(Seats seats, Runnable write) {
        try {
            write.run();
        } catch (AwsException e) {
            return e;
        }
        throw new AssertionError("the write was not refused; " + seats.generation() + " answered");
    }

    private static Cause cause(AwsException refused) {
        return diagnosed(refused).cause();
    }

    private static String advice(AwsException refused) {
        return diagnosed(refused).advice();
    }

    private static Diagnosed diagnosed(AwsException refused) {
        assertThat(refused.failure()).isInstanceOf(Diagnosed.class);
        return (Diagnosed) refused.failure();
    }

    private static Overage overage(boolean enabled, String cap) {
        return new Overage(enabled, Optional.of(new BigDecimal(cap)));
    }

    private static long count(TestingWorld world, String operation) {
        return world.operations().stream().filter(operation::equals).count();
    }
}
