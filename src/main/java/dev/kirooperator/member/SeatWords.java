package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.converge.OtherProfiles.Elsewhere;
import dev.kirooperator.seat.SeatStage;
import dev.kirooperator.status.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what stage a member's seat is at, and what somebody still has to do. Pure. */
final class SeatWords {

    private SeatWords() {}

    /**
     * What {@code SeatAssigned} says; empty where no seat is asked for.
     *
     * @param elsewhere the same person's seats in other profiles
     * @param signIn how this person gets in for the first time
     */
    static Optional<Finding> of(SeatStage stage, List<Elsewhere> elsewhere, String signIn) {
        return of(stage, signIn).map(finding -> elsewhere.isEmpty() ? finding : doubleBilled(finding, elsewhere));
    }

    private static Finding doubleBilled(Finding finding, List<Elsewhere> elsewhere) {
        String message = finding.message() + ". This person also has a seat in "
                + elsewhere.stream()
                        .map(other -> "the Kiro profile of connection \"" + other.connection() + "\""
                                + other.seat()
                                        .effectivePlan()
                                        .map(plan -> " (plan " + plan.label() + ")")
                                        .orElse(""))
                        .collect(Collectors.joining(", "))
                + ", and each profile bills for its own. Remove one of them, unless that is meant";
        return new Finding(finding.kind(), Reason.DOUBLE_BILLED, message, message, true);
    }

    private static Optional<Finding> of(SeatStage stage, String signIn) {
        if (stage instanceof SeatStage.None) {
            return Optional.empty();
        }
        if (stage instanceof SeatStage.Active active) {
            return Optional.of(Finding.done(
                    Reason.SEAT_ACTIVE, "The seat is active" + onThePlan(active.plan()) + awaited(active.awaited())));
        }
        if (stage instanceof SeatStage.Pending pending) {
            return Optional.of(Finding.done(Reason.SEAT_PENDING, pending(pending, signIn)));
        }
        if (stage instanceof SeatStage.Downgrading downgrading) {
            return Optional.of(Finding.done(
                    Reason.SEAT_ACTIVE,
                    "The seat is active on the plan " + downgrading.from().label() + "; the plan "
                            + downgrading.to().label() + " follows at " + downgrading.at()));
        }
        return Optional.of(stage instanceof SeatStage.ByHand byHand ? byHand(byHand.plan()) : underWay(stage));
    }

    private static Finding underWay(SeatStage stage) {
        if (stage instanceof SeatStage.Requested requested) {
            return requested(requested);
        }
        if (stage instanceof SeatStage.WaitingForGroup waiting) {
            return waitingForGroup(waiting);
        }
        if (stage instanceof SeatStage.Late late) {
            return Finding.progressing(
                    Reason.SEAT_LATE,
                    "The user has been in a subscribed group since " + late.since()
                            + ", for more than 24 hours, and AWS "
                            + "shows no seat. If it stays so, open a support case, or use assignTo: Members");
        }
        if (stage instanceof SeatStage.Cancelled cancelled) {
            return Finding.progressing(
                    Reason.CANCELLED_THIS_MONTH,
                    "The seat was cancelled this month, and AWS gives no new one before the month turns, at "
                            + cancelled.until()
                            + (cancelled.asks()
                                    ? ". The operator asks for it then"
                                    : ". It came with a group and is AWS's to bring back then, while the group is subscribed"));
        }
        if (stage instanceof SeatStage.Withdrawn) {
            return Finding.progressing(
                    Reason.WAITING_FOR_SEAT,
                    "The individual seat that was asked for is not wanted any more, and is given back as soon as AWS shows it");
        }
        if (stage instanceof SeatStage.Returning) {
            return Finding.progressing(
                    Reason.WAITING_FOR_SEAT, "The individual seat was given back; AWS still shows it");
        }
        if (stage instanceof SeatStage.Foreign foreign) {
            return foreign(foreign);
        }
        if (stage instanceof SeatStage.Blocked blocked) {
            return Finding.stalled(
                    Reason.ACCOUNT_BLOCKED,
                    "AWS gives this account no new seats; it is asked again at " + blocked.retryAt());
        }
        return Finding.progressing(
                Reason.WAITING_FOR_SEAT, "AWS reports a state of the seat that this operator does not know");
    }

    private static Finding requested(SeatStage.Requested requested) {
        String plan = "The plan " + requested.plan().label();
        if (requested.outcome() == SeatStage.Outcome.UNHEEDED) {
            return Finding.progressing(
                    Reason.NO_EFFECT,
                    plan + " was asked for again at " + requested.at()
                            + ": AWS answered the request before with success, and nothing changed. The operator goes on "
                            + "asking, ever less often; if it stays so, look at this user in the Kiro console, or open a "
                            + "support case");
        }
        if (requested.outcome() == SeatStage.Outcome.CONFLICTED) {
            return Finding.stalled(
                    Reason.CONFLICT,
                    plan + " was asked for at " + requested.at()
                            + "; AWS refused with ConflictException (status.seat.lastRequest has its request id) and shows "
                            + "nothing that explains it. Most likely the seat was cancelled this month: AWS then gives a new "
                            + "one when the month turns. The operator asks again, ever less often");
        }
        return Finding.progressing(
                Reason.WAITING_FOR_SEAT,
                plan + " was asked for at " + requested.at() + "; AWS does not show "
                        + (requested.seatShown() ? "the change" : "the seat") + " yet");
    }

    private static Finding foreign(SeatStage.Foreign foreign) {
        return Finding.stalled(
                Reason.CONFLICT,
                "This person has a seat of its own" + onThePlan(foreign.plan())
                        + " that this object did not ask for, so the operator neither changes it nor gives it back. Ask for "
                        + "that plan, or change it to " + foreign.wanted().label()
                        + " in the Kiro console; or have a tenancy rule allow adoption to this namespace");
    }

    private static Finding waitingForGroup(SeatStage.WaitingForGroup waiting) {
        return Finding.progressing(
                Reason.WAITING_FOR_SEAT,
                waiting.assigned() == SeatStage.GroupShown.NO
                        ? "The user is in the team's group, and AWS does not show yet that the group is subscribed; see "
                                + "SubscriptionSynced of the team"
                        : "The user is in a subscribed group; AWS gives its members their seats within 24 hours");
    }

    private static String pending(SeatStage.Pending pending, String signIn) {
        return "The seat waits for the first sign-in and is not paid for until then. " + signIn
                + pending.next()
                        .map(plan -> ". The plan " + plan.label()
                                + " is asked for after the first sign-in, since AWS does not change a pending seat")
                        .orElse("");
    }

    private static Finding byHand(Plan wanted) {
        return Finding.idle(
                Reason.SEATS_NOT_MANAGED,
                "This connection does not write assignments (seat-api: none). Assign the plan " + wanted.label()
                        + " in the Kiro console");
    }

    private static String awaited(Optional<Plan> plan) {
        return plan.map(p -> ". AWS does not show the plan " + p.label()
                        + " yet, which a team's group is to bring; see SubscriptionSynced of the team")
                .orElse("");
    }

    private static String onThePlan(Optional<Plan> plan) {
        return plan.map(p -> " on the plan " + p.label()).orElse("");
    }
}
