package dev.kirooperator.team;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Confirmation;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.OverageState;
import dev.kirooperator.api.v1alpha1.OverageStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.api.v1alpha1.SubscriptionStatus;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.seat.Overage;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.testing.TestingMember;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TeamSubscriptionSyncTest extends TeamSyncTestCase {

    @Test
    void anAssignmentThatAwsRefusesWithoutShowingOneIsAskedForHourlyAndWhenTheMonthTurns() {
        bothHaveJoined();
        manifest.plan(Plan.PRO, AssignTo.GROUP);
        aws.calls().conflict("assign " + GROUP);
        aws.calls().conflict("reassign " + GROUP);

        reconcile();
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("CancelledThisMonth");
        assertThat(reconcileAfter(Duration.ofMinutes(59))).isEmpty();
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("CancelledThisMonth");

        aws.calls().heal();
        now = Instant.parse("2026-11-30T23:59:59Z");
        assertThat(reconcile()).containsExactly("assign g-kiro PRO");
    }

    @Test
    void aConflictThatAnAssignmentExplainsIsResolvedByReading() {
        bothHaveJoined();
        manifest.plan(Plan.PRO, AssignTo.GROUP);
        aws.calls().conflict("assign " + GROUP);
        aws.calls().meanwhile("assign " + GROUP, () -> aws.seats().showGroup(GROUP, Plan.PRO));

        reconcile();
        reconcileAfter(Duration.ofSeconds(2));
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("Synced");
    }

    @Test
    void anUpdateThatAwsAnswersAndDoesNotDoIsNoticedByTheSeatsAfterADay() {
        bothHaveJoined();
        membersAreRecorded();
        manifest.plan(Plan.PRO, AssignTo.GROUP);
        aws.seats().showGroupWithoutItsPlan(GROUP);
        aws.seats().show("u-ada", SeatStatus.ACTIVE, Plan.PRO, SeatSource.GROUP);
        reconcile();
        assertThat(subscription().confirmedBy()).isEqualTo(Confirmation.SEATS);

        manifest.plan(Plan.POWER, AssignTo.GROUP);
        assertThat(reconcileAfter(REGULAR)).containsExactly("reassign g-kiro POWER");
        assertThat(reconcileAfter(Duration.ofSeconds(2))).isEmpty();
        assertThat(subscription().confirmedBy()).isEqualTo(Confirmation.ANSWER);
        assertThat(message(ConditionType.SUBSCRIPTION_SYNCED)).contains("AWS's answer", "seats are on Pro");

        assertThat(reconcileAfter(Duration.ofHours(24))).containsExactly("reassign g-kiro POWER");
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("NoEffect");
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("NoEffect");

        aws.seats().show("u-ada", SeatStatus.ACTIVE, Plan.POWER, SeatSource.GROUP);
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("Synced");
        assertThat(subscription().confirmedBy()).isEqualTo(Confirmation.SEATS);
    }

    @Test
    void theFirstAnsweredRequestAfterALongRefusalIsNoRepeat() {
        bothHaveJoined();
        manifest.plan(Plan.PRO, AssignTo.GROUP);
        aws.calls().deny("assign " + GROUP);
        reconcile();
        reconcileAfter(READ_BACK.multipliedBy(2));
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("AccessDenied");

        aws.calls().heal();
        assertThat(reconcileAfter(READ_BACK)).containsExactly("assign g-kiro PRO");
        reconcileAfter(Duration.ofSeconds(2));
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("Progressing");

        assertThat(reconcileAfter(READ_BACK)).containsExactly("assign g-kiro PRO");
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("NoEffect");
        reconcileAfter(Duration.ofSeconds(2));
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("NoEffect");
    }

    @Test
    void anAssignmentThatIsThereAlreadyAndNotListedIsChangedAndThenBelieved() {
        bothHaveJoined();
        aws.seats().listNoGroups();
        manifest.plan(Plan.POWER, AssignTo.GROUP);
        aws.calls().conflict("assign " + GROUP);

        assertThat(reconcile()).containsExactly("reassign g-kiro POWER");
        assertThat(reconcileAfter(Duration.ofHours(1))).isEmpty();
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("Synced");
        assertThat(subscription().confirmedBy()).isEqualTo(Confirmation.ANSWER);
        assertThat(reconcileAfter(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void theSeatsOfTheMembersTellOfAnAssignmentThatNoListShows() {
        bothHaveJoined();
        aws.seats().listNoGroups();
        aws.seats().show("u-ada", SeatStatus.ACTIVE, Plan.PRO, SeatSource.GROUP);
        manifest.plan(Plan.PRO, AssignTo.GROUP);
        membersAreRecorded();

        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("Synced");
        assertThat(subscription().confirmedBy()).isEqualTo(Confirmation.SEATS);
    }

    @Test
    void aGroupThatWasMadeAnewIsAssignedAnew() {
        bothHaveJoined();
        manifest.plan(Plan.PRO, AssignTo.GROUP);
        reconcile();
        aws.seats().showGroup(GROUP, Plan.PRO);
        reconcileAfter(Duration.ofSeconds(2));
        aws.seats().groupsCannotBeRead();
        assertThat(reconcileAfter(REGULAR)).isEmpty();

        aws.directory().remove(GROUP);
        aws.directory().nextGroupId("g-2");
        assertThat(reconcileAfter(REGULAR)).containsExactly("create group g-2", "assign g-2 PRO");
    }

    @Test
    void aSeatOfUnknownSourceCountsAsTheMembersOwnOnceItWasAskedFor() {
        bothHaveJoined();
        manifest.plan(Plan.PRO, AssignTo.MEMBERS);
        aws.seats().show("u-ada", SeatStatus.ACTIVE, Plan.PRO, SeatSource.UNKNOWN);
        aws.seats().show("u-bob", SeatStatus.ACTIVE, Plan.PRO, SeatSource.UNKNOWN);
        reconcile();
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("WaitingForSeat");

        members.replaceAll(TeamSubscriptionSyncTest::withSeatOfItsOwn);
        reconcileAfter(REGULAR);
        assertThat(reason(ConditionType.SUBSCRIPTION_SYNCED)).isEqualTo("Synced");
    }

    @Test
    void aTeamOfMembersTellsItsPlanHowFarTheyAreAndWhichGenerationAnswered() {
        bothHaveJoined();
        aws.seats().answerBy(AssignmentGeneration.CODEWHISPERER);
        manifest.plan(Plan.PRO, AssignTo.MEMBERS);
        reconcile();
        assertThat(subscription().assignedTo()).isEqualTo(AssignTo.MEMBERS);
        assertThat(subscription().plan()).isEqualTo(Plan.PRO);
        assertThat(subscription().state()).isEqualTo(SubscriptionState.PENDING);
        assertThat(subscription().api()).isEqualTo(AssignmentGeneration.CODEWHISPERER);

        aws.seats().show("u-ada", SeatStatus.PENDING, Plan.PRO, SeatSource.INDIVIDUAL);
        aws.seats().show("u-bob", SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        reconcileAfter(REGULAR);
        SubscriptionStatus there = subscription();
        assertThat(there.state()).isEqualTo(SubscriptionState.SUBSCRIBED);
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(subscription()).isEqualTo(there);
        assertThat(cleanUp()).noneMatch(write -> write.startsWith("unassign"));
    }

    @Test
    void aTeamThatGoesOverToMembersRecordsThemOnceTheGroupsAssignmentIsGivenBack() {
        bothHaveJoined();
        manifest.plan(Plan.PRO, AssignTo.GROUP);
        aws.seats().showGroup(GROUP, Plan.PRO);
        reconcile();
        manifest.plan(Plan.PRO, AssignTo.MEMBERS);
        reconcileAfter(REGULAR);
        assertThat(subscription().assignedTo()).isEqualTo(AssignTo.GROUP);

        aws.seats().show("u-ada", SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL_AND_GROUP);
        aws.seats().show("u-bob", SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL_AND_GROUP);
        assertThat(reconcileAfter(REGULAR)).containsExactly("unassign g-kiro");
        assertThat(subscription().assignedTo()).isEqualTo(AssignTo.MEMBERS);
        manifest.noPlan();
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(status.orElseThrow().subscription()).isNull();
    }

    private SubscriptionStatus subscription() {
        return requireNonNull(status.orElseThrow().subscription());
    }

    private void membersAreRecorded() {
        members.replaceAll(
                member -> TestingMember.of("dev", member.getMetadata().getName())
                        .team("kiro", null)
                        .recordedUser("u-" + member.getMetadata().getName(), "default")
                        .build());
    }

    private static KiroMember withSeatOfItsOwn(KiroMember member) {
        String name = member.getMetadata().getName();
        KiroMember recorded = TestingMember.of("dev", name)
                .team("kiro", null)
                .recordedUser("u-" + name, "default")
                .build();
        KiroMemberStatus known = requireNonNull(recorded.getStatus());
        recorded.setStatus(new KiroMemberStatus(
                1L,
                known.user(),
                null,
                new MemberSeatStatus(SeatState.ACTIVE, Plan.PRO, null, null, Plan.PRO, Plan.PRO, null, null, null),
                null,
                null,
                null,
                null,
                null));
        return recorded;
    }

    @Test
    void nothingIsWrittenBeforeTheConnectionIsPreparedAndNothingIsPreparedForMereObservation() {
        aws.calls().throttle("prepare");
        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("Throttled");
        assertThat(reason(ConditionType.MEMBERS_SYNCED)).isEqualTo("Progressing");

        manifest.mode(SyncMode.OBSERVE);
        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("ObserveOnly");
    }

    @Test
    void overageAndTheGenerationThatAnsweredAreToldOfATeamWithAPlan() {
        aws.seats().showOverage(new Overage(true, Optional.of(BigDecimal.valueOf(400))));
        aws.seats().answerBy(AssignmentGeneration.MANAGEMENT);
        reconcile();
        assertThat(status.map(KiroTeamStatus::overage)).isEmpty();

        manifest.plan(Plan.PRO, AssignTo.GROUP);
        reconcile();
        assertThat(status.map(KiroTeamStatus::overage))
                .contains(new OverageStatus(OverageState.ENABLED, "400.00", "USD"));
        assertThat(status.map(KiroTeamStatus::subscription).map(SubscriptionStatus::api))
                .contains(AssignmentGeneration.MANAGEMENT);
    }
}
