package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.directory.Directory;
import dev.kirooperator.directory.Group;
import dev.kirooperator.directory.GroupMemberships;
import dev.kirooperator.directory.Membership;
import dev.kirooperator.directory.User;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.status.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Ends the memberships of teams that a member is not in any more. */
final class Leaving {

    private final GroupOwnership ownership;
    private final DepartureBrake brake;

    Leaving(GroupOwnership ownership, DepartureBrake brake) {
        this.ownership = ownership;
        this.brake = brake;
    }

    /**
     * Leaves the teams on record that the manifest does not name any more, or that do not let the member in any more. An Exclusive team
     * sees to the latter itself, with one plan for all of them.
     *
     * @return the memberships on record that stay so far, for a reason that is reported
     */
    List<TeamMembershipStatus> leaveFormer(MemberRun run, User user) {
        List<TeamMembershipStatus> former = run.recordedTeams().stream()
                .filter(recorded -> run.teams().stream()
                        .noneMatch(team -> team.key().equals(key(recorded))
                                && (team.allowed() || team.team().isEmpty())))
                .toList();
        try {
            Map<ObjectKey, Group> groups = groups(run, former);
            SortedMap<ObjectKey, Membership> open = open(run, user, groups);
            Set<ObjectKey> carried =
                    open.keySet().stream().filter(team -> isCarried(run, team)).collect(Collectors.toSet());
            SortedMap<ObjectKey, Membership> own = new TreeMap<>(open);
            own.keySet().removeAll(carried);
            former.forEach(recorded ->
                    ProvidersWord.afterLeaving(run, user, recorded).ifPresent(finding -> report(run, finding)));
            Optional<Finding> held = brake.check(run, new Outgoing(user.id(), own, false, false));
            held.ifPresent(finding -> report(run, finding));
            if (held.isEmpty() && !own.isEmpty()) {
                own.values().forEach(run.connection().directory()::leave);
                brake.settle(run);
            }
            return former.stream()
                    .filter(recorded ->
                            carried.contains(key(recorded)) || (held.isPresent() && own.containsKey(key(recorded))))
                    .toList();
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.TEAMS_SYNCED, e);
            return former;
        }
    }

    /** The memberships that {@link #leaveAll} would end, by team. */
    SortedMap<ObjectKey, Membership> open(MemberRun run, User user) {
        return open(run, user, all(run));
    }

    /** Whether each of the memberships is one that an Exclusive team ends by itself once this object is gone. */
    boolean areCarried(MemberRun run, Set<ObjectKey> teams) {
        return teams.stream().allMatch(team -> isCarried(run, team));
    }

    /**
     * Ends every membership that the record or the manifest names, but in teams that are suspended or only observed.
     *
     * @return whether AWS shows none of them any more
     */
    boolean leaveAll(MemberRun run, User user) {
        boolean left = true;
        for (Map.Entry<ObjectKey, Group> entry : all(run).entrySet()) {
            left &= leave(run, user, entry.getKey(), entry.getValue());
        }
        if (left) {
            run.status().teams(leftBehind(run));
        }
        return left;
    }

    /** Memberships on record that stay, since their teams are suspended or only observed. */
    List<TeamMembershipStatus> leftBehind(MemberRun run) {
        Set<ObjectKey> handsOff = handsOff(run);
        return run.recordedTeams().stream()
                .filter(recorded -> TeamsPhase.isJoined(recorded) && handsOff.contains(key(recorded)))
                .toList();
    }

    private static boolean isCarried(MemberRun run, ObjectKey key) {
        return run.teams().stream()
                .filter(team -> team.key().equals(key) && team.refusal().isEmpty())
                .flatMap(team -> team.goal().stream())
                .anyMatch(goal -> goal.policy() == MembershipPolicy.EXCLUSIVE
                        && !goal.isHandsOff()
                        && goal.connection().equals(run.connection().name()));
    }

    private Map<ObjectKey, Group> all(MemberRun run) {
        Set<ObjectKey> handsOff = handsOff(run);
        Map<ObjectKey, Group> groups = groups(run, run.recordedTeams());
        for (NamedTeam team : run.teams()) {
            if (team.allowed()) {
                team.claim()
                        .flatMap(claim -> ownership.verified(run.snapshot(), claim))
                        .ifPresent(group -> groups.put(team.key(), group));
            }
        }
        groups.keySet().removeAll(handsOff);
        return groups;
    }

    private Map<ObjectKey, Group> groups(MemberRun run, List<TeamMembershipStatus> recorded) {
        Map<ObjectKey, Group> groups = new TreeMap<>();
        for (TeamMembershipStatus team : recorded) {
            Optional.ofNullable(team.groupId())
                    .flatMap(id -> ownership.verified(
                            run.snapshot(), new GroupOwnership.Claim(key(team).toString(), "", false, Optional.of(id))))
                    .ifPresent(group -> groups.put(key(team), group));
        }
        return groups;
    }

    private static SortedMap<ObjectKey, Membership> open(MemberRun run, User user, Map<ObjectKey, Group> groups) {
        SortedMap<ObjectKey, Membership> open = new TreeMap<>();
        groups.forEach((team, group) -> {
            if (!stays(run, user, team, group)) {
                GroupMemberships memberships = run.connection().directory().memberships(group.id(), run.maxAge());
                Optional.ofNullable(memberships.byUserId().get(user.id())).ifPresent(m -> open.put(team, m));
            }
        });
        return open;
    }

    /** Whether the user is not in the group any more, or has to stay; read back only where the status promises it. */
    private static boolean leave(MemberRun run, User user, ObjectKey team, Group group) {
        if (stays(run, user, team, group)) {
            return true;
        }
        Directory directory = run.connection().directory();
        Optional<Membership> membership = Optional.ofNullable(
                directory.memberships(group.id(), run.maxAge()).byUserId().get(user.id()));
        membership.ifPresent(directory::leave);
        return membership.isEmpty()
                || !run.isExpired()
                || !directory.confirmedMemberships(group.id()).byUserId().containsKey(user.id());
    }

    private static boolean stays(MemberRun run, User user, ObjectKey team, Group group) {
        return run.isKeptIn(team, user) || group.issuer().isPresent();
    }

    private static Set<ObjectKey> handsOff(MemberRun run) {
        return run.teams().stream()
                .filter(team -> team.goal().filter(TeamGoal::isHandsOff).isPresent())
                .map(NamedTeam::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ObjectKey key(TeamMembershipStatus recorded) {
        return new ObjectKey(recorded.namespace(), recorded.name());
    }

    private static void report(MemberRun run, Finding finding) {
        run.progress().report(ConditionType.TEAMS_SYNCED, finding);
    }
}
