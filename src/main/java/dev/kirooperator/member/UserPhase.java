package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Owned;
import dev.kirooperator.directory.Directory;
import dev.kirooperator.directory.DirectorySnapshot;
import dev.kirooperator.directory.User;
import dev.kirooperator.guard.AccountGuard;
import dev.kirooperator.guard.Verdict;
import dev.kirooperator.status.Finding;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Converges a member's user. */
final class UserPhase {

    private final UserPlanner planner;
    private final UserOwners owners;
    private final Consumer<KiroMember> statusWriter;
    private final Owned created = new Owned();

    /**
     * Makes the phase.
     *
     * @param owners knows whose a user is that several members stand for
     * @param statusWriter writes a member's status to the cluster now
     */
    UserPhase(UserPlanner planner, UserOwners owners, Consumer<KiroMember> statusWriter) {
        this.planner = planner;
        this.owners = owners;
        this.statusWriter = statusWriter;
    }

    /**
     * The member's user, if there is one; reports {@code UserSynced}.
     *
     * @param mayWrite false when only an existing user is to be found
     */
    Optional<User> run(MemberRun run, boolean mayWrite) {
        try {
            UserDecision decision = decide(run);
            if (decision instanceof UserDecision.Wait
                    && recorded(run, run.snapshot()).isPresent()) {
                run.status().holdGeneration();
            }
            return mayWrite ? apply(run, decision) : find(run, decision);
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.USER_SYNCED, e);
            return Optional.empty();
        }
    }

    /**
     * The user that the record names where the manifest means another one now: it is left before that one is taken up. While that one is
     * still waited for, nobody leaves: an identity provider may be about to rename this one.
     */
    Optional<User> former(MemberRun run) {
        return recorded(run, run.snapshot()).filter(recorded -> {
            UserDecision decision = decide(run);
            return !(decision instanceof UserDecision.Refuse)
                    && !(decision instanceof UserDecision.Wait)
                    && subject(decision)
                            .filter(user -> user.id().equals(recorded.id()))
                            .isEmpty();
        });
    }

    /**
     * The user that the record names: what a deletion or an expiry has to see to. One that the snapshot does not show is read before
     * it counts as gone, since a user that is overlooked here keeps its seat for ever.
     */
    Optional<User> locate(MemberRun run) {
        return recorded(run, run.snapshot())
                .or(() -> created.id(run.uid()).or(() -> recordedId(run)).flatMap(directory(run)::readUser));
    }

    /** Whether the user on record is not there any more. One that the snapshot does not show is read before it counts as gone. */
    boolean isGone(MemberRun run) {
        return recordedId(run)
                .filter(id -> run.snapshot().user(id).isEmpty())
                .filter(id -> directory(run).readUser(id).isEmpty())
                .isPresent();
    }

    /**
     * The user that an expired member has to see to: the recorded one, else, as in a cluster that was wiped, the one of its name. That
     * one is recorded as only referenced.
     */
    Optional<User> locateExpired(MemberRun run) {
        Optional<User> named = run.recordedUser().isPresent()
                ? Optional.empty()
                : run.snapshot().userByName(userName(run));
        named.ifPresent(user -> record(run, user, origin(run, user)));
        return locate(run).or(() -> named);
    }

    /** How the member came by this user. */
    Origin origin(MemberRun run, User user) {
        return created.id(run.uid()).filter(user.id()::equals).isPresent()
                        || intent(run)
                                .filter(noted -> CreateIntent.made(noted, user))
                                .isPresent()
                ? Origin.CREATED
                : run.recordedUser()
                        .filter(recorded -> user.id().equals(recorded.id()))
                        .flatMap(recorded -> Optional.ofNullable(recorded.origin()))
                        .orElse(Origin.EXISTING);
    }

    void forget(String memberUid) {
        created.forget(memberUid);
    }

    /**
     * A user that is waited for is looked for by itself, so that it is found soon after it was provisioned; once that has taken
     * longer than the snapshot lives, the snapshot that all share is soon enough.
     */
    private UserDecision decide(MemberRun run) {
        UserDecision decision = decide(run, run.snapshot().userByName(userName(run)));
        boolean isNew = run.progress().elapsed(ConditionType.USER_SYNCED).compareTo(run.maxAge()) < 0;
        return decision instanceof UserDecision.Wait && isNew
                ? decide(run, directory(run).readUserByName(userName(run)))
                : decision;
    }

    private UserDecision decide(MemberRun run, Optional<User> byName) {
        Optional<User> recorded = recorded(run, run.snapshot());
        boolean specUnchanged = Objects.equals(
                run.member().getMetadata().getGeneration(),
                Optional.ofNullable(run.member().getStatus())
                        .map(KiroMemberStatus::observedGeneration)
                        .orElse(null));
        return planner.decide(
                run.goal(),
                new UserPlanner.Observed(
                        recorded,
                        recorded.map(user -> origin(run, user)),
                        specUnchanged,
                        byName,
                        run.goal().attributes().email().flatMap(run.snapshot()::userByEmail),
                        otherOwners(run, recorded, byName),
                        Stream.concat(recorded.stream(), byName.stream())
                                .distinct()
                                .collect(Collectors.toMap(
                                        User::id, user -> SharedIdentity.objecting(run, user), (a, b) -> a)),
                        recorded.filter(user -> SharedIdentity.isBeingRenamed(run, user))
                                .isPresent(),
                        run.connection().provisioning().provider(run.snapshot().feed())));
    }

    private Optional<User> recorded(MemberRun run, DirectorySnapshot snapshot) {
        return created.id(run.uid())
                .flatMap(snapshot::user)
                .or(() -> recordedId(run).flatMap(snapshot::user))
                .or(() -> intent(run)
                        .flatMap(noted ->
                                snapshot.userByName(userName(run)).filter(user -> CreateIntent.made(noted, user))));
    }

    private static Optional<String> recordedId(MemberRun run) {
        return run.recordedUser().flatMap(user -> Optional.ofNullable(user.id()));
    }

    private static Optional<UserStatus> intent(MemberRun run) {
        return run.recordedUser().filter(user -> user.creating() != null);
    }

    private Optional<User> apply(MemberRun run, UserDecision decision) {
        if (decision instanceof UserDecision.Refuse refuse) {
            reportRefusal(run, refuse);
            return Optional.empty();
        }
        if (decision instanceof UserDecision.Wait wait) {
            reportWaiting(run, wait);
            return Optional.empty();
        }
        if (decision instanceof UserDecision.Use use) {
            noteFirst(run, use.user(), use.origin());
            return use(run, use);
        }
        if (decision instanceof UserDecision.Update update) {
            Optional<Verdict> accounts = accountRefusal(run, update);
            if (accounts.isPresent()) {
                reportRefusal(run, new UserDecision.Refuse(accounts.get()));
                return Optional.empty();
            }
            noteFirst(run, update.current(), update.origin());
            User updated = directory(run).updateUser(update.current(), update.attributes());
            reportObjection(run, update.objection());
            return synced(run, updated, update.origin());
        }
        return create(run, (UserDecision.Create) decision);
    }

    private static Optional<Verdict> accountRefusal(MemberRun run, UserDecision.Update update) {
        String id = update.current().id();
        boolean changesIdentity =
                !SharedIdentity.isSame(update.attributes(), update.current().attributes());
        return changesIdentity && update.origin() == Origin.ADOPTED
                ? AccountGuard.checkUser(
                        id, run.connection().accountAssignments().ofUser(id))
                : Optional.empty();
    }

    /** Who is about to join and to get a seat is in the status before: a deletion after a crash in between would else see to nobody. */
    private void noteFirst(MemberRun run, User user, Origin origin) {
        if (recordedId(run).filter(user.id()::equals).isEmpty()) {
            record(run, user, origin);
            write(run);
        }
    }

    /** Nothing at AWS says whose a user is, so the status does before and directly after, lest a crash in between loses it. */
    private Optional<User> create(MemberRun run, UserDecision.Create create) {
        run.status().user(CreateIntent.of(create.attributes(), run.connection().name()));
        write(run);
        try {
            User user = directory(run).createUser(create.attributes());
            created.remember(run.uid(), user.id());
            record(run, user, Origin.CREATED);
            write(run);
            return synced(run, user, Origin.CREATED);
        } catch (AwsException e) {
            if (e.failure() instanceof AwsFailure.Transient) {
                throw e;
            }
            run.status().restoreUser();
            write(run);
            if (!(e.failure() instanceof AwsFailure.Conflict)) {
                throw e;
            }
            UserDecision again = decide(run, directory(run).readUserByName(userName(run)));
            if (again instanceof UserDecision.Create) {
                throw e;
            }
            return apply(run, again);
        }
    }

    private void write(MemberRun run) {
        statusWriter.accept(run.status().interim(run.progress()));
    }

    private Optional<User> find(MemberRun run, UserDecision decision) {
        if (decision instanceof UserDecision.Use use) {
            return use(run, use);
        }
        Optional<User> found = subject(decision);
        found.ifPresent(user -> record(run, user, origin(run, user)));
        if (run.teams().stream().anyMatch(NamedTeam::isObserved)) {
            reportPlan(run, decision);
        }
        return found;
    }

    private Optional<User> use(MemberRun run, UserDecision.Use use) {
        reportObjection(run, use.objection());
        return synced(run, use.user(), use.origin());
    }

    private static void reportObjection(MemberRun run, Optional<Verdict> objection) {
        objection.ifPresent(verdict ->
                run.progress().report(ConditionType.USER_SYNCED, Finding.stalled(verdict.reason(), verdict.message())));
    }

    private static Optional<User> subject(UserDecision decision) {
        return decision instanceof UserDecision.Use use
                ? Optional.of(use.user())
                : decision instanceof UserDecision.Update update ? Optional.of(update.current()) : Optional.empty();
    }

    private static void reportRefusal(MemberRun run, UserDecision.Refuse refuse) {
        run.progress()
                .report(
                        ConditionType.USER_SYNCED,
                        Finding.stalled(
                                refuse.verdict().reason(), refuse.verdict().message()));
    }

    private static void reportWaiting(MemberRun run, UserDecision.Wait wait) {
        String kept = run.status().isHeld() ? ". Until then the one that this object meant before stays as it is" : "";
        run.progress()
                .report(
                        ConditionType.USER_SYNCED,
                        Finding.progressing(
                                Reason.WAITING_FOR_USER, ProvidersWord.waiting(run, wait.provider()) + kept));
        run.progress().watch(ConditionType.USER_SYNCED);
    }

    /** What would be done if the member's team were not only observed. */
    private static void reportPlan(MemberRun run, UserDecision decision) {
        if (decision instanceof UserDecision.Refuse refuse) {
            reportRefusal(run, refuse);
        } else if (decision instanceof UserDecision.Wait wait) {
            reportWaiting(run, wait);
        } else if (!(decision instanceof UserDecision.Use)) {
            String step = decision instanceof UserDecision.Update update
                    ? "update user " + update.current().id()
                    : "create the user";
            run.progress()
                    .report(
                            ConditionType.USER_SYNCED,
                            Finding.idle(
                                    Reason.OBSERVE_ONLY,
                                    "To do: " + step + "; its team is only observed (mode: Observe)"));
        }
    }

    private Optional<User> synced(MemberRun run, User user, Origin origin) {
        record(run, user, origin);
        String how = origin == Origin.EXISTING
                ? " exists and is only referenced; its attributes are not written"
                : user.issuer().isPresent()
                        ? " is fed by an identity provider; its attributes are not written"
                        : " is as specified";
        String renamed = origin == Origin.EXISTING && !user.userName().equalsIgnoreCase(userName(run))
                ? ". It was renamed, and is known by its id: correct spec.userName (else spec.email), by which it is looked for when "
                        + "this manifest changes"
                : "";
        run.progress()
                .report(ConditionType.USER_SYNCED, Finding.done(Reason.SYNCED, "User " + user.id() + how + renamed));
        return Optional.of(user);
    }

    private void record(MemberRun run, User user, Origin origin) {
        if (created.id(run.uid()).filter(id -> !id.equals(user.id())).isPresent()) {
            created.forget(run.uid());
        }
        if (recordedId(run).filter(id -> !id.equals(user.id())).isPresent()) {
            run.status().leaveUser();
        }
        run.status()
                .user(new UserStatus(
                        user.id(),
                        origin,
                        user.issuer().isPresent() ? ManagedBy.IDENTITY_PROVIDER : ManagedBy.OPERATOR,
                        run.connection().name(),
                        null));
    }

    private Map<String, ObjectKey> otherOwners(MemberRun run, Optional<User> recorded, Optional<User> byName) {
        Map<String, ObjectKey> others = new HashMap<>();
        Stream.of(recorded, byName)
                .flatMap(Optional::stream)
                .forEach(user ->
                        owners.before(run, user, origin(run, user)).ifPresent(owner -> others.put(user.id(), owner)));
        return Map.copyOf(others);
    }

    private static String userName(MemberRun run) {
        return run.goal().attributes().userName();
    }

    private static Directory directory(MemberRun run) {
        return run.connection().directory();
    }
}
