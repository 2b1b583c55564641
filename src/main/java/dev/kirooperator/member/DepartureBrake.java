package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.guard.RemovalWindow;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Holds a person's departure back that is one of too many within a short time. One who leaves alone is never held. */
final class DepartureBrake {

    private final RemovalWindow window;
    private final Supplier<Collection<KiroMember>> deleted;
    private final Set<String> seeded = new HashSet<>();

    /**
     * Makes the brake.
     *
     * @param deleted the members that are marked for deletion: those that were so before the start count, since the window is new then
     */
    DepartureBrake(RemovalWindow window, Supplier<Collection<KiroMember>> deleted) {
        this.window = window;
        this.deleted = deleted;
    }

    /** Why the departure waits; empty when it may go. One because of {@code expiresAt} was planned by the manifest. */
    Optional<Finding> check(MemberRun run, Outgoing outgoing) {
        if (outgoing.isNothing()) {
            forget(run);
            return Optional.empty();
        }
        if (run.isExpired()) {
            return Optional.empty();
        }
        String connection = run.connection().name();
        RemovalWindow.Attempt attempt = new RemovalWindow.Attempt(
                connection,
                name(run),
                Set.of(outgoing.user().id()),
                run.progress().had(ConditionType.TEAMS_SYNCED, Reason.REMOVAL_HELD_BACK));
        String hash = outgoing.hash(run.member());
        if (hash.equals(run.annotation(Annotations.APPROVE_PLAN).orElse(""))) {
            window.approve(attempt);
            return Optional.empty();
        }
        seed(connection, run.progress().now());
        return window.admits(attempt, run.progress().now())
                ? Optional.empty()
                : Optional.of(Finding.stalled(
                        Reason.REMOVAL_HELD_BACK,
                        "This departure is one of too many within a short time (kiro.guard.max-removals within "
                                + "kiro.guard.removal-window), so nothing was written to AWS. Held is, of "
                                + outgoing.words()
                                + ". If it is meant, annotate this object with kiro-operator.dev/approve-plan: "
                                + hash));
    }

    /** How long the object that is deleted may be kept for this; zero when that is over. */
    Duration left(MemberRun run) {
        Instant now = run.progress().now();
        Instant end = Optional.ofNullable(run.member().getMetadata().getDeletionTimestamp())
                .map(Instant::parse)
                .map(window::heldUntil)
                .orElse(now);
        return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
    }

    /** Makes a team hold what it removes, since it takes over from a member that was held. */
    void handOver(TeamGoal team) {
        window.hold(team.windowName());
    }

    void forget(MemberRun run) {
        window.settle(name(run));
    }

    /** Nobody is let go by another thread before all of them are counted. */
    private synchronized void seed(String connection, Instant now) {
        if (seeded.add(connection)) {
            window.expect(
                    connection,
                    deleted.get().stream()
                            .flatMap(member -> MemberRun.userOf(member).stream())
                            .filter(user -> connection.equals(
                                    Optional.ofNullable(user.connection()).orElse(connection)))
                            .flatMap(user -> Optional.ofNullable(user.id()).stream())
                            .collect(Collectors.toUnmodifiableSet()),
                    now);
        }
    }

    private static String name(MemberRun run) {
        return "KiroMember " + run.goal().key();
    }
}
