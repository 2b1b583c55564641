package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.api.v1alpha1.TeamState;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.converge.Candidates;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Roster;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.directory.Group;
import dev.kirooperator.directory.GroupMemberships;
import dev.kirooperator.directory.Membership;
import dev.kirooperator.directory.User;
import dev.kirooperator.guard.AccountGuard;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.guard.Verdict;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Joins a member's user to the groups of its teams. */
final class TeamsPhase {

    /** The copy that was read a moment ago, with what others have written since. */
    private static final Duration ANY_AGE = Duration.ofDays(1);

    private final GroupOwnership ownership;
    private final TeamAccess access;
    private final Function<ObjectKey, List<KiroMember>> membersOfTeam;
    private final Queues queues = new Queues(Duration.ofSeconds(5));

    /**
     * Makes the phase.
     *
     * @param membersOfTeam every member that names a team
     */
    TeamsPhase(GroupOwnership ownership, TeamAccess access, Function<ObjectKey, List<KiroMember>> membersOfTeam) {
        this.ownership = ownership;
        this.access = access;
        this.membersOfTeam = membersOfTeam;
    }

    /**
     * The teams that the user is in; reports {@code TeamsSynced} where the manifest names teams.
     *
     * @param former memberships on record that are to end, and have not yet
     */
    List<NamedTeam> run(MemberRun run, User user, List<TeamMembershipStatus> former) {
        List<TeamMembershipStatus> standings = new ArrayList<>(former);
        List<NamedTeam> joined = new ArrayList<>();
        for (NamedTeam team : run.teams()) {
            TeamMembershipStatus standing = join(run, user, team);
            if (standings.removeIf(recorded -> key(recorded).equals(team.key()))) {
                standing = former.stream()
                        .filter(recorded -> key(recorded).equals(team.key()))
                        .map(recorded -> new TeamMembershipStatus(
                                recorded.name(),
                                recorded.namespace(),
                                recorded.groupId(),
                                recorded.membershipId(),
                                TeamState.NOT_ALLOWED))
                        .findFirst()
                        .orElseThrow();
            }
            standings.add(standing);
            if (standing.state() == TeamState.JOINED) {
                joined.add(team);
            }
        }
        run.status().teams(standings);
        if (!joined.isEmpty() && joined.size() == run.teams().size()) {
            run.progress()
                    .report(
                            ConditionType.TEAMS_SYNCED,
                            Finding.done(
                                    Reason.SYNCED,
                                    joined.size() == 1
                                            ? "Member of team " + joined.get(0).key()
                                            : "Member of all " + joined.size() + " teams"));
        }
        if (!run.teams().isEmpty() && !run.progress().isDone(ConditionType.TEAMS_SYNCED)) {
            run.progress().watch(ConditionType.TEAMS_SYNCED);
        }
        return joined;
    }

    /**
     * Says why the member is in none of its teams yet, without looking at AWS. Memberships on record stay there: nobody would ever end
     * those that are forgotten.
     */
    void reportWithoutUser(MemberRun run) {
        List<TeamMembershipStatus> standings = new ArrayList<>(
                run.status().teams().stream().filter(TeamsPhase::isJoined).toList());
        for (NamedTeam team : run.teams()) {
            Optional<TeamState> obstacle = reportObstacle(run, team, false);
            if (obstacle.isEmpty()) {
                report(run, Finding.progressing(Reason.PROGRESSING, "Waits for the user"));
            }
            if (standings.stream().noneMatch(recorded -> key(recorded).equals(team.key()))) {
                standings.add(standing(team, Optional.empty(), Optional.empty(), obstacle.orElse(TeamState.WAITING)));
            }
        }
        run.status().teams(standings);
    }

    /** Groups of the member's teams that the user stays in, since only their identity provider takes anybody out of them. */
    List<Group> keptByProvider(MemberRun run, User user) {
        return run.teams().stream()
                .filter(team -> team.allowed() && !run.isKeptIn(team.key(), user))
                .flatMap(team -> verifiedGroup(run, team).stream())
                .filter(group -> ProvidersWord.keeps(run, user, group))
                .toList();
    }

    private TeamMembershipStatus join(MemberRun run, User user, NamedTeam team) {
        Optional<TeamState> obstacle = reportObstacle(run, team, isIn(run, user, team));
        if (obstacle.isPresent()) {
            return obstacle.get() == TeamState.WAITING
                    ? unseen(run, user, team, Optional.empty())
                    : standing(team, Optional.empty(), Optional.empty(), obstacle.get());
        }
        Optional<Group> group = Optional.empty();
        try {
            group = verifiedGroup(run, team);
            if (group.isPresent()) {
                return join(run, user, team, group.get());
            }
            report(run, waiting("Team " + team.key() + " has no group yet"));
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.TEAMS_SYNCED, e);
        }
        return unseen(run, user, team, group);
    }

    /**
     * A team that is not converged now: whether the user is still in the recorded group is looked at all the same. What cannot be read
     * stays as it was: who loses sight of a membership must not take the seat that comes with it.
     */
    private static TeamMembershipStatus unseen(MemberRun run, User user, NamedTeam team, Optional<Group> group) {
        return run.recordedTeams().stream()
                .filter(recorded -> key(recorded).equals(team.key()) && isJoined(recorded))
                .filter(recorded -> isStillIn(run, user, recorded))
                .findFirst()
                .orElseGet(() -> standing(team, group, Optional.empty(), TeamState.WAITING));
    }

    private static boolean isStillIn(MemberRun run, User user, TeamMembershipStatus recorded) {
        String groupId = recorded.groupId();
        try {
            return groupId != null
                    && run.snapshot().group(groupId).isPresent()
                    && run.connection()
                            .directory()
                            .memberships(groupId, run.maxAge())
                            .byUserId()
                            .containsKey(user.id());
        } catch (AwsException e) {
            return true;
        }
    }

    private TeamMembershipStatus join(MemberRun run, User user, NamedTeam team, Group group) {
        GroupMemberships memberships = ProvidersWord.memberships(run, group);
        Optional<Membership> present =
                Optional.ofNullable(memberships.byUserId().get(user.id()));
        if (present.isPresent()) {
            return standing(team, Optional.of(group), present, TeamState.JOINED);
        }
        Optional<Finding> word = ProvidersWord.against(run, user, team, group);
        if (word.isPresent()) {
            report(run, word.get());
            return standing(team, Optional.of(group), Optional.empty(), TeamState.WAITING);
        }
        if (team.goal().orElseThrow().maxMembers().isEmpty()) {
            return admit(run, user, team, group, memberships);
        }
        return queues.inTurn(group.id(), () -> admitInTurn(run, user, team, group))
                .orElseGet(() -> {
                    report(run, Finding.progressing(Reason.PROGRESSING, "Others are joining team " + team.key()));
                    return unseen(run, user, team, Optional.of(group));
                });
    }

    /** Looks again and joins in one go: two members that looked at the same moment would both find the last place free. */
    private TeamMembershipStatus admitInTurn(MemberRun run, User user, NamedTeam team, Group group) {
        GroupMemberships memberships = run.connection().directory().memberships(group.id(), ANY_AGE);
        Optional<Membership> byAnother =
                Optional.ofNullable(memberships.byUserId().get(user.id()));
        return byAnother.isPresent()
                ? standing(team, Optional.of(group), byAnother, TeamState.JOINED)
                : admit(run, user, team, group, memberships);
    }

    private TeamMembershipStatus admit(
            MemberRun run, User user, NamedTeam team, Group group, GroupMemberships memberships) {
        Optional<Finding> refusal = refusal(run, team, group, memberships);
        if (refusal.isPresent()) {
            report(run, refusal.get());
            return standing(team, Optional.of(group), Optional.empty(), TeamState.WAITING);
        }
        Membership joined = run.connection().directory().join(group.id(), user.id());
        return standing(team, Optional.of(group), Optional.of(joined), TeamState.JOINED);
    }

    private Optional<Finding> refusal(MemberRun run, NamedTeam team, Group group, GroupMemberships memberships) {
        TeamGoal goal = team.goal().orElseThrow();
        Optional<Verdict> accounts =
                AccountGuard.check(group, run.connection().accountAssignments().of(group.id()), true);
        if (accounts.isPresent() || goal.maxMembers().isEmpty()) {
            return accounts.map(verdict -> Finding.stalled(verdict.reason(), verdict.message()));
        }
        Roster roster = Roster.of(
                Candidates.of(
                        goal,
                        membersOfTeam.apply(team.key()),
                        access,
                        run.snapshot(),
                        run.progress().now()),
                memberships.byUserId().keySet(),
                goal.maxMembers());
        if (roster.standing(run.goal().key()) == Roster.Standing.BEYOND_LIMIT) {
            return Optional.of(Finding.stalled(
                    Reason.LIMIT_REACHED,
                    "Team " + team.key() + " takes " + goal.maxMembers().getAsInt()
                            + " members (spec.membership.maxMembers), and older ones come first. Raise the limit, or remove "
                            + "members"));
        }
        return waitForLeavers(run, goal, roster, memberships);
    }

    /** Who is to leave holds a place until the group is left; in an Additive team strangers do not count. */
    private static Optional<Finding> waitForLeavers(
            MemberRun run, TeamGoal goal, Roster roster, GroupMemberships memberships) {
        int taken = goal.policy() == MembershipPolicy.EXCLUSIVE
                ? memberships.byUserId().size()
                : roster.present();
        int limit = goal.maxMembers().getAsInt();
        if (taken < limit) {
            return Optional.empty();
        }
        if (roster.count(Roster.Standing.LEAVING) > 0) {
            run.progress().lookAgainWithin(SyncSettings.SHORTEST);
        }
        return Optional.of(
                Finding.progressing(
                        Reason.LIMIT_REACHED,
                        "Team " + goal.key() + " takes " + limit
                                + " members (spec.membership.maxMembers); the next place is free when somebody who is to leave has left"));
    }

    /** Whether the user is in the group of a team that is only observed: that needs no step. */
    private boolean isIn(MemberRun run, User user, NamedTeam team) {
        if (!team.isObserved()) {
            return false;
        }
        try {
            return verifiedGroup(run, team)
                    .map(group -> run.connection().directory().memberships(group.id(), run.maxAge()))
                    .filter(memberships -> memberships.byUserId().containsKey(user.id()))
                    .isPresent();
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.TEAMS_SYNCED, e);
            return false;
        }
    }

    private static Optional<TeamState> reportObstacle(MemberRun run, NamedTeam team, boolean isIn) {
        return TeamObstacle.of(run, team, isIn).map(obstacle -> {
            report(run, obstacle.finding());
            return obstacle.state();
        });
    }

    private Optional<Group> verifiedGroup(MemberRun run, NamedTeam team) {
        return team.claim().flatMap(claim -> ownership.verified(run.snapshot(), claim));
    }

    static boolean isJoined(TeamMembershipStatus recorded) {
        return recorded.state() == TeamState.JOINED;
    }

    private static ObjectKey key(TeamMembershipStatus recorded) {
        return new ObjectKey(recorded.namespace(), recorded.name());
    }

    private static Finding waiting(String what) {
        return Finding.progressing(Reason.WAITING_FOR_TEAM, what);
    }

    private static void report(MemberRun run, Finding finding) {
        run.progress().report(ConditionType.TEAMS_SYNCED, finding);
    }

    private static TeamMembershipStatus standing(
            NamedTeam team, Optional<Group> group, Optional<Membership> membership, TeamState state) {
        return new TeamMembershipStatus(
                team.key().name(),
                team.key().namespace(),
                group.map(Group::id).orElse(null),
                membership.map(Membership::id).orElse(null),
                state);
    }
}
