package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.DeletionPolicy;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.guard.Consent;
import dev.kirooperator.guard.RemovalWindow;
import dev.kirooperator.status.Conditions;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the deletion of a team back that takes access from too many people, alone or together with other removals. A seat in use that is
 * given back cannot be had again before the month has turned, and is paid for until then; one that is kept for an hour costs nothing more.
 */
final class DeletionBrake {

    private final RemovalWindow window;
    private final Function<Predicate<KiroTeam>, Collection<KiroTeam>> deleted;
    private final Function<KiroTeam, List<KiroMember>> membersOf;

    /**
     * Makes the brake.
     *
     * @param deleted those of the teams marked for deletion that a test lets through: they count before the first of them goes
     * @param membersOf the members that name a team
     */
    DeletionBrake(
            RemovalWindow window,
            Function<Predicate<KiroTeam>, Collection<KiroTeam>> deleted,
            Function<KiroTeam, List<KiroMember>> membersOf) {
        this.window = window;
        this.deleted = deleted;
        this.membersOf = membersOf;
    }

    /** What becomes of the deletion now. */
    enum Verdict {
        GO,
        WAIT,
        LEAVE_BEHIND
    }

    /** Weighs it, and reports {@code GroupSynced} and {@code status.plan} where it is held. */
    Verdict check(TeamRun run, Undoing undoing) {
        if (undoing.isNothing()) {
            window.withdraw(run.connection().name(), name(run.team()));
            return Verdict.GO;
        }
        Instant now = run.progress().now();
        RemovalWindow.Attempt attempt = new RemovalWindow.Attempt(
                run.connection().name(),
                name(run.team()),
                people(undoing),
                run.progress().heldBackSince(ConditionType.GROUP_SYNCED));
        Consent consent = Consent.of(run.team(), undoing.hash(run.team()));
        if (consent.isGiven()) {
            window.approve(attempt);
            report(run, Finding.progressing(Reason.DELETING, "Approved; this team is being undone at AWS"));
            return Verdict.GO;
        }
        expect(run.connection().name(), now);
        return switch (window.ask(attempt, now)) {
            case GO -> Verdict.GO;
            case WAIT -> {
                run.progress().lookAgainWithin(window.gather());
                yield Verdict.WAIT;
            }
            case HOLD -> hold(run, undoing, consent, now);
        };
    }

    private Set<String> people(Undoing undoing) {
        return Stream.concat(
                        undoing.users().stream(),
                        undoing.principal().stream().flatMap(id -> window.unknownNumber(id).stream()))
                .collect(Collectors.toUnmodifiableSet());
    }

    void forget(KiroTeam team) {
        window.settle(name(team));
        window.settle(TeamGoal.of(team).windowName());
        window.settle(ReturnHold.windowName(TeamGoal.of(team)));
    }

    private Verdict hold(TeamRun run, Undoing undoing, Consent consent, Instant now) {
        Instant end = Optional.ofNullable(run.team().getMetadata().getDeletionTimestamp())
                .map(Instant::parse)
                .map(deleted -> window.heldUntil(name(run.team()), deleted))
                .orElse(now);
        if (!end.isAfter(now)) {
            report(
                    run,
                    Finding.stalled(
                            Reason.LEFT_BEHIND,
                            "This team is deleted, and nobody approved in time (kiro.guard.hold) that this takes access from "
                                    + "many people, so nothing was written to AWS. " + TeamCleanup.atAws(run.team())
                                    + ". A team of this name takes it up again; else undo it in the AWS console"));
            return Verdict.LEAVE_BEHIND;
        }
        run.status().openRemovals(consent.hash(), undoing.steps());
        report(
                run,
                Finding.stalled(
                        Reason.REMOVAL_HELD_BACK,
                        "This team is deleted, and that takes access from more people than may lose it within a short time, over all "
                                + "teams and members (kiro.guard.max-removals within kiro.guard.removal-window), so nothing was "
                                + "written to AWS: " + String.join("; ", undoing.steps()) + ". At "
                                + TeamStatusBuilder.time(end)
                                + " this object goes without that, and a team of its name takes the group up again. "
                                + consent.ask()));
        run.progress().lookAgainWithin(Duration.between(now, end));
        return Verdict.WAIT;
    }

    private static void report(TeamRun run, Finding finding) {
        run.progress().report(ConditionType.GROUP_SYNCED, finding);
    }

    /** Nobody is let go by another thread before all of them are counted. Those that are held already count no more. */
    private synchronized void expect(String connection, Instant now) {
        deleted.apply(team -> TeamGoal.of(team).connection().equals(connection) && !window.knows(name(team)))
                .forEach(team -> window.expect(connection, name(team), isHeld(team) ? Set.of() : users(team), now));
    }

    /** Who loses access, as far as the cluster knows. */
    private Set<String> users(KiroTeam team) {
        TeamGoal goal = TeamGoal.of(team);
        if (goal.isHandsOff() || (goal.groupPlan().isEmpty() && goal.deletionPolicy() != DeletionPolicy.DELETE)) {
            return Set.of();
        }
        return membersOf.apply(team).stream()
                .flatMap(member -> Optional.ofNullable(member.getStatus()).map(KiroMemberStatus::user).stream())
                .flatMap(user -> Optional.ofNullable(user).map(UserStatus::id).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isHeld(KiroTeam team) {
        return Optional.ofNullable(team.getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), ConditionType.GROUP_SYNCED))
                .filter(condition -> Reason.REMOVAL_HELD_BACK.label().equals(condition.reason()))
                .isPresent();
    }

    /** An object that is applied again is another one. */
    private static String name(KiroTeam team) {
        return TeamGoal.of(team).windowName() + " " + team.getMetadata().getUid();
    }
}
