package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.GroupStatus;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MemberCounts;
import dev.kirooperator.api.v1alpha1.MonthlyCost;
import dev.kirooperator.api.v1alpha1.OverageState;
import dev.kirooperator.api.v1alpha1.OverageStatus;
import dev.kirooperator.api.v1alpha1.PlanStatus;
import dev.kirooperator.api.v1alpha1.SeatCounts;
import dev.kirooperator.api.v1alpha1.SignInStatus;
import dev.kirooperator.api.v1alpha1.SubscriptionStatus;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.ReconcileRequest;
import dev.kirooperator.converge.StatusPatch;
import dev.kirooperator.seat.Overage;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    private @Nullable OverageStatus overage;
    private @Nullable AssignmentGeneration api;
    private @Nullable String lastApprovedPlan;
    private String planHash = "";
    private int planRemovals;
    private boolean removalsKnown;
    private boolean membersAreAddedByOthers;
    private final List<String> openSteps = new ArrayList<>();
    private List<String> openJoins = List.of();

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
            overage = previous.overage();
            lastApprovedPlan = previous.lastApprovedPlan();
            api = subscription == null ? null : subscription.api();
        }
    }

    void group(GroupStatus value) {
        group = value;
    }

    /** The team has let go of its group, and of all that came with it. */
    void leaveGroup() {
        group = null;
        subscription = null;
        members = null;
        seats = null;
        monthlyCost = null;
        overage = null;
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

    Optional<SeatCounts> seats() {
        return Optional.ofNullable(seats);
    }

    /** Members that are not in the group are no step of this operator's. */
    void addedByOthers() {
        membersAreAddedByOthers = true;
    }

    void seats(SeatCounts counts, MonthlyCost cost) {
        seats = counts;
        monthlyCost = cost;
    }

    /** What use beyond the credits may cost; nothing where it is not known. */
    void overage(Optional<Overage> value) {
        overage = value.map(TeamStatusBuilder::overageStatus).orElse(null);
    }

    /** The generation of the assignment API in use; the one that is known already where no write was answered since the start. */
    void api(Optional<AssignmentGeneration> value) {
        api = value.orElse(api);
    }

    /** The plan that somebody's approval last let through. */
    Optional<String> lastApprovedPlan() {
        return Optional.ofNullable(lastApprovedPlan);
    }

    void approved(String hash) {
        lastApprovedPlan = hash;
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

    /** This look has seen whether anybody is to be removed. */
    void removalsKnown() {
        removalsKnown = true;
    }

    /** The return of the group's assignment is held back; the hash of removals that are held back too comes first. */
    void openReturn(String hash) {
        planHash = planHash.isEmpty() ? hash : planHash;
    }

    /** Joins that are planned and not done; they come last, so that many of them hide no other step. */
    void openJoins(List<String> steps) {
        openJoins = steps;
    }

    /** The new status; equal to the previous one, times included, when nothing changed. */
    KiroTeamStatus build(Progress progress) {
        KiroTeamStatus next = status(progress, previous == null ? null : previous.lastSyncTime());
        return next.equals(previous) ? next : status(progress, time(progress.now()));
    }

    /**
     * What is known so far, in a reconcile that goes on: the previous status with what was set since. It always has conditions: the API
     * server takes no empty status.
     *
     * @param first the aspect that the reconcile has begun with
     */
    KiroTeam interim(Progress progress, ConditionType first) {
        return patch(
                team,
                new KiroTeamStatus(
                        previous == null ? null : previous.observedGeneration(),
                        group,
                        subscription,
                        signIn,
                        members,
                        seats,
                        monthlyCost,
                        overage,
                        previous == null ? null : previous.plan(),
                        lastApprovedPlan,
                        previous == null ? null : previous.lastSyncTime(),
                        previous == null ? null : previous.lastHandledReconcileAt(),
                        progress.interim(first),
                        previous == null ? null : previous.seal()));
    }

    /** The object that server-side apply needs to write the status. */
    static KiroTeam patch(KiroTeam team, KiroTeamStatus status) {
        KiroTeam patch = new KiroTeam();
        patch.setMetadata(StatusPatch.metadata(team));
        patch.setStatus(status);
        return patch;
    }

    private KiroTeamStatus status(Progress progress, @Nullable String lastSyncTime) {
        return new KiroTeamStatus(
                team.getMetadata().getGeneration(),
                group,
                subscription == null ? null : subscription.answeredBy(api),
                signIn,
                members,
                seats,
                monthlyCost,
                overage,
                plan(progress),
                lastApprovedPlan,
                lastSyncTime,
                ReconcileRequest.handled(
                                team,
                                Optional.ofNullable(previous).map(KiroTeamStatus::lastHandledReconcileAt),
                                progress)
                        .orElse(null),
                progress.conditions(),
                previous == null ? null : previous.seal());
    }

    private static OverageStatus overageStatus(Overage overage) {
        return new OverageStatus(
                overage.enabled() ? OverageState.ENABLED : OverageState.DISABLED,
                overage.capPerSeat()
                        .map(cap -> cap.setScale(2, RoundingMode.HALF_UP).toPlainString())
                        .orElse(null),
                overage.capPerSeat().map(cap -> "USD").orElse(null));
    }

    /** A look that failed before it knew what has become of a plan takes nothing away that somebody may be approving. */
    private boolean isDecidedAnew(PlanStatus before, Progress progress) {
        boolean isAboutRemovals = before.remove() != null && before.remove() > 0;
        return !planHash.isEmpty() || !progress.hasFailed() || (isAboutRemovals && removalsKnown);
    }

    private @Nullable PlanStatus plan(Progress progress) {
        Optional<PlanStatus> shown = Optional.ofNullable(previous)
                .map(KiroTeamStatus::plan)
                .filter(before -> before.hash() != null && !isDecidedAnew(before, progress));
        if (shown.isPresent()) {
            return shown.get();
        }
        int add = members == null || members.waiting() == null || membersAreAddedByOthers ? 0 : members.waiting();
        if (openSteps.isEmpty() && add == 0) {
            return null;
        }
        return new PlanStatus(
                planHash.isEmpty() ? null : planHash,
                add,
                planRemovals,
                Stream.concat(openSteps.stream(), openJoins.stream())
                        .limit(MAX_SUMMARY)
                        .toList());
    }

    /** Seconds are as exact as Kubernetes' times are. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
