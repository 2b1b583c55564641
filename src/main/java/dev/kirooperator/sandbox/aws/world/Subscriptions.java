package dev.kirooperator.sandbox.aws.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Kiro's assignments and the seats that follow from them, with the delays and oddities of the live service (facts of the Kiro API, sections 1.3 to 1.5).
 */
public final class Subscriptions implements DirectoryListener {
    /** What the application of the profile has to know of assignments. */
    interface AssignmentListener {
        void assigned(Principal principal);

        void unassigned(Principal principal);
    }

    private final Ids ids;
    private final SandboxClock clock;
    private final Supplier<Settings> settings;
    private final Supplier<Directory> directory;
    private final Predicate<Principal> known;
    private final AssignmentListener listener;
    private final Agenda agenda;
    private final Seats seats;
    private final Map<Principal, Assignment> assignments = new LinkedHashMap<>();
    private final Set<Principal> heldUntilMonthTurns = new LinkedHashSet<>();

    Subscriptions(
            Ids ids,
            SandboxClock clock,
            Supplier<Settings> settings,
            Supplier<Directory> directory,
            Predicate<Principal> known,
            AssignmentListener listener) {
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
        this.directory = directory;
        this.known = known;
        this.listener = listener;
        this.agenda = new Agenda(clock.instant());
        this.seats = new Seats(ids);
    }

    /** Lets everything happen that is due by now. */
    void settle() {
        agenda.run(clock.instant(), this::turnMonth);
    }

    /** Assigns the plan; ConflictException when the principal has one, or had one this month that was in use. */
    public void create(Principal principal, Plan plan) {
        if (assignments.containsKey(principal)) {
            throw ApiException.conflict("The principal is already subscribed.");
        }
        if (heldUntilMonthTurns.contains(principal) || isCancelled(principal)) {
            throw ApiException.conflict("The principal's subscription was cancelled this month.");
        }
        add(principal, plan, settings.get().assignmentDelay());
        schedule(principal);
    }

    /** The same as if it had happened long ago, for a seed: the seats are there at once. */
    public void createSettled(Principal principal, Plan plan) {
        add(principal, plan, Duration.ZERO);
        switch (principal.type()) {
            case USER -> syncUser(principal.id());
            case GROUP ->
                directory
                        .get()
                        .membershipsOfGroup(principal.id())
                        .forEach(member -> syncMember(member.userId(), principal.id()));
        }
    }

    /**
     * Changes the plan. A CANCELLED seat: success and no effect. A PENDING one: AccessDeniedException unless the settings allow it. A seat that comes from
     * a group only: ConflictException. Nothing there: ResourceNotFoundException, or a creation where the settings say so.
     *
     * @param beforeCreation throws where something new may not be made
     */
    public void update(Principal principal, Plan plan, Runnable beforeCreation) {
        Optional<Assignment> assignment = find(principal);
        if (isCancelled(principal)) {
            return;
        }
        if (assignment.isEmpty()) {
            updateAbsent(principal, plan, beforeCreation);
            return;
        }
        if (principal.type() == Principal.Type.USER
                && !seats.has(principal.id(), Seat.Status.ACTIVE)
                && !settings.get().updatePending()) {
            throw ApiException.denied(ApiException.NOT_AUTHORIZED);
        }
        assignments.put(principal, assignment.get().with(plan));
        if (principal.type() == Principal.Type.GROUP) {
            schedule(principal);
        } else if (seats.isGranted(principal.id(), principal)) {
            seats.grant(principal.id(), principal, plan);
        }
    }

    private void add(Principal principal, Plan plan, Duration delay) {
        Instant visibleAt = clock.instant().plus(delay);
        assignments.put(principal, new Assignment(principal, ids.next(), plan, ids.uuid(), visibleAt));
        listener.assigned(principal);
    }

    private void updateAbsent(Principal principal, Plan plan, Runnable beforeCreation) {
        if (principal.type() == Principal.Type.USER
                && seats.find(principal.id()).isPresent()) {
            throw ApiException.conflict("Resource is in an invalid state.");
        }
        if (!settings.get().updateCreates()) {
            throw notAssigned(principal);
        }
        beforeCreation.run();
        create(principal, plan);
    }

    /** Takes the assignment back: a user's seat at once, the seats of a group's members after the group delay. */
    public void delete(Principal principal) {
        Assignment gone = find(principal).orElseThrow(() -> notAssigned(principal));
        drop(gone);
        if (principal.type() == Principal.Type.USER) {
            revoke(principal.id(), principal);
        } else {
            schedule(principal);
        }
    }

    /** What deleting the Kiro profile does: every assignment goes, every seat is cancelled, at once. */
    void deleteAll() {
        List.copyOf(assignments.values()).forEach(this::drop);
        seats.revokeAll(settings.get().pendingCancelHolds());
    }

    /** Whether the user has a seat to sign in with. */
    boolean isUsable(String userId) {
        return seats.has(userId, Seat.Status.PENDING) || seats.has(userId, Seat.Status.ACTIVE);
    }

    /** The user's first sign-in: PENDING becomes ACTIVE. */
    public void signIn(String userId) {
        seats.find(userId)
                .filter(seat -> seat.status() == Seat.Status.PENDING)
                .ifPresent(seat -> seats.signIn(seat, clock.instant()));
    }

    public Optional<Assignment> find(Principal principal) {
        return Optional.ofNullable(assignments.get(principal));
    }

    /** The assignments, oldest first. */
    public Collection<Assignment> assignments() {
        return List.copyOf(assignments.values());
    }

    /** The seats, oldest first. */
    public Collection<Seat> seats() {
        return seats.all();
    }

    /** How many changes wait for their delay. */
    public int changesUnderWay() {
        return agenda.size();
    }

    @Override
    public void membershipChanged(String userId, String groupId) {
        later(settings.get().groupSyncDelay(), () -> syncMember(userId, groupId));
    }

    @Override
    public void userDeleted(String userId) {
        later(settings.get().groupSyncDelay(), () -> syncUser(userId));
    }

    @Override
    public void groupDeleted(String groupId) {
        later(settings.get().groupSyncDelay(), () -> syncGroup(groupId));
    }

    private void schedule(Principal principal) {
        switch (principal.type()) {
            case USER -> later(settings.get().assignmentDelay(), () -> syncUser(principal.id()));
            case GROUP -> {
                Set<String> users = new LinkedHashSet<>(seats.holders(principal));
                directory.get().membershipsOfGroup(principal.id()).forEach(member -> users.add(member.userId()));
                users.forEach(user -> later(settings.get().groupSyncDelay(), () -> syncMember(user, principal.id())));
            }
        }
    }

    private void later(Duration delay, Runnable change) {
        agenda.add(clock.instant().plus(delay), change);
        if (delay.isZero()) {
            settle();
        }
    }

    /** An assignment that was made anew waits for its own time, not for that of the one before it. */
    private void syncUser(String userId) {
        Principal user = Principal.user(userId);
        boolean exists = known.test(user);
        boolean comesLater = find(user)
                .filter(own -> own.visibleAt().isAfter(clock.instant()))
                .isPresent();
        if (!exists || !comesLater) {
            derive(userId, user, exists);
        }
    }

    private void syncMember(String userId, String groupId) {
        boolean isMember = directory.get().findMembership(groupId, userId).isPresent();
        derive(userId, Principal.group(groupId), isMember);
    }

    private void syncGroup(String groupId) {
        Principal group = Principal.group(groupId);
        if (!known.test(group)) {
            find(group).ifPresent(this::drop);
        }
    }

    private void derive(String userId, Principal source, boolean entitled) {
        Optional<Assignment> assignment = find(source);
        if (entitled && assignment.isPresent()) {
            seats.grant(userId, source, assignment.get().plan());
            return;
        }
        if (source.type() == Principal.Type.USER) {
            assignment.ifPresent(this::drop);
        }
        if (seats.isGranted(userId, source)) {
            revoke(userId, source);
        }
    }

    private void revoke(String userId, Principal source) {
        seats.revoke(userId, source, settings.get().pendingCancelHolds());
    }

    private void drop(Assignment assignment) {
        Principal principal = assignment.principal();
        boolean inUse = seats.holders(principal).stream().anyMatch(user -> seats.has(user, Seat.Status.ACTIVE));
        if (principal.type() == Principal.Type.GROUP && inUse) {
            heldUntilMonthTurns.add(principal);
        }
        assignments.remove(principal);
        listener.unassigned(principal);
    }

    private boolean isCancelled(Principal principal) {
        return principal.type() == Principal.Type.USER && seats.has(principal.id(), Seat.Status.CANCELLED);
    }

    private void turnMonth() {
        heldUntilMonthTurns.clear();
        seats.turnMonth();
    }

    private static ApiException notAssigned(Principal principal) {
        return ApiException.notFound(
                "No assignment found for principal " + principal.id() + " of type " + principal.type() + ".", Map.of());
    }
}
