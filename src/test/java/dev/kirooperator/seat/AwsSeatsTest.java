package dev.kirooperator.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.TestingWorld;
import dev.kirooperator.sandbox.aws.control.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The adapter against the stand-in for AWS. */
class AwsSeatsTest {

    private static final Duration ANY_AGE = Duration.ofDays(1);
    private static final String ADA = "11111111-1111-1111-1111-111111111111";
    private static final String GROUP = "22222222-2222-2222-2222-222222222222";
    private static final Principal USER = new Principal.User(ADA);
    private static final Principal TEAM = new Principal.Group(GROUP);

    private final TestingWorld world = TestingWorld.of("{\"users\":[{\"id\":\"" + ADA + "\",\"userName\":\"ada\"}],"
            + "\"groups\":[{\"id\":\"" + GROUP + "\",\"displayName\":\"kiro\",\"members\":[\"ada\"]}]}");
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Seats seats =
            new ConnectionSeats(world.connections(), now::get).find("default").orElseThrow();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    void aSeatIsPendingThenActiveOnEveryPlan(Plan plan) {
        seats.create(USER, plan);
        assertThat(seats.snapshot(ANY_AGE).seat(ADA)).isEmpty();
        world.standIn().advance(Duration.ofSeconds(10));
        Seat pending = seats.snapshot(Duration.ofNanos(-1)).seat(ADA).orElseThrow();
        assertThat(pending.status()).isEqualTo(SeatStatus.PENDING);
        assertThat(pending.plan()).contains(plan);
        assertThat(pending.source()).isEqualTo(SeatSource.INDIVIDUAL);
        assertThat(pending.activatedAt()).isEmpty();
        world.standIn().signIn("ada");
        Seat active = reread().seat(ADA).orElseThrow();
        assertThat(active.status()).isEqualTo(SeatStatus.ACTIVE);
        assertThat(active.effectivePlan()).contains(plan);
        assertThat(active.activatedAt()).contains(TestingWorld.START.plusSeconds(10));
    }

    @Test
    void aGroupsPlanIsReadFromTheClaims() {
        seats.create(TEAM, Plan.POWER);
        world.standIn().advance(Duration.ofSeconds(10));
        SeatSnapshot snapshot = reread();
        assertThat(snapshot.groups()).isEqualTo(new GroupAssignments.Known(Map.of(GROUP, Optional.of(Plan.POWER))));
        assertThat(snapshot.seat(ADA)).map(Seat::source).contains(SeatSource.GROUP);
    }

    @Test
    void withoutClaimsTheAssignmentsTellTheGroupOnly() {
        seats.create(TEAM, Plan.PRO);
        world.standIn().advance(Duration.ofSeconds(10));
        world.settings(s -> claims(s, false));
        assertThat(reread().groups()).isEqualTo(new GroupAssignments.Known(Map.of(GROUP, Optional.empty())));
    }

    @Test
    void claimsThatAreDeniedAreNotAskedForAgainForAnHour() {
        world.fault(Fault.error("ListApplicationClaims", 400, "AccessDeniedException", "no")
                .always());
        reread();
        world.standIn().clearCalls();
        pass(Duration.ofMinutes(59));
        reread();
        assertThat(world.operations()).containsExactly("ListUserSubscriptions", "ListApplicationAssignments");
        pass(Duration.ofMinutes(2));
        world.standIn().clearCalls();
        reread();
        assertThat(world.operations()).contains("ListApplicationClaims");
    }

    @Test
    void claimsThatAreThrottledMakeTheGroupsUnreadableForThisSnapshotOnly() {
        seats.create(TEAM, Plan.PRO);
        world.standIn().advance(Duration.ofSeconds(10));
        world.fault(Fault.throttle("ListApplicationClaims", 1).times(3));
        assertThat(reread().groups())
                .isInstanceOfSatisfying(
                        GroupAssignments.Unreadable.class,
                        unreadable -> assertThat(unreadable.why())
                                .contains("ListApplicationClaims failed with ThrottlingException"));
        assertThat(reread().groups()).isInstanceOf(GroupAssignments.Known.class);
    }

    @Test
    void whereNothingTellsTheGroupsTheyAreUnreadableAndTheSeatsAreNot() {
        seats.create(USER, Plan.PRO);
        world.standIn().advance(Duration.ofSeconds(10));
        world.fault(Fault.error("ListApplicationClaims", 400, "AccessDeniedException", "no claims")
                .always());
        world.fault(Fault.error("ListApplicationAssignments", 400, "AccessDeniedException", "no list")
                .always());
        SeatSnapshot snapshot = reread();
        assertThat(snapshot.groups())
                .isInstanceOfSatisfying(
                        GroupAssignments.Unreadable.class,
                        unreadable -> assertThat(unreadable.why())
                                .contains("no claims")
                                .contains("no list"));
        assertThat(snapshot.seat(ADA)).isPresent();
        world.standIn().clearCalls();
        reread();
        assertThat(world.operations()).containsExactly("ListUserSubscriptions");
    }

    @Test
    void claimsWithoutAnyGroupAreNotBelievedAlone() {
        world.fault(Fault.error("ListApplicationAssignments", 400, "AccessDeniedException", "no list")
                .always());
        assertThat(reread().groups())
                .isInstanceOfSatisfying(
                        GroupAssignments.Unreadable.class,
                        unreadable -> assertThat(unreadable.why()).contains("shows no group"));
    }

    @Test
    void theApplicationIsFoundByNameWhereProfilesMayNotBeListed() {
        seats.create(TEAM, Plan.PRO);
        world.standIn().advance(Duration.ofSeconds(10));
        world.fault(Fault.error("ListProfiles", 400, "AccessDeniedException", "no profiles")
                .always());
        assertThat(reread().groups()).isInstanceOf(GroupAssignments.Known.class);
        world.standIn().clearCalls();
        reread();
        assertThat(world.operations()).containsExactly("ListUserSubscriptions", "ListApplicationClaims");
    }

    @Test
    void withoutAProfileTheGroupsAreUnreadable() {
        try (TestingWorld bare = TestingWorld.of("{\"profile\":false}")) {
            Seats none = new ConnectionSeats(bare.connections(), now::get)
                    .find("default")
                    .orElseThrow();
            assertThat(none.snapshot(ANY_AGE).groups())
                    .isInstanceOfSatisfying(
                            GroupAssignments.Unreadable.class,
                            unreadable -> assertThat(unreadable.why())
                                    .contains("application of the Kiro profile was not found"));
            assertThat(failureOf(() -> none.create(USER, Plan.PRO)))
                    .isInstanceOfSatisfying(
                            AwsFailure.NotFound.class,
                            missing -> assertThat(missing.subject()).isEqualTo(AwsFailure.Subject.PROFILE));
        }
    }

    @Test
    void aWriteMakesTheNextSnapshotReadAgain() {
        seats.snapshot(ANY_AGE);
        world.standIn().clearCalls();
        seats.snapshot(ANY_AGE);
        assertThat(world.operations()).isEmpty();
        seats.create(USER, Plan.PRO);
        seats.snapshot(ANY_AGE);
        seats.snapshot(ANY_AGE);
        assertThat(world.operations().stream().filter("ListUserSubscriptions"::equals))
                .hasSize(1);
    }

    @Test
    void aWriteThatFailedMakesTheNextSnapshotReadAgainToo() {
        seats.snapshot(ANY_AGE);
        world.fault(Fault.lostAnswer("CreateAssignment"));
        assertThat(failureOf(() -> seats.create(USER, Plan.PRO))).isInstanceOf(AwsFailure.Transient.class);
        world.standIn().advance(Duration.ofSeconds(10));
        assertThat(seats.snapshot(ANY_AGE).seat(ADA)).isPresent();
        assertThat(failureOf(() -> seats.create(USER, Plan.PRO))).isInstanceOf(AwsFailure.Conflict.class);
    }

    @Test
    void aListThatFailsLeavesTheSnapshotAsItWas() {
        seats.create(USER, Plan.PRO);
        world.standIn().advance(Duration.ofSeconds(10));
        reread();
        pass(Duration.ofMinutes(1));
        world.fault(Fault.error("ListUserSubscriptions", 400, "AccessDeniedException", "no"));
        assertThat(failureOf(() -> seats.snapshot(Duration.ZERO))).isInstanceOf(AwsFailure.Denied.class);
        assertThat(seats.snapshot(ANY_AGE).seat(ADA)).isPresent();
    }

    @Test
    void theActivePlanIsChangedInPlace() {
        seats.create(USER, Plan.PRO);
        world.standIn().advance(Duration.ofSeconds(10));
        world.standIn().signIn("ada");
        seats.update(USER, Plan.PRO_MAX);
        world.standIn().advance(Duration.ofSeconds(10));
        assertThat(seats.snapshot(ANY_AGE).seat(ADA)).flatMap(Seat::plan).contains(Plan.PRO_MAX);
    }

    @Test
    void givingBackTwiceIsGivingBack() {
        seats.create(USER, Plan.PRO);
        seats.delete(USER);
        seats.delete(USER);
        world.standIn().advance(Duration.ofSeconds(10));
        assertThat(seats.snapshot(ANY_AGE).seat(ADA)).isEmpty();
    }

    @Test
    void aBlockedAccountIsTold() {
        world.standIn().block(true);
        assertThat(failureOf(() -> seats.create(USER, Plan.PRO))).isInstanceOf(AwsFailure.AccountBlocked.class);
    }

    @Test
    void theOlderGenerationWorksWhereTheNewerIsSwitchedOff() {
        world.settings(s -> new dev.kirooperator.sandbox.aws.world.Settings(
                s.assignmentDelay(),
                s.groupSyncDelay(),
                false,
                s.quotaRate(),
                false,
                true,
                s.applicationClaims(),
                s.updatePending(),
                s.updateCreates(),
                s.pendingCancelHolds(),
                s.uniqueEmails(),
                s.powerReadBack()));
        seats.create(USER, Plan.PRO);
        seats.delete(USER);
        assertThat(world.operations()).containsExactly("CreateAssignment", "CreateAssignment", "DeleteAssignment");
    }

    @Test
    void anotherConnectionHasNoSeats() {
        assertThat(new ConnectionSeats(world.connections(), now::get).find("other"))
                .isEmpty();
    }

    @Test
    void seatsOfAnInstanceThatIsNotThereSaySo() {
        try (TestingWorld bare = TestingWorld.of("{\"instance\":false}")) {
            Seats none = new ConnectionSeats(bare.connections(), now::get)
                    .find("default")
                    .orElseThrow();
            assertThatThrownBy(() -> none.snapshot(ANY_AGE)).hasMessageContaining("found none");
        }
    }

    private SeatSnapshot reread() {
        pass(Duration.ofMillis(1));
        return seats.snapshot(Duration.ZERO);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static dev.kirooperator.sandbox.aws.world.Settings claims(
            dev.kirooperator.sandbox.aws.world.Settings s, boolean claims) {
        return new dev.kirooperator.sandbox.aws.world.Settings(
                s.assignmentDelay(),
                s.groupSyncDelay(),
                s.quota(),
                s.quotaRate(),
                s.management(),
                s.codewhisperer(),
                claims,
                s.updatePending(),
                s.updateCreates(),
                s.pendingCancelHolds(),
                s.uniqueEmails(),
                s.powerReadBack());
    }

    private static AwsFailure failureOf(ThrowingCallable call) {
        AwsException thrown = catchThrowableOfType(AwsException.class, call);
        assertThat(thrown).as("the call had to fail").isNotNull();
        return thrown.failure();
    }
}
