package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each write of a team's way up, and of its way down, fails once, in every way: it ends where it ends without a failure, and nobody has
 * to help. Each failure has a world of its own, a team and three people, and all worlds live at once.
 */
@RealCluster
class FaultSweepIT {

    private static final String DELETE = "deletionPolicy: Delete";
    private static final String PLAIN = "plain";
    private static final int WRITES = 9;
    private static final List<String> PEOPLE = List.of("ada", "grace", "mary");
    private static final List<String> TABLES =
            List.of("users", "groups", "memberships", "assignments", "seats", "mails");
    private static final List<String> IDS = List.of("id", "groupId", "userId", "principalId");

    /** The ways to fail. A call that may be repeated is made three times before it counts as failed; what is done is done once. */
    private enum Failure {
        BROKEN(operation -> Fault.internal(operation).times(3)),
        THROTTLED(operation -> Fault.throttle(operation, 1).times(3)),
        LOST(Fault::lostAnswer);

        private final Function<String, Fault> of;

        Failure(Function<String, Fault> of) {
            this.of = of;
        }
    }

    private record World(String name, Failure failure, int step) {

        String team() {
            return name;
        }

        String person(String who) {
            return name + "-" + who;
        }

        Stream<String> people() {
            return PEOPLE.stream().map(this::person);
        }
    }

    /** One write of a world's life; its request has the text. */
    private record Write(String operation, Function<World, String> text) {}

    private final Cluster cluster;
    private final List<World> worlds = worlds();
    private Installation it;

    FaultSweepIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void start() throws Exception {
        it = Installation.start(cluster, Map.of("KIRO_GUARD_MAX_REMOVALS", "1000"));
    }

    @AfterEach
    void stop() {
        it.close();
    }

    private static List<World> worlds() {
        List<World> worlds = new ArrayList<>();
        for (Failure failure : Failure.values()) {
            for (int step = 0; step < WRITES; step++) {
                worlds.add(new World(failure.name().toLowerCase(Locale.ROOT) + step, failure, step));
            }
        }
        return worlds;
    }

    @Test
    void whicheverWriteFailsTheEndIsTheSame() {
        List<Write> writesByName = Stream.concat(
                        Stream.of(new Write("CreateGroup", w -> w.team() + "_group")),
                        PEOPLE.stream().map(who -> new Write("CreateUser", w -> w.person(who) + "@")))
                .toList();
        sweep(0, writesByName);
        apply(w -> team(w.team(), DELETE) + people(w, DELETE));
        awaitReady();
        assertThat(it.aws().faults()).as("failures that did not happen").isEmpty();

        List<Write> writesById = Stream.concat(
                        PEOPLE.stream().map(who -> new Write("CreateGroupMembership", w -> userId(w.person(who)))),
                        Stream.of(
                                new Write("CreateAssignment", w -> groupId(w.team())),
                                new Write("CreateAssignment", w -> userId(w.person("mary")))))
                .toList();
        sweep(writesByName.size(), writesById);
        apply(FaultSweepIT::exampleWorld);
        awaitReady();
        assertThat(it.aws().faults()).as("failures that did not happen").isEmpty();
        assertAllAreAsWithoutFailure();

        sweepTheWayDown();
    }

    private void assertAllAreAsWithoutFailure() {
        it.awaitThat("seats of all", i -> i.rows("seats").size() == PEOPLE.size() * (worlds.size() + 1));
        List<String> expected = content(it, PLAIN);
        assertThat(expected).hasSize(3 + 1 + 3 + 2 + 3);
        for (World world : worlds) {
            assertThat(content(it, world.name())).as(world.name()).isEqualTo(expected);
            assertThat(requireNonNull(it.teamStatus(world.team()).group()).origin())
                    .isEqualTo(Origin.CREATED);
            assertThat(world.people()
                            .map(person -> requireNonNull(
                                            it.memberStatus(person).user())
                                    .origin()))
                    .as(world.name())
                    .containsOnly(Origin.CREATED);
        }
        it.aws().clearCalls();
        it.awaitTwoRounds();
        assertThat(it.writes()).isEmpty();
    }

    private void sweepTheWayDown() {
        sweep(
                0,
                Stream.of(
                                PEOPLE.stream()
                                        .map(who ->
                                                new Write("DeleteGroupMembership", w -> membershipId(w.person(who)))),
                                PEOPLE.stream().map(who -> new Write("DeleteUser", w -> userId(w.person(who)))),
                                Stream.of(
                                        new Write("DeleteAssignment", w -> userId(w.person("mary"))),
                                        new Write("DeleteAssignment", w -> groupId(w.team())),
                                        new Write("DeleteGroup", w -> groupId(w.team()))))
                        .flatMap(Function.identity())
                        .toList());
        String[] people = Stream.concat(
                        worlds.stream().flatMap(World::people), PEOPLE.stream().map(who -> PLAIN + "-" + who))
                .toArray(String[]::new);
        String[] teams = Stream.concat(worlds.stream().map(World::team), Stream.of(PLAIN))
                .toArray(String[]::new);

        it.startDeleting("kmember", people);
        it.awaitGone("kmember", people);
        it.startDeleting("kteam", teams);
        it.awaitGone("kteam", teams);

        assertThat(it.aws().faults()).as("failures that did not happen").isEmpty();
        it.awaitThat("the end of the seats", i -> i.rows("seats").isEmpty());
        TABLES.forEach(table -> assertThat(it.rows(table)).as(table).isEmpty());
    }

    /** Arms the failure of each world whose step is one of these writes. */
    private void sweep(int firstStep, List<Write> writes) {
        for (World world : worlds) {
            int index = world.step() - firstStep;
            if (index >= 0 && index < writes.size()) {
                Write write = writes.get(index);
                it.aws()
                        .fault(world.failure()
                                .of
                                .apply(write.operation())
                                .containing(write.text().apply(world)));
            }
        }
    }

    private void apply(Function<World, String> manifests) {
        StringBuilder all = new StringBuilder(manifests.apply(new World(PLAIN, Failure.LOST, -1)));
        worlds.forEach(world -> all.append(manifests.apply(world)));
        it.apply(all.toString());
    }

    private void awaitReady() {
        awaitReady(it, PLAIN);
        worlds.forEach(world -> awaitReady(it, world.name()));
    }

    private static String people(World world, String... spec) {
        return String.join(
                "", world.people().map(person -> member(person, spec)).toList());
    }

    /** What is read on the way up, with the first call of each operation failing altogether, as the operator starts. */
    @ParameterizedTest
    @EnumSource(names = {"BROKEN", "LOST"})
    void whicheverReadFailsTheEndIsTheSame(Failure failure) throws Exception {
        String manifests = exampleWorld(new World(PLAIN, failure, -1));
        it.apply(manifests);
        awaitReady(it, PLAIN);
        it.awaitThat("the seats", i -> i.rows("seats").size() == PEOPLE.size());
        List<String> reads = it.aws().calls().stream()
                .filter(call -> call.accessKeyId().equals("operator") && !call.isWrite())
                .map(Call::operation)
                .distinct()
                .toList();
        assertThat(reads).contains("ListInstances", "ListUsers", "ListGroups", "ListUserSubscriptions");

        StandIn failing = Worlds.shortDelays();
        reads.forEach(operation -> failing.fault(failure.of.apply(operation).times(3)));
        try (Installation harmed = Installation.start(cluster, failing, Map.of())) {
            harmed.apply(manifests);
            awaitReady(harmed, PLAIN);
            harmed.awaitThat("every failure", i -> i.aws().faults().isEmpty());
            harmed.awaitThat("the seats", i -> i.rows("seats").size() == PEOPLE.size());
            assertThat(content(harmed, PLAIN)).isEqualTo(content(it, PLAIN));
        }
    }

    private static String exampleWorld(World world) {
        return team(world.team(), DELETE, "subscription: {plan: Pro}")
                + member(world.person("ada"), DELETE, inTeam(world.team()))
                + member(world.person("grace"), DELETE, inTeam(world.team()))
                + member(world.person("mary"), DELETE, inTeam(world.team()), "subscription: {plan: Power}");
    }

    private static void awaitReady(Installation where, String world) {
        where.awaitReady("kteam/" + world);
        PEOPLE.forEach(who -> where.awaitReady("kmember/" + world + "-" + who));
    }

    /** What AWS has of a world, without what differs between any two worlds. */
    private static List<String> content(Installation where, String world) {
        return TABLES.stream()
                .flatMap(table -> where.rows(table).stream()
                        .filter(row -> row.toString().contains(world))
                        .map(row -> table + " "
                                + withoutIds(row).replace(world, "world").replace(where.namespace(), "namespace")))
                .sorted()
                .toList();
    }

    private static String withoutIds(JsonNode row) {
        return ((ObjectNode) row.deepCopy()).without(IDS).toString();
    }

    private String userId(String member) {
        return requireNonNull(requireNonNull(it.memberStatus(member).user()).id());
    }

    private String membershipId(String member) {
        return requireNonNull(
                requireNonNull(it.memberStatus(member).teams()).get(0).membershipId());
    }

    private String groupId(String team) {
        return requireNonNull(requireNonNull(it.teamStatus(team).group()).id());
    }
}
