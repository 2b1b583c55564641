package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.GroupStatus;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.converge.Owned;
import dev.kirooperator.directory.AccountAccess;
import dev.kirooperator.directory.AccountAssignments;
import dev.kirooperator.directory.Directory;
import dev.kirooperator.directory.DirectorySnapshot;
import dev.kirooperator.directory.Group;
import dev.kirooperator.guard.AccountGuard;
import dev.kirooperator.status.Finding;
import java.util.Optional;
import java.util.stream.Stream;

/** Converges a team's group. */
final class GroupPhase {

    private final GroupPlanner planner;
    private final Owned owned = new Owned();

    GroupPhase(GroupPlanner planner) {
        this.planner = planner;
    }

    /**
     * The team's group, if it is there and the team's; for a team that is only observed, the group to be created. Reports
     * {@code GroupSynced}.
     */
    Optional<Group> run(TeamRun run) {
        try {
            return apply(run, guarded(run, freshly(run, decide(run))));
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.GROUP_SYNCED, e);
            return Optional.empty();
        }
    }

    /**
     * The team's group without any write: what a deletion has to clean up. One that the snapshot does not show is read before it
     * counts as gone.
     */
    Optional<Group> locate(TeamRun run) {
        Optional<Group> recorded = recordedId(run)
                .flatMap(id -> snapshot(run).group(id).or(() -> directory(run).readGroup(id)));
        return planner.ours(run.goal(), observed(run, recorded, byName(run)));
    }

    /** Lets go of a group that stays behind, so that another team may adopt it. */
    void release(TeamRun run, Group group) {
        planner.release(run.goal(), group, origin(run))
                .ifPresent(description -> directory(run).updateGroup(group, group.displayName(), description));
    }

    /** Whether the team's group was adopted, and the manifest does not ask for that any more. */
    boolean isGivenUp(TeamRun run) {
        return GroupPlanner.isGivenUp(run.goal(), origin(run));
    }

    /** Forgets a team that is gone. */
    void forget(String teamUid) {
        owned.forget(teamUid);
    }

    private GroupDecision decide(TeamRun run) {
        return planner.decide(run.goal(), observe(run, byName(run)));
    }

    /** The decision itself; a group that is to be claimed is read once more first, so that a claim of somebody else's is seen. */
    private GroupDecision freshly(TeamRun run, GroupDecision decision) {
        if (decision instanceof GroupDecision.Update update
                && !run.goal().observe()
                && planner.isClaim(run.goal(), update)) {
            Optional<Group> ignored = directory(run).readGroup(update.current().id());
            return decide(run);
        }
        return decision;
    }

    /** The decision, unless the group opens AWS accounts: then it is not the operator's to write, whosever it is. */
    private GroupDecision guarded(TeamRun run, GroupDecision decision) {
        if (decision instanceof GroupDecision.Update update) {
            return guarded(run, decision, update.current(), update.origin());
        }
        return decision instanceof GroupDecision.Keep keep
                ? guarded(run, decision, keep.group(), keep.origin())
                : decision;
    }

    /** Whoever adopts a group, or was refused one, asks AWS; work on one's own group goes by what was told a while ago. */
    private GroupDecision guarded(TeamRun run, GroupDecision decision, Group group, Origin origin) {
        boolean proven = planner.isProven(run.goal(), group, origin)
                || owned.id(run.uid()).filter(group.id()::equals).isPresent();
        AccountAssignments assignments = run.connection().accountAssignments();
        AccountAccess access =
                proven && !run.freshness().isForced() ? assignments.of(group.id()) : assignments.now(group.id());
        if (access instanceof AccountAccess.Held && proven) {
            access = assignments.now(group.id());
        }
        return AccountGuard.check(group, access, proven)
                .<GroupDecision>map(GroupDecision.Refuse::new)
                .orElse(decision);
    }

    private static Optional<Group> byName(TeamRun run) {
        return snapshot(run).groupByName(run.goal().groupName());
    }

    private GroupPlanner.Observed observe(TeamRun run, Optional<Group> byName) {
        return observed(run, recordedId(run).flatMap(snapshot(run)::group), byName);
    }

    private GroupPlanner.Observed observed(TeamRun run, Optional<Group> recorded, Optional<Group> byName) {
        boolean trusted = owned.id(run.uid()).isPresent();
        Stream<Group> known = Stream.of(recorded, byName).flatMap(Optional::stream);
        return new GroupPlanner.Observed(
                trusted
                                && recorded.filter(group -> !planner.isAnothers(run.goal(), group))
                                        .isPresent()
                        ? recorded
                        : planner.marked(run.goal(), snapshot(run), known).or(() -> recorded),
                trusted,
                byName,
                origin(run),
                run.olderAdopter(),
                run.connection().provisioning().provider(snapshot(run).feed()));
    }

    private static Optional<Origin> origin(TeamRun run) {
        return run.recordedGroup().flatMap(g -> Optional.ofNullable(g.origin()));
    }

    private Optional<String> recordedId(TeamRun run) {
        return owned.id(run.uid()).or(() -> run.recordedGroup().flatMap(g -> Optional.ofNullable(g.id())));
    }

    private Optional<Group> apply(TeamRun run, GroupDecision decision) {
        if (decision instanceof GroupDecision.LetGo letGo) {
            return letGo(run, letGo);
        }
        if (isGivenUp(run)) {
            run.status().leaveGroup();
        }
        if (decision instanceof GroupDecision.Refuse refuse) {
            run.progress()
                    .report(
                            ConditionType.GROUP_SYNCED,
                            Finding.stalled(
                                    refuse.verdict().reason(), refuse.verdict().message()));
            return Optional.empty();
        }
        if (decision instanceof GroupDecision.Keep keep) {
            return synced(run, keep.group(), keep.origin());
        }
        if (run.goal().observe()) {
            return onlyObserve(run, decision);
        }
        if (decision instanceof GroupDecision.Update update) {
            Group written = directory(run).updateGroup(update.current(), update.displayName(), update.description());
            return readBack(run, written, update.origin());
        }
        GroupDecision.Create create = (GroupDecision.Create) decision;
        return create(run, create);
    }

    /** Gives the assignment back, takes the marker off, and goes on as a team that never had the group. */
    private Optional<Group> letGo(TeamRun run, GroupDecision.LetGo letGo) {
        Group group = letGo.group();
        String step = "let go of group " + group.id();
        if (run.goal().observe()) {
            run.status().open(step);
            report(run, Finding.idle(Reason.OBSERVE_ONLY, "To do: " + step + "; mode: Observe writes nothing"));
            return Optional.empty();
        }
        if (!AssignmentReturn.giveBackRecorded(run, group)) {
            report(
                    run,
                    Finding.progressing(
                            Reason.PROGRESSING,
                            "spec.group.adopt is not true any more: this team lets go of group " + group.id()
                                    + ". Waits for AWS to show that its assignment is given back"));
            run.progress().watch(ConditionType.GROUP_SYNCED);
            return Optional.empty();
        }
        if (!letGo.description().equals(group.description().orElse(""))) {
            directory(run).updateGroup(group, group.displayName(), letGo.description());
        }
        owned.forget(run.uid());
        run.status().leaveGroup();
        GroupPlanner.Observed without = new GroupPlanner.Observed(
                Optional.empty(),
                false,
                byName(run),
                Optional.empty(),
                run.olderAdopter(),
                run.connection().provisioning().provider(snapshot(run).feed()));
        return apply(run, guarded(run, planner.decide(run.goal(), without)));
    }

    private static void report(TeamRun run, Finding finding) {
        run.progress().report(ConditionType.GROUP_SYNCED, finding);
    }

    private Optional<Group> create(TeamRun run, GroupDecision.Create create) {
        try {
            Group created = directory(run).createGroup(create.displayName(), create.description());
            run.connection().accountAssignments().isNew(created.id());
            return readBack(run, created, Origin.CREATED);
        } catch (AwsException e) {
            if (!(e.failure() instanceof AwsFailure.Conflict)) {
                throw e;
            }
            GroupDecision again =
                    planner.decide(run.goal(), observe(run, directory(run).readGroupByName(create.displayName())));
            if (again instanceof GroupDecision.Create) {
                throw e;
            }
            return apply(run, guarded(run, again));
        }
    }

    private Optional<Group> readBack(TeamRun run, Group written, Origin origin) {
        owned.remember(run.uid(), written.id());
        Optional<Group> read = directory(run).readGroup(written.id());
        boolean asWritten = read.filter(g -> g.displayName().equals(written.displayName()))
                .filter(g ->
                        g.description().orElse("").equals(written.description().orElse("")))
                .isPresent();
        if (asWritten) {
            return synced(run, written, origin);
        }
        if (read.filter(group -> planner.isAnothers(run.goal(), group)).isEmpty()) {
            record(run, written, origin);
        }
        run.progress()
                .report(
                        ConditionType.GROUP_SYNCED,
                        Finding.progressing(
                                Reason.PROGRESSING,
                                "Group " + written.id() + " was written; AWS does not show it yet"));
        run.progress().watch(ConditionType.GROUP_SYNCED);
        return Optional.empty();
    }

    private Optional<Group> synced(TeamRun run, Group group, Origin origin) {
        owned.remember(run.uid(), group.id());
        record(run, group, origin);
        run.progress()
                .report(
                        ConditionType.GROUP_SYNCED,
                        Finding.done(
                                Reason.SYNCED,
                                "Group " + group.id()
                                        + group.issuer()
                                                .map(issuer -> " is fed by the identity provider " + issuer
                                                        + "; neither it nor its members are written")
                                                .orElse(" is as specified")
                                        + unchecked(run, group)));
        return Optional.of(group);
    }

    private static String unchecked(TeamRun run, Group group) {
        return run.connection().accountAssignments().of(group.id()) instanceof AccountAccess.Untold untold
                ? ". Whether it opens AWS accounts is not known: " + untold.why()
                        + " (the operator's role needs sso:ListAccountAssignmentsForPrincipal)"
                : "";
    }

    private static void record(TeamRun run, Group group, Origin origin) {
        run.status().group(new GroupStatus(group.id(), group.displayName(), origin));
    }

    private static Optional<Group> onlyObserve(TeamRun run, GroupDecision decision) {
        run.progress()
                .report(
                        ConditionType.GROUP_SYNCED,
                        Finding.idle(Reason.OBSERVE_ONLY, "The group differs; mode: Observe writes nothing"));
        if (decision instanceof GroupDecision.Update update) {
            run.status().open("update group " + update.current().id());
            return Optional.of(update.current());
        }
        GroupDecision.Create create = (GroupDecision.Create) decision;
        run.status().open("create group " + create.displayName());
        return Optional.of(Group.planned(create.displayName(), create.description()));
    }

    private static DirectorySnapshot snapshot(TeamRun run) {
        return directory(run).snapshot(run.maxAge());
    }

    private static Directory directory(TeamRun run) {
        return run.connection().directory();
    }
}
