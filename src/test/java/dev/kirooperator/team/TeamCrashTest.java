package dev.kirooperator.team;

import static dev.kirooperator.testing.TestingIdentities.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator dies before each call of each way that a team can go, and is started again: it ends where it ends without that. */
class TeamCrashTest {

    private static final int ROUNDS = 8;
    private static final String GROUP = TeamSyncTestCase.GROUP;
    private static final String ELSEWHERE = "g-elsewhere";

    private static TestingTeam kiro() {
        return TestingTeam.of("dev", "kiro").plan(Plan.PRO, null).deletingItsGroup();
    }

    /** Manifests of one object: the team is as the last but one specifies when the last one is applied. */
    private enum Way {
        ARRIVAL(kiro()),
        ADOPTION(kiro().groupName("elsewhere").adopt()),
        RENAME(kiro(), kiro().groupName("renamed").description("New words")),
        ANOTHER_PLAN(kiro(), kiro().plan(Plan.POWER, null)),
        NO_PLAN(kiro(), TestingTeam.of("dev", "kiro").deletingItsGroup());

        private final List<TestingTeam> manifests;

        Way(TestingTeam... manifests) {
            this.manifests = List.of(manifests);
        }

        /** A team that is as the last but one manifest specifies; a stranger and both members are in its group. */
        TeamLife start() {
            TeamLife world = new TeamLife();
            world.adaAndBobAreMembers();
            world.aws.directory().put(group(ELSEWHERE, "elsewhere", ""));
            for (TestingTeam manifest : manifests) {
                world.manifest = manifest;
                if (manifest != manifests.get(manifests.size() - 1)) {
                    walk(world, world::reconcile);
                }
            }
            for (String name : List.of("ada", "bob", "stranger")) {
                world.aws.directory().putMember(GROUP, "u-" + name);
                world.aws.directory().putMember(ELSEWHERE, "u-" + name);
            }
            return world;
        }
    }

    private static List<String> end(TeamLife world) {
        world.aws.calls().heal();
        Stream<String> groups = Stream.of("kiro", "renamed", "elsewhere")
                .flatMap(name -> world.aws.directory().readGroupByName(name).stream())
                .map(Objects::toString);
        Stream<String> memberships = (world.gone ? Stream.<String>empty() : Stream.of(GROUP, ELSEWHERE))
                .flatMap(id -> world.aws.directory().memberships(id, Duration.ZERO).byUserId().values().stream())
                .map(Objects::toString);
        return Stream.of(groups, memberships, world.assigned().stream(), Stream.of(world.gone ? "gone" : told(world)))
                .flatMap(each -> each)
                .toList();
    }

    /** The status without its times. */
    private static String told(TeamLife world) {
        KiroTeamStatus told = world.status.orElseThrow();
        return String.join(
                "\n",
                String.valueOf(told.group()),
                String.valueOf(told.members()),
                Optional.ofNullable(told.subscription())
                        .map(s -> s.state() + " " + s.plan() + " " + s.groupId())
                        .orElse("no plan"),
                world.reason(ConditionType.READY));
    }

    /** Goes on until there is nothing left to do; returns what was written, what can be repeated at will once only. */
    private static List<String> walk(TeamLife world, Supplier<List<String>> step) {
        List<String> writes = new ArrayList<>();
        for (int round = 0; round < ROUNDS && !world.gone; round++) {
            List<String> written = world.surviving(step);
            world.plansFollow(written);
            written.stream()
                    .filter(write -> !write.startsWith("unassign") || !writes.contains(write))
                    .forEach(writes::add);
            world.now = world.now.plus(Duration.ofMinutes(1));
        }
        return writes;
    }

    @ParameterizedTest
    @EnumSource
    void whereverTheOperatorDiesOnTheWayItEndsTheSame(Way way) {
        TeamLife unharmed = way.start();
        List<String> writes = walk(unharmed, unharmed::reconcile);
        assertThat(writes).isNotEmpty();
        assertThat(unharmed.reason(ConditionType.READY)).isEqualTo("Synced");

        for (int call = 0; call < 4 * writes.size() + 8; call++) {
            TeamLife world = way.start();
            world.aws.calls().dieBeforeCall(call);

            assertThat(walk(world, world::reconcile))
                    .as("dead before call %d", call)
                    .containsExactlyInAnyOrderElementsOf(writes);
            assertThat(end(world)).as("dead before call %d", call).isEqualTo(end(unharmed));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADOPTION")
    void whereverTheOperatorDiesBeforeTheObjectIsDeletedNothingIsLeft(Way way) {
        TeamLife unharmed = way.start();
        walk(unharmed, unharmed::reconcile);
        List<String> writes = walk(unharmed, unharmed::cleanUp);
        assertThat(writes).isNotEmpty();

        for (int call = 0; call < 4 * writes.size() + 8; call++) {
            TeamLife world = way.start();
            world.aws.calls().dieBeforeCall(call);
            world.plansFollow(world.surviving(world::reconcile));
            world.aws.calls().dieBeforeCall(call / 2);

            walk(world, world::cleanUp);
            assertThat(world.gone).isTrue();
            assertThat(end(world)).as("dead before call %d", call).isEqualTo(end(unharmed));
        }
    }
}
