package dev.kirooperator.team;

import static dev.kirooperator.api.v1alpha1.Plan.POWER;
import static dev.kirooperator.api.v1alpha1.Plan.PRO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.seat.GroupAssignments;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatSnapshot;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GroupObservationTest {

    private static final GroupAssignments NONE = new GroupAssignments.Known(Map.of());
    private static final GroupAssignments ANOTHER = new GroupAssignments.Known(Map.of("other", Optional.of(PRO)));
    private static final GroupAssignments UNTOLD = new GroupAssignments.Known(Map.of("g", Optional.empty()));
    private static final GroupAssignments PRO_LISTED = new GroupAssignments.Known(Map.of("g", Optional.of(PRO)));
    private static final GroupAssignments UNREADABLE = new GroupAssignments.Unreadable("denied");

    private final Map<String, Seat> seats = new HashMap<>();

    private void seat(String user, SeatStatus status, Plan plan, SeatSource source) {
        seats.put(user, new Seat(user, status, Optional.of(plan), Optional.of(plan), source, Optional.empty()));
    }

    private GroupObservation observe(GroupAssignments groups, Set<String> onlyHere, boolean confirmed) {
        return GroupObservation.of(
                "g", new SeatSnapshot(seats, groups, Instant.EPOCH), Set.of("ada", "bob"), onlyHere, confirmed);
    }

    static Stream<Arguments> withoutSeats() {
        return Stream.of(
                Arguments.of(PRO_LISTED, false, new GroupObservation.Listed(Optional.of(PRO), Optional.empty())),
                Arguments.of(UNTOLD, false, new GroupObservation.Listed(Optional.empty(), Optional.empty())),
                Arguments.of(ANOTHER, false, new GroupObservation.NotListed()),
                Arguments.of(ANOTHER, true, new GroupObservation.NotListed()),
                Arguments.of(NONE, false, new GroupObservation.NotListed()),
                Arguments.of(UNREADABLE, false, new GroupObservation.Silent("denied")),
                Arguments.of(UNREADABLE, true, new GroupObservation.Silent("denied")));
    }

    @ParameterizedTest
    @MethodSource("withoutSeats")
    void theListDecidesWhereItTells(GroupAssignments groups, boolean confirmed, GroupObservation expected) {
        assertThat(observe(groups, Set.of(), confirmed)).isEqualTo(expected);
    }

    @Test
    void anEmptyListIsNoProofOnceAwsHasAnsweredThatTheGroupIsAssigned() {
        assertThat(observe(NONE, Set.of(), true)).isInstanceOf(GroupObservation.Silent.class);
    }

    @Test
    void aSeatThatComesFromAGroupTellsOfItAndItsPlanWhereNoOtherGroupCanHaveGivenIt() {
        seat("ada", SeatStatus.ACTIVE, POWER, SeatSource.GROUP);

        assertThat(observe(UNREADABLE, Set.of("ada"), false))
                .isEqualTo(new GroupObservation.SeenInSeats(Optional.of(POWER)));
        assertThat(observe(NONE, Set.of(), false)).isEqualTo(new GroupObservation.SeenInSeats(Optional.empty()));
        assertThat(observe(UNTOLD, Set.of("ada"), false))
                .isEqualTo(new GroupObservation.Listed(Optional.empty(), Optional.of(POWER)));
    }

    @Test
    void seatsOnDifferentPlansTellNoPlan() {
        seat("ada", SeatStatus.ACTIVE, POWER, SeatSource.GROUP);
        seat("bob", SeatStatus.PENDING, PRO, SeatSource.GROUP);

        assertThat(observe(NONE, Set.of("ada", "bob"), false))
                .isEqualTo(new GroupObservation.SeenInSeats(Optional.empty()));
    }

    @Test
    void aPlanOfASeatThatRestsOnMoreThanTheGroupTellsNothingOfThePlan() {
        seat("ada", SeatStatus.ACTIVE, POWER, SeatSource.INDIVIDUAL_AND_GROUP);

        assertThat(observe(NONE, Set.of("ada"), false)).isEqualTo(new GroupObservation.SeenInSeats(Optional.empty()));
    }

    @Test
    void otherPeoplesSeatsCancelledOnesAndThoseOfTheirOwnTellNothing() {
        seat("eve", SeatStatus.ACTIVE, PRO, SeatSource.GROUP);
        seat("ada", SeatStatus.CANCELLED, PRO, SeatSource.GROUP);
        seat("bob", SeatStatus.ACTIVE, PRO, SeatSource.INDIVIDUAL);

        assertThat(observe(NONE, Set.of("ada", "bob"), false)).isEqualTo(new GroupObservation.NotListed());
    }

    @Test
    void aListThatShowsOtherGroupsIsBelievedBeforeTheSeats() {
        seat("ada", SeatStatus.ACTIVE, PRO, SeatSource.GROUP);

        assertThat(observe(ANOTHER, Set.of("ada"), false)).isEqualTo(new GroupObservation.NotListed());
    }
}
