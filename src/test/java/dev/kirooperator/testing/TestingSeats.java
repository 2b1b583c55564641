package dev.kirooperator.testing;

import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.seat.AccountBlock;
import dev.kirooperator.seat.GroupAssignments;
import dev.kirooperator.seat.Overage;
import dev.kirooperator.seat.Principal;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatSnapshot;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.seat.Seats;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Kiro's subscriptions in memory; a write has no effect by itself, as at AWS, until the test says so. */
public final class TestingSeats implements Seats {

    private final TestingCalls calls;
    private final Map<String, Seat> seats = new HashMap<>();
    private Optional<AssignmentGeneration> generation = Optional.empty();
    private Optional<Overage> overage = Optional.empty();
    private GroupAssignments groups = new GroupAssignments.Known(Map.of());

    TestingSeats(TestingCalls calls) {
        this.calls = calls;
    }

    public void show(String userId, SeatStatus status, Plan plan, SeatSource source) {
        Instant activatedAt = Instant.parse("2026-11-01T00:00:00Z");
        seats.put(
                userId,
                new Seat(
                        userId,
                        status,
                        Optional.of(plan),
                        Optional.of(plan),
                        source,
                        Optional.of(activatedAt).filter(at -> status == SeatStatus.ACTIVE)));
    }

    public void hide(String userId) {
        seats.remove(userId);
    }

    public void listNoGroups() {
        groups = new GroupAssignments.Known(Map.of());
    }

    public void groupsCannotBeRead() {
        groups = new GroupAssignments.Unreadable("ListApplicationClaims: denied");
    }

    public void showGroupWithoutItsPlan(String groupId) {
        groups = new GroupAssignments.Known(Map.of(groupId, Optional.empty()));
    }

    public void showGroup(String groupId, Plan plan) {
        groups = new GroupAssignments.Known(Map.of(groupId, Optional.of(plan)));
    }

    public void answerBy(AssignmentGeneration answering) {
        generation = Optional.of(answering);
    }

    public void showOverage(Overage shown) {
        overage = Optional.of(shown);
    }

    @Override
    public boolean writable() {
        return true;
    }

    @Override
    public Optional<AssignmentGeneration> generation() {
        return generation;
    }

    @Override
    public Optional<Overage> overage() {
        return overage;
    }

    @Override
    public SeatSnapshot snapshot(Duration maxAge) {
        calls.read("seats");
        return new SeatSnapshot(Map.copyOf(seats), groups, Instant.EPOCH);
    }

    @Override
    public Optional<SeatSnapshot> latest() {
        return Optional.of(new SeatSnapshot(Map.copyOf(seats), groups, Instant.EPOCH));
    }

    @Override
    public Optional<AccountBlock> block() {
        return Optional.empty();
    }

    @Override
    public void askAgain() {}

    @Override
    public void create(Principal principal, Plan plan) {
        calls.write("assign " + principal.id() + " " + plan);
    }

    @Override
    public void update(Principal principal, Plan plan) {
        calls.write("reassign " + principal.id() + " " + plan);
    }

    @Override
    public void delete(Principal principal) {
        calls.write("unassign " + principal.id());
    }
}
