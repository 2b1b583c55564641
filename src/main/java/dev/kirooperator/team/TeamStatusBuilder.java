package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.GroupStatus;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MemberCounts;
import dev.kirooperator.api.v1alpha1.MonthlyCost;
import dev.kirooperator.api.v1alpha1.PlanStatus;
import dev.kirooperator.api.v1alpha1.SeatCounts;
import dev.kirooperator.api.v1alpha1.SignInStatus;
import dev.kirooperator.api.v1alpha1.SubscriptionStatus;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.ReconcileRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a team's status; what a reconcile could not look at stays as it was. Confined to one thread. */
final class TeamStatusBuilder {

    private static final int MAX_SUMMARY = 20;

    private final KiroTeam team;
    private final @Nullable KiroTeamStatus previous;
    private @Nullable GroupStatus group;
    private @Nullable SubscriptionStatus subscription;
    private @Nullable SignInStatus signIn;
    private @Nullable MemberCounts members;
    private @Nullable SeatCounts seats;
    private @Nullable MonthlyCost monthlyCost;
    private String planHash = "";
    private int planRemovals;
    private final List<String> openSteps = new ArrayList<>();

    TeamStatusBuilder(KiroTeam team) {
        this.team = team;
        this.previous = team.getStatus();
        if (previous != null) {
            group = previous.group();
            subscription = previous.subscription();
            signIn = previous.signIn();
            members = previous.members();
            seats = previous.seats();
            monthlyCost = previous.monthlyCost();
        }
    }

    void group(GroupStatus value) {
        group = value;
    }

    void subscription(Optional<SubscriptionStatus> value) {
        subscription = value.orElse(null);
    }

    Optional<SubscriptionStatus> subscription() {
        return Optional.ofNullable(subscription);
    }

    void signIn(SignInStatus value) {
        signIn = value;
    }

    void members(MemberCounts value) {
        members = value;
    }

    void seats(SeatCounts counts, MonthlyCost cost) {
        seats = counts;
        monthlyCost = cost;
    }

    /** A step that is planned and not taken. */
    void open(String step) {
        openSteps.add(step);
    }

    /** Removals that are planned and not done. */
    void openRemovals(String hash, List<String> steps) {
        planHash = hash;
        planRemovals = steps.size();
        openSteps.addAll(steps);
    }

    /** The new status; equal to the previous one, times included, when nothing changed. */
    KiroTeamStatus build(Progress progress) {
        KiroTeamStatus next = status(progress, previous == null ? null : previous.lastSyncTime());
        return next.equals(previous) ? next : status(progress, time(progress.now()));
    }

    private KiroTeamStatus status(Progress progress, @Nullable String lastSyncTime) {
        return new KiroTeamStatus(
                team.getMetadata().getGeneration(),
                group,
                subscription,
                signIn,
                members,
                seats,
                monthlyCost,
                plan(),
                lastSyncTime,
                ReconcileRequest.handled(
                                team,
                                Optional.ofNullable(previous).map(KiroTeamStatus::lastHandledReconcileAt),
                                progress)
                        .orElse(null),
                progress.conditions());
    }

    private @Nullable PlanStatus plan() {
        int add = members == null || members.waiting() == null ? 0 : members.waiting();
        if (openSteps.isEmpty() && add == 0) {
            return null;
        }
        return new PlanStatus(
                planHash.isEmpty() ? null : planHash,
                add,
                planRemovals,
                openSteps.stream().limit(MAX_SUMMARY).toList());
    }

    /** Seconds are as exact as Kubernetes' times are. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
