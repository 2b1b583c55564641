package dev.kirooperator.team;

import static dev.kirooperator.testing.TestingIdentities.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.directory.Group;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.guard.OwnershipMarker;
import dev.kirooperator.team.GroupPlanner.Observed;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import dev.kirooperator.testing.TestingTeam;
import java.util.List;
import java.util.Optional;

/** What holds for whatever the manifest and the world are. */
class GroupPlannerPropertiesTest {

    private static final String MARK = "[kiro-operator:prod/platform/kiro]";
    private static final String OTHERS = "[kiro-operator:prod/other/team]";
    private static final Group NONE = group("", "", "");
    private static final GroupPlanner PLANNER = new GroupPlanner(new GroupOwnership(new OwnershipMarker("prod", true)));

    private static TestingTeam team() {
        return TestingTeam.of("platform", "kiro");
    }

    /** What AWS has after the decision was carried out. */
    private static Group after(GroupDecision decision) {
        if (decision instanceof GroupDecision.Create create) {
            return group("new", create.displayName(), create.description());
        }
        if (decision instanceof GroupDecision.Update update) {
            return group(update.current().id(), update.displayName(), update.description());
        }
        return decision instanceof GroupDecision.Keep keep ? keep.group() : NONE;
    }

    @ForManySeeds
    void afterItsOwnWriteThePlannerRestsEvenInANewProcessWithoutStatus(long seed) {
        Gen gen = new Gen(seed);
        TeamGoal goal = anyTeam(gen).goal();
        Group group = after(PLANNER.decide(goal, anyWorld(gen)));

        if (!group.equals(NONE)) {
            Optional<Group> named =
                    Optional.of(group).filter(g -> g.displayName().equalsIgnoreCase(goal.groupName()));
            assertThat(PLANNER.decide(
                            goal,
                            new Observed(
                                    Optional.of(group),
                                    true,
                                    named,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty())))
                    .isInstanceOfSatisfying(
                            GroupDecision.Keep.class,
                            keep -> assertThat(keep.group()).isEqualTo(group));
            assertThat(PLANNER.decide(
                            goal,
                            new Observed(
                                    Optional.empty(),
                                    false,
                                    named,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty())))
                    .isInstanceOf(GroupDecision.Keep.class);
        }
    }

    @ForManySeeds
    void withoutAdoptNothingThatIsNotMarkedIsEverWritten(long seed) {
        Gen gen = new Gen(seed);
        Observed world = anyWorld(gen);
        TeamGoal goal = team().description(gen.text(20)).goal();

        if (PLANNER.decide(goal, world) instanceof GroupDecision.Update update && !world.trusted()) {
            assertThat(update.current().description().orElse("")).endsWith(MARK);
        }
    }

    private static TestingTeam anyTeam(Gen gen) {
        TestingTeam team = team().groupName(gen.pick(List.of("kiro", "Kiro", "other")));
        if (gen.flip()) {
            team.description(gen.text(20));
        }
        return gen.flip() ? team.adopt() : team;
    }

    private static Observed anyWorld(Gen gen) {
        Optional<Group> recorded = gen.maybe(() -> anyGroup(gen, "g"));
        return new Observed(
                recorded,
                recorded.isPresent() && gen.flip(),
                gen.flip() ? recorded : gen.maybe(() -> anyGroup(gen, "h")),
                gen.maybe(() -> gen.pick(List.of(Origin.CREATED, Origin.ADOPTED))),
                gen.maybe(() -> new ObjectKey("dev", "older")),
                Optional.empty());
    }

    private static Group anyGroup(Gen gen, String id) {
        String mark = gen.pick(List.of("", MARK, OTHERS));
        return group(id, gen.pick(List.of("kiro", "KIRO", "other")), gen.text(20) + mark);
    }
}
