package dev.kirooperator.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.TestingWorld;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.testing.ForSomeSeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/**
 * Own writes, sign-ins, months that pass, and reads that fail, in any order: a snapshot is what AWS showed at its last whole read, and no caller gets one from
 * before an own write.
 */
class SeatsWalkTest {

    private static final Duration ANY_AGE = Duration.ofDays(1000);
    private static final Duration CLAIM_DELAY = Duration.ofSeconds(2);
    private static final int STEPS = 15;
    private static final List<String> USERS = ids("1");
    private static final List<String> GROUPS = ids("2");

    /** What AWS calls the plans when it is asked. */
    private static final Map<String, Plan> READ_NAMES = Map.of(
            "KIRO_ENTERPRISE_PRO", Plan.PRO,
            "KIRO_ENTERPRISE_PRO_PLUS", Plan.PRO_PLUS,
            "KIRO_ENTERPRISE_PRO_MAX", Plan.PRO_MAX,
            "KIRO_ENTERPRISE_POWER", Plan.POWER,
            "KIRO_ENTERPRISE_PRO_POWER", Plan.POWER);

    private final TestingWorld world = TestingWorld.of(seed());
    private Instant now = Instant.EPOCH;
    private final Seats seats =
            new ConnectionSeats(world.connections(), () -> now).find("default").orElseThrow();

    /** What AWS showed at the last whole read; empty where an own write has come since. */
    private Optional<Map<String, Seat>> read = Optional.empty();

    /** When the claim of a group's newest assignment shows. */
    private final Map<String, Instant> claimsShow = new TreeMap<>();

    @AfterEach
    void close() {
        world.close();
    }

    @ForSomeSeeds
    void aSnapshotIsTheLastWholeReadAndNeverFromBeforeAnOwnWrite(long seed) {
        Gen gen = new Gen(seed);
        String power = gen.pick(List.of("KIRO_ENTERPRISE_POWER", "KIRO_ENTERPRISE_PRO_POWER"));
        world.settings(settings -> settings.withPowerReadBack(power).withUpdatePending(gen.flip()));
        for (int i = 0; i < STEPS; i++) {
            now = now.plusSeconds(1);
            step(gen);
            compare();
        }
    }

    private void step(Gen gen) {
        switch (gen.below(9)) {
            case 0, 1, 2 -> write(gen);
            case 3, 4 -> world.standIn().advance(Duration.ofSeconds(gen.between(1, 5)));
            case 5 -> signIn(gen.pick(USERS));
            case 6 -> world.standIn().advance(Duration.ofDays(gen.pick(List.of(1, 31))));
            case 7 -> fail(gen);
            default -> {
                seats.snapshot(Duration.ofNanos(-1));
                read = Optional.of(atAws());
            }
        }
    }

    /** A refused write tells nothing of what AWS shows now, so it counts as a write. */
    private void write(Gen gen) {
        Principal who = gen.flip() ? new Principal.User(gen.pick(USERS)) : new Principal.Group(gen.pick(GROUPS));
        Plan plan = gen.pick(Plan.class);
        String before = world.standIn().dump().path("assignments").toString();
        Throwable refused = catchThrowable(() -> {
            switch (gen.below(3)) {
                case 0 -> {
                    seats.create(who, plan);
                    claimsShow.put(who.id(), world.standIn().now().plus(CLAIM_DELAY));
                }
                case 1 -> seats.update(who, plan);
                default -> seats.delete(who);
            }
        });
        if (refused != null) {
            assertThat(refused).isInstanceOf(AwsException.class);
            assertThat(world.standIn().dump().path("assignments").toString()).isEqualTo(before);
        }
        read = Optional.empty();
    }

    private void signIn(String user) {
        boolean hasSeat = Optional.ofNullable(atAws().get(user))
                .filter(seat -> seat.status() != SeatStatus.CANCELLED)
                .isPresent();
        if (hasSeat) {
            world.standIn().signIn(user);
        }
    }

    private void fail(Gen gen) {
        world.fault(Fault.error("ListUserSubscriptions", 400, "AccessDeniedException", "no"));
        assertThat(catchThrowable(() -> seats.snapshot(Duration.ofNanos(-1)))).isInstanceOf(AwsException.class);
        if (gen.flip()) {
            seats.snapshot(Duration.ofNanos(-1));
            read = Optional.of(atAws());
        }
    }

    private void compare() {
        SeatSnapshot snapshot = seats.snapshot(ANY_AGE);
        Map<String, Seat> expected = read.orElseGet(this::atAws);
        assertThat(snapshot.byUserId()).isEqualTo(expected);
        assertThat(seats.latest()).contains(snapshot);
        if (read.isEmpty()) {
            assertThat(snapshot.groups()).isEqualTo(groupsAtAws());
        }
        read = Optional.of(expected);
    }

    private Map<String, Seat> atAws() {
        Map<String, Seat> all = new TreeMap<>();
        for (JsonNode row : world.standIn().dump().path("seats")) {
            Optional<Plan> type = plan(row.path("type"));
            all.put(
                    row.path("userId").asText(),
                    new Seat(
                            row.path("userId").asText(),
                            SeatStatus.valueOf(row.path("status").asText()),
                            type,
                            row.has("activatedType") ? plan(row.path("activatedType")) : type,
                            SeatSource.valueOf(row.path("origin").asText()),
                            Optional.of(row.path("activationDate").asText())
                                    .filter(text -> !text.isEmpty())
                                    .map(Instant::parse)));
        }
        return all;
    }

    /** The groups whose claims show, with their plans; where none does, those that the application is assigned to, without. */
    private GroupAssignments groupsAtAws() {
        Map<String, Optional<Plan>> shown = new TreeMap<>();
        Map<String, Optional<Plan>> assigned = new TreeMap<>();
        for (JsonNode row : world.standIn().dump().path("assignments")) {
            String id = row.path("principalId").asText();
            if (row.path("principalType").asText().equals("GROUP")) {
                assigned.put(id, Optional.empty());
                if (!claimsShow
                        .getOrDefault(id, Instant.MAX)
                        .isAfter(world.standIn().now())) {
                    shown.put(id, PlanNames.read(row.path("plan").asText()));
                }
            }
        }
        return new GroupAssignments.Known(shown.isEmpty() ? assigned : shown);
    }

    private static Optional<Plan> plan(JsonNode name) {
        return Optional.ofNullable(READ_NAMES.get(name.asText()));
    }

    private static List<String> ids(String first) {
        return IntStream.range(0, 3)
                .mapToObj(i -> first + "0000000-0000-4000-8000-00000000000" + i)
                .toList();
    }

    private static String seed() {
        String users = USERS.stream()
                .map(id -> "{\"id\":\"" + id + "\",\"userName\":\"user" + id + "\"}")
                .collect(Collectors.joining(","));
        String groups = GROUPS.stream()
                .map(id -> "{\"id\":\"" + id + "\",\"displayName\":\"group" + id + "\",\"members\":[\"user"
                        + USERS.get(0) + "\",\"user" + USERS.get(1) + "\"]}")
                .collect(Collectors.joining(","));
        return "{\"users\":[" + users + "],\"groups\":[" + groups + "]}";
    }
}
