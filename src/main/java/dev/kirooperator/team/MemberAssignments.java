package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.api.v1alpha1.SubscriptionStatus;
import dev.kirooperator.status.Finding;
import java.util.Optional;
import java.util.Set;

/** Tells how far a team with {@code assignTo: Members} is; the assignments are the members' own work. */
final class MemberAssignments {

    private MemberAssignments() {}

    /**
     * Reports {@code SubscriptionSynced}, and records the plan in the status unless an assignment of the group is still recorded there.
     *
     * @param joined ids of the members' users in the group; empty when that could not be read
     * @param withoutOwn how many of them have no seat of their own
     * @param before what the status recorded before this reconcile
     */
    static void report(
            TeamRun run, Optional<Set<String>> joined, long withoutOwn, Optional<SubscriptionStatus> before) {
        joined.ifPresentOrElse(
                users -> report(run, users.size(), withoutOwn),
                () -> waitForSeats(run, "Who has a seat is not known while the group's memberships cannot be read"));
        if (run.status().subscription().isEmpty()) {
            run.goal()
                    .memberPlan()
                    .ifPresent(plan -> run.status()
                            .subscription(Optional.of(record(run, plan, state(run, joined, withoutOwn), before))));
        }
    }

    private static void report(TeamRun run, int members, long withoutOwn) {
        if (withoutOwn > 0) {
            waitForSeats(run, withoutOwn + " of " + members + " members have no seat of their own yet");
            run.progress().watch(ConditionType.SUBSCRIPTION_SYNCED);
            return;
        }
        run.progress()
                .report(
                        ConditionType.SUBSCRIPTION_SYNCED,
                        Finding.done(Reason.SYNCED, "All " + members + " members have a seat of their own"));
    }

    private static void waitForSeats(TeamRun run, String message) {
        run.progress().report(ConditionType.SUBSCRIPTION_SYNCED, Finding.progressing(Reason.WAITING_FOR_SEAT, message));
    }

    private static SubscriptionState state(TeamRun run, Optional<Set<String>> joined, long withoutOwn) {
        if (joined.isPresent() && withoutOwn == 0) {
            return joined.get().isEmpty() ? SubscriptionState.NONE : SubscriptionState.SUBSCRIBED;
        }
        boolean asked = run.connection().seats().writable() && !run.goal().observe();
        return asked ? SubscriptionState.PENDING : SubscriptionState.NONE;
    }

    private static SubscriptionStatus record(
            TeamRun run, Plan plan, SubscriptionState state, Optional<SubscriptionStatus> before) {
        String since = before.filter(s -> s.assignedTo() == AssignTo.MEMBERS && s.plan() == plan && s.state() == state)
                .flatMap(s -> Optional.ofNullable(s.since()))
                .orElseGet(() -> TeamStatusBuilder.time(run.progress().now()));
        return new SubscriptionStatus(plan, state, since, AssignTo.MEMBERS, null, null, null, null, null);
    }
}
