package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.DeletionPolicy;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.guard.Consent;
import dev.kirooperator.guard.RemovalWindow;
import dev.kirooperator.status.Conditions;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Holds a person's departure back that is one of too many within a short time. One who leaves alone is never held. */
final class DepartureBrake {

    private final RemovalWindow window;
    private final Function<Predicate<KiroMember>, Collection<KiroMember>> deleted;

    /**
     * Makes the brake.
     *
     * @param deleted those of the members marked for deletion that a test lets through: they count before the first of them goes, also
     *     after a start, when the window is new
     */
    DepartureBrake(RemovalWindow window, Function<Predicate<KiroMember>, Collection<KiroMember>> deleted) {
        this.window = window;
        this.deleted = deleted;
    }

    /**
     * Why the departure waits: for somebody, or ({@link Finding.Kind#PROGRESSING}) for a moment. Empty when it may go. One because of
     * {@code expiresAt} was planned by the manifest, except that a user is deleted.
     */
    Optional<Finding> check(MemberRun run, Outgoing outgoing) {
        String name = name(run.member());
        if (outgoing.isNothing() || (run.isExpired() && !outgoing.deletesUser())) {
            window.withdraw(run.connection().name(), name);
            return Optional.empty();
        }
        return check(run, outgoing, name, ConditionType.TEAMS_SYNCED);
    }

    /** The same for an individual seat alone, which a team brought that is not there any more. */
    Optional<Finding> checkSeat(MemberRun run, String userId) {
        return check(run, Outgoing.seat(userId), seatName(run.member()), ConditionType.SEAT_ASSIGNED);
    }

    private Optional<Finding> check(MemberRun run, Outgoing outgoing, String name, ConditionType type) {
        Instant now = run.progress().now();
        String connection = run.connection().name();
        RemovalWindow.Attempt attempt = new RemovalWindow.Attempt(
                connection, name, Set.of(outgoing.userId()), run.progress().heldBackSince(type));
        Consent consent = Consent.of(
                run.member(),
                outgoing.hash(run.member(), run.progress().notDoneSince(type).orElse(now)));
        if (consent.isGiven()) {
            window.approve(attempt);
            if (run.member().isMarkedForDeletion()) {
                run.progress()
                        .report(type, Finding.progressing(Reason.DELETING, "Approved; this departure goes to its end"));
            }
            return Optional.empty();
        }
        expect(connection, now);
        return switch (window.ask(attempt, now)) {
            case GO -> Optional.empty();
            case WAIT -> {
                run.progress().lookAgainWithin(window.gather());
                yield Optional.of(Finding.progressing(
                        Reason.PROGRESSING,
                        "Waits a moment for other departures that may come with this one (kiro.guard.gather)"));
            }
            case HOLD ->
                Optional.of(Finding.stalled(
                        Reason.REMOVAL_HELD_BACK,
                        "This departure is one of too many within a short time (kiro.guard.max-removals within "
                                + "kiro.guard.removal-window), so nothing more is written to AWS. Held is, of "
                                + outgoing.words()
                                + ". "
                                + wayBack(run)
                                + consent.ask()));
        };
    }

    /** How long the object that is deleted may be kept for this; zero when that is over. */
    Duration left(MemberRun run) {
        Instant now = run.progress().now();
        Instant end = end(run.member()).orElse(now);
        return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
    }

    private Optional<Instant> end(KiroMember member) {
        return Optional.ofNullable(member.getMetadata().getDeletionTimestamp())
                .map(Instant::parse)
                .map(deleted -> window.heldUntil(name(member), deleted));
    }

    private String wayBack(MemberRun run) {
        return end(run.member())
                .map(
                        end -> "At " + end.truncatedTo(ChronoUnit.SECONDS)
                                + " (kiro.guard.hold) this object goes without that. If it is not meant, apply the object again once it has gone "
                                + "(the annotation " + Annotations.ABANDON
                                + ": \"true\" lets it go at once), with spec.adopt: true if the operator is to go on writing the user. ")
                .orElse("If it is not meant, undo the change. ");
    }

    /** Makes a team hold what it removes, since it takes over from a member that was held. */
    void handOver(TeamGoal team, Instant now) {
        window.hold(team.windowName(), now);
    }

    /** What the departure was about is done. */
    void settle(MemberRun run) {
        window.settle(name(run.member()));
    }

    /** The seat is not to be given back, or is already. */
    void withdrawSeat(MemberRun run) {
        window.withdraw(run.connection().name(), seatName(run.member()));
    }

    void forget(KiroMember member) {
        window.settle(name(member));
        window.settle(seatName(member));
    }

    /** Nobody is let go by another thread before all of them are counted. Those that are held already count no more. */
    private synchronized void expect(String connection, Instant now) {
        deleted.apply(member -> !window.knows(name(member)) && mayLose(member, now))
                .forEach(member -> userId(member, connection)
                        .ifPresent(user -> window.expect(
                                connection, name(member), isHeld(member) ? Set.of() : Set.of(user), now)));
    }

    /** Whether the record names something that the end of this object, unless it was planned, takes away. */
    private static boolean mayLose(KiroMember member, Instant now) {
        MemberGoal goal = MemberGoal.of(member);
        Optional<KiroMemberStatus> status = Optional.ofNullable(member.getStatus());
        boolean isInKiro = status.map(KiroMemberStatus::teams)
                        .filter(teams -> !teams.isEmpty())
                        .isPresent()
                || status.map(KiroMemberStatus::seat)
                        .map(MemberSeatStatus::individualPlan)
                        .isPresent();
        return goal.deletionPolicy() == DeletionPolicy.DELETE || (isInKiro && !goal.isExpired(now));
    }

    private static Optional<String> userId(KiroMember member, String connection) {
        return MemberRun.userOf(member)
                .filter(user ->
                        connection.equals(Optional.ofNullable(user.connection()).orElse(connection)))
                .flatMap(user -> Optional.ofNullable(user.id()));
    }

    private static boolean isHeld(KiroMember member) {
        return Conditions.find(member.getStatus().conditions(), ConditionType.TEAMS_SYNCED)
                .filter(condition -> Reason.REMOVAL_HELD_BACK.label().equals(condition.reason()))
                .isPresent();
    }

    /** An object that is applied again is another one. */
    private static String name(KiroMember member) {
        return "KiroMember " + ObjectKey.of(member) + " " + member.getMetadata().getUid();
    }

    private static String seatName(KiroMember member) {
        return name(member) + " seat";
    }
}
