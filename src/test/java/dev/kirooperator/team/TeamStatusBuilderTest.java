package dev.kirooperator.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Confirmation;
import dev.kirooperator.api.v1alpha1.GroupStatus;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MemberCounts;
import dev.kirooperator.api.v1alpha1.MonthlyCost;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.OverageState;
import dev.kirooperator.api.v1alpha1.OverageStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.PlanStatus;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.SeatCounts;
import dev.kirooperator.api.v1alpha1.SignInStatus;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.api.v1alpha1.SubscriptionStatus;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.seat.Overage;
import dev.kirooperator.status.Finding;
import dev.kirooperator.testing.TestingTeam;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TeamStatusBuilderTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.5Z");
    private static final GroupStatus GROUP = new GroupStatus("g", "kiro", Origin.CREATED);
    private static final SubscriptionStatus SUBSCRIPTION = new SubscriptionStatus(
            Plan.PRO,
            SubscriptionState.SUBSCRIBED,
            "2026-11-25T11:00:00Z",
            AssignTo.GROUP,
            null,
            "g",
            Confirmation.LIST,
            null,
            null);
    private static final SignInStatus SIGN_IN = new SignInStatus("https://d-1.awsapps.com/start", "us-east-1");
    private static final MemberCounts MEMBERS = new MemberCounts(3, 3, 0, 1);
    private static final SeatCounts SEATS = new SeatCounts(1, 2, 0, 0, null);
    private static final MonthlyCost COST = new MonthlyCost("20.00", "USD", "60.00", "0.00", 1_000);

    private static KiroTeam team(@Nullable KiroTeamStatus status) {
        KiroTeam team = TestingTeam.of("platform", "kiro").build();
        team.setStatus(status);
        return team;
    }

    private static KiroTeamStatus build(TeamStatusBuilder builder, KiroTeam team, Instant now) {
        KiroTeamStatus previous = team.getStatus();
        Progress progress =
                new Progress(previous == null ? null : previous.conditions(), 1L, now, Duration.ofMinutes(10));
        progress.report(ConditionType.GROUP_SYNCED, Finding.done(Reason.SYNCED, "m"));
        return builder.build(progress);
    }

    private static void fill(TeamStatusBuilder builder) {
        builder.group(GROUP);
        builder.subscription(Optional.of(SUBSCRIPTION));
        builder.signIn(SIGN_IN);
        builder.members(MEMBERS);
        builder.seats(SEATS, COST);
    }

    private static KiroTeamStatus filled() {
        KiroTeam team = team(null);
        TeamStatusBuilder builder = new TeamStatusBuilder(team);
        fill(builder);
        return build(builder, team, NOON);
    }

    @Test
    void everythingThatWasSeenIsInTheStatus() {
        KiroTeamStatus status = filled();

        assertThat(status.observedGeneration()).isEqualTo(1L);
        assertThat(status.group()).isEqualTo(GROUP);
        assertThat(status.subscription()).isEqualTo(SUBSCRIPTION);
        assertThat(status.signIn()).isEqualTo(SIGN_IN);
        assertThat(status.members()).isEqualTo(MEMBERS);
        assertThat(status.seats()).isEqualTo(SEATS);
        assertThat(status.monthlyCost()).isEqualTo(COST);
        assertThat(status.plan()).isNull();
        assertThat(status.lastSyncTime()).isEqualTo("2026-11-25T12:00:00Z");
        assertThat(status.conditions()).hasSize(2);
    }

    @Test
    void whatCouldNotBeLookedAtStaysAsItWas() {
        KiroTeam team = team(filled());

        assertThat(build(new TeamStatusBuilder(team), team, NOON)).isEqualTo(filled());
    }

    @Test
    void seeingTheSameLaterChangesNothingNotEvenTheTime() {
        KiroTeam team = team(filled());
        TeamStatusBuilder builder = new TeamStatusBuilder(team);
        fill(builder);

        assertThat(build(builder, team, NOON.plusSeconds(3_600))).isEqualTo(filled());
    }

    @Test
    void aChangeMovesTheTime() {
        KiroTeam team = team(filled());
        TeamStatusBuilder builder = new TeamStatusBuilder(team);
        builder.subscription(Optional.empty());
        KiroTeamStatus status = build(builder, team, NOON.plusSeconds(3_600));

        assertThat(status.subscription()).isNull();
        assertThat(status.lastSyncTime()).isEqualTo("2026-11-25T13:00:00Z");
    }

    @Test
    void theGenerationThatAnsweredStaysKnownWhileNoneIsAskedAgain() {
        KiroTeam team = team(filled());
        TeamStatusBuilder builder = new TeamStatusBuilder(team);
        builder.api(Optional.of(AssignmentGeneration.CODEWHISPERER));
        team.setStatus(build(builder, team, NOON));
        TeamStatusBuilder restarted = new TeamStatusBuilder(team);
        restarted.subscription(Optional.of(SUBSCRIPTION));
        restarted.api(Optional.empty());

        assertThat(build(restarted, team, NOON).subscription())
                .isEqualTo(SUBSCRIPTION.answeredBy(AssignmentGeneration.CODEWHISPERER));
    }

    @Test
    void aGenerationWithoutASubscriptionIsNotTold() {
        KiroTeam team = team(null);
        TeamStatusBuilder builder = new TeamStatusBuilder(team);
        builder.api(Optional.of(AssignmentGeneration.MANAGEMENT));

        assertThat(build(builder, team, NOON).subscription()).isNull();
    }

    static Stream<Arguments> overages() {
        return Stream.of(
                Arguments.of(
                        Optional.of(new Overage(true, Optional.of(new BigDecimal("400")))),
                        new OverageStatus(OverageState.ENABLED, "400.00", "USD")),
                Arguments.of(
                        Optional.of(new Overage(false, Optional.empty())),
                        new OverageStatus(OverageState.DISABLED, null, null)),
                Arguments.of(Optional.empty(), null));
    }

    @ParameterizedTest
    @MethodSource("overages")
    void overageIsToldAsFarAsItIsKnown(Optional<Overage> overage, @Nullable OverageStatus told) {
        KiroTeam team = team(null);
        TeamStatusBuilder builder = new TeamStatusBuilder(team);
        builder.overage(Optional.of(new Overage(true, Optional.empty())));
        builder.overage(overage);

        assertThat(build(builder, team, NOON).overage()).isEqualTo(told);
    }

    @Test
    void theWishThatWasActedOnIsEchoed() {
        KiroTeam team = team(null);
        team.getMetadata().setAnnotations(Map.of(Annotations.RECONCILE_REQUESTED_AT, "noon"));

        assertThat(build(new TeamStatusBuilder(team), team, NOON).lastHandledReconcileAt())
                .isEqualTo("noon");
    }

    @Test
    void waitingMembersAndOpenStepsAreThePlan() {
        KiroTeam team = team(null);
        TeamStatusBuilder builder = new TeamStatusBuilder(team);
        builder.members(new MemberCounts(3, 1, 2, 0));
        builder.open("update group g");

        assertThat(build(builder, team, NOON).plan()).isEqualTo(new PlanStatus(null, 2, 0, List.of("update group g")));
    }

    @Test
    void heldBackRemovalsAreThePlanWithItsHashAndAtMostTwentyStepsInWords() {
        KiroTeam team = team(null);
        TeamStatusBuilder builder = new TeamStatusBuilder(team);
        List<String> steps = IntStream.range(0, 25).mapToObj(i -> "remove " + i).toList();
        builder.openRemovals("5f2c", steps);

        assertThat(build(builder, team, NOON).plan()).isEqualTo(new PlanStatus("5f2c", 0, 25, steps.subList(0, 20)));
    }

    @Test
    void aPlanThatIsDoneIsGone() {
        KiroTeam team = team(null);
        TeamStatusBuilder builder = new TeamStatusBuilder(team);
        builder.openRemovals("5f2c", List.of("remove x"));
        team.setStatus(build(builder, team, NOON));

        assertThat(build(new TeamStatusBuilder(team), team, NOON).plan()).isNull();
    }
}
