package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.MemberCounts;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.converge.Candidates;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Roster;
import dev.kirooperator.converge.Roster.Standing;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.directory.DirectorySnapshot;
import dev.kirooperator.directory.Group;
import dev.kirooperator.directory.GroupMemberships;
import dev.kirooperator.directory.Membership;
import dev.kirooperator.directory.User;
import dev.kirooperator.guard.RemovalWindow;
import dev.kirooperator.guard.RemovalWindow.Answer;
import dev.kirooperator.guard.Verdict;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Ends the memberships that no manifest asks for, and counts those that some do; joining is the members' own work. */
final class MembershipPhase {

    private static final String HELD_BACK =
            "Memberships are not ended before somebody approves status.plan; the condition MembersSynced says why and how";

    private final MembershipPlanner planner;
    private final RemovalWindow window;
    private final SyncSettings settings;
    private final Consumer<KiroTeam> statusWriter;

    /**
     * Makes the phase.
     *
     * @param window counts removals over all teams and members
     * @param statusWriter writes a team's status to the cluster now
     */
    MembershipPhase(
            MembershipPlanner planner, RemovalWindow window, SyncSettings settings, Consumer<KiroTeam> statusWriter) {
        this.window = window;
        this.planner = planner;
        this.settings = settings;
        this.statusWriter = statusWriter;
    }

    /** Who is in the group; empty when that could not be read. Reports {@code MembersSynced}. */
    Optional<TeamMembers> run(TeamRun run, Group group) {
        try {
            return Optional.of(converge(run, group));
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.MEMBERS_SYNCED, e);
            return Optional.empty();
        }
    }

    private TeamMembers converge(TeamRun run, Group group) {
        DirectorySnapshot snapshot = run.connection().directory().snapshot(run.maxAge());
        GroupMemberships memberships = group.isPlanned()
                ? GroupMemberships.none(run.progress().now())
                : run.connection().directory().memberships(group.id(), run.maxAge());
        Roster roster = roster(run, snapshot, memberships);
        if (roster.count(Standing.ADMITTED) == 0 && !memberships.unconfirmed().isEmpty()) {
            if (memberships.quiet(run.progress().now()).compareTo(SyncSettings.QUIET) < 0) {
                run.progress().lookAgainWithin(SyncSettings.QUIET);
            } else {
                memberships = run.connection().directory().confirmedMemberships(group.id());
                roster = roster(run, snapshot, memberships);
            }
        }
        boolean settled = isSettled(run);
        MembershipPlan planned = planner.plan(
                memberships,
                roster,
                run.goal().policy(),
                settled && group.issuer().isEmpty(),
                Approval.of(run, window.underWay(run.goal().windowName())),
                users -> run.goal().observe()
                        ? Answer.GO
                        : window.ask(attempt(run, users), run.progress().now()));
        MembershipPlan plan = run.goal().observe() ? planned : carriedOut(run, planned);
        List<Membership> open = run.goal().observe() ? plan.removals() : plan.open();
        run.status().removalsKnown();
        int joined = roster.count(Standing.JOINED);
        run.status()
                .members(new MemberCounts(
                        roster.desired(),
                        joined,
                        roster.desired() - joined,
                        plan.unmanaged().size() - (plan.removals().size() - open.size())));
        if (!open.isEmpty()) {
            run.status()
                    .openRemovals(
                            plan.hash(),
                            open.stream()
                                    .map(m -> "remove " + nameOf(snapshot, m))
                                    .toList());
        }
        if (group.issuer().isPresent()) {
            run.status().addedByOthers();
            run.progress()
                    .report(
                            ConditionType.MEMBERS_SYNCED,
                            ProviderWait.inFedGroup(
                                    run.members(),
                                    group,
                                    group.issuer().get(),
                                    roster,
                                    plan.unmanaged().size()));
        } else {
            if (run.goal().observe()) {
                run.status().openJoins(joins(run, roster));
            }
            report(run, snapshot, group, plan, roster, memberships, settled);
        }
        return TeamMembers.of(run.goal(), group, memberships, roster, plan);
    }

    private static RemovalWindow.Attempt attempt(TeamRun run, Set<String> users) {
        return new RemovalWindow.Attempt(
                run.connection().name(),
                run.goal().windowName(),
                users,
                run.progress().heldBackSince(ConditionType.MEMBERS_SYNCED));
    }

    /** While a member is going, a hold may just have been handed over that this look does not know of. */
    private void settle(TeamRun run, MembershipPlan plan) {
        if (plan.approved()) {
            window.approve(attempt(
                    run, plan.removals().stream().map(Membership::userId).collect(Collectors.toUnmodifiableSet())));
        } else if (plan.removals().isEmpty() && run.members().stream().noneMatch(KiroMember::isMarkedForDeletion)) {
            window.settle(run.goal().windowName());
        }
    }

    /**
     * Removes whom the plan releases. An approval counts once, so it is used up in the cluster before anything is removed for it. One
     * membership that AWS refuses to end keeps nobody else; where AWS is not to be asked just now, all wait.
     */
    private MembershipPlan carriedOut(TeamRun run, MembershipPlan plan) {
        if (plan.approved()) {
            run.status().approved(plan.hash());
            statusWriter.accept(run.status().interim(run.progress(), ConditionType.MEMBERS_SYNCED));
        }
        settle(run, plan);
        Set<Membership> refused = new HashSet<>();
        Set<String> removed = new HashSet<>();
        try {
            for (Membership membership : plan.released()) {
                if (leave(run, membership)) {
                    removed.add(membership.userId());
                } else {
                    refused.add(membership);
                }
            }
        } finally {
            window.removed(run.goal().windowName(), removed);
        }
        if (!removed.isEmpty() && refused.isEmpty()) {
            window.settle(run.goal().windowName());
        }
        return plan.refusing(refused);
    }

    private static boolean leave(TeamRun run, Membership membership) {
        try {
            run.connection().directory().leave(membership);
            return true;
        } catch (AwsException e) {
            if (!isAboutOne(e)) {
                throw e;
            }
            run.progress().reportFailure(ConditionType.MEMBERS_SYNCED, e);
            return false;
        }
    }

    private static boolean isAboutOne(AwsException e) {
        return e.failure() instanceof AwsFailure.Conflict
                || e.failure() instanceof AwsFailure.Invalid
                || e.failure() instanceof AwsFailure.NotFound;
    }

    private static Roster roster(TeamRun run, DirectorySnapshot snapshot, GroupMemberships memberships) {
        return Roster.of(
                Candidates.of(
                        run.goal(),
                        run.members(),
                        run.access(),
                        snapshot,
                        run.progress().now()),
                memberships.byUserId().keySet(),
                run.goal().maxMembers());
    }

    private void report(
            TeamRun run,
            DirectorySnapshot snapshot,
            Group group,
            MembershipPlan plan,
            Roster roster,
            GroupMemberships memberships,
            boolean settled) {
        run.progress().report(ConditionType.MEMBERS_SYNCED, finding(run, snapshot, group, plan, roster, memberships));
        if (!settled && !plan.unmanaged().isEmpty()) {
            run.progress().lookAgainWithin(settings.settle());
        }
        if (plan.isGathering()) {
            run.progress().lookAgainWithin(window.gather());
        }
        if (!run.progress().isDone(ConditionType.MEMBERS_SYNCED)) {
            run.progress().watch(ConditionType.MEMBERS_SYNCED);
        }
    }

    private static Finding finding(
            TeamRun run,
            DirectorySnapshot snapshot,
            Group group,
            MembershipPlan plan,
            Roster roster,
            GroupMemberships memberships) {
        int joined = roster.count(Standing.JOINED);
        int admitted = roster.count(Standing.ADMITTED);
        int beyond = roster.count(Standing.BEYOND_LIMIT);
        boolean isObserved =
                run.goal().observe() && (group.isPlanned() || !plan.removals().isEmpty() || admitted > 0);
        if (isObserved) {
            return Finding.idle(
                    Reason.OBSERVE_ONLY,
                    "Members to join: " + admitted + ", memberships to remove: "
                            + plan.removals().size() + "; mode: Observe writes nothing"
                            + plan.heldBack()
                                    .map(verdict ->
                                            ". In mode: Manage the removals would be held back: " + verdict.message())
                                    .orElse(""));
        }
        if (plan.heldBack().isPresent()) {
            Verdict verdict = plan.heldBack().get();
            return plan.isGathering()
                    ? Finding.progressing(verdict.reason(), verdict.message())
                    : Finding.stalled(verdict.reason(), verdict.message(), HELD_BACK);
        }
        Optional<Finding> provider =
                memberships.unconfirmed().isEmpty() ? ProviderWait.inOwnGroup(run, snapshot, roster) : Optional.empty();
        if (provider.isPresent()) {
            return provider.get();
        }
        if (admitted > 0 || !memberships.unconfirmed().isEmpty()) {
            return Finding.progressing(
                    Reason.PROGRESSING,
                    joined + " of " + roster.desired() + " members have joined; waiting for " + waiting(run, roster));
        }
        if (beyond > 0) {
            return Finding.stalled(
                    Reason.LIMIT_REACHED,
                    beyond + (beyond == 1 ? " member waits" : " members wait")
                            + " because spec.membership.maxMembers is "
                            + run.goal().maxMembers().orElse(0) + ": " + waiting(run, roster)
                            + ". Raise the limit, or remove members");
        }
        int leaving = roster.count(Standing.LEAVING);
        return Finding.done(
                Reason.SYNCED,
                "All " + joined + " members have joined" + (leaving == 0 ? "" : "; on the way out: " + leaving));
    }

    private static List<String> joins(TeamRun run, Roster roster) {
        return run.members().stream()
                .map(ObjectKey::of)
                .filter(key -> roster.standing(key) == Standing.ADMITTED)
                .sorted()
                .map(key -> "join member " + key)
                .toList();
    }

    private static String waiting(TeamRun run, Roster roster) {
        List<ObjectKey> waiting = run.members().stream()
                .map(ObjectKey::of)
                .filter(key ->
                        roster.standing(key) == Standing.ADMITTED || roster.standing(key) == Standing.BEYOND_LIMIT)
                .toList();
        return waiting.isEmpty() ? "AWS to show them" : FirstFew.of(waiting);
    }

    private boolean isSettled(TeamRun run) {
        Instant created = Instant.parse(run.team().getMetadata().getCreationTimestamp());
        Duration age = Duration.between(created, run.progress().now());
        return age.compareTo(settings.settle()) >= 0;
    }

    private static String nameOf(DirectorySnapshot snapshot, Membership membership) {
        return snapshot.user(membership.userId()).map(User::userName).orElse("user " + membership.userId());
    }
}
