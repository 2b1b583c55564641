package dev.kirooperator.team;

import static dev.kirooperator.testing.TestingIdentities.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.directory.Group;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.util.List;

/** Whatever happened to a team before, failed calls, dead operators and hands at AWS included, the last manifest wins. */
class TeamHistoryTest {

    private static final List<String> NAMES = List.of("kiro", "renamed", "third");
    private static final List<String> CALLS = List.of(
            "prepare",
            "snapshot",
            "memberships",
            "seats",
            "read group",
            "create group",
            "update group",
            "leave",
            "assign",
            "reassign",
            "unassign");
    private static final int DEATH = 1;
    private static final int ROUNDS = 12;

    private final TeamLife life = new TeamLife();

    private static TestingTeam anyManifest(Gen gen) {
        TestingTeam any =
                TestingTeam.of("dev", "kiro").groupName(gen.pick(NAMES)).deletingItsGroup();
        if (gen.flip()) {
            any.description(gen.word(5));
        }
        return gen.flip() ? any.plan(gen.pick(List.of(Plan.PRO, Plan.POWER)), null) : any;
    }

    /** A change, a failure, both, or neither. An operator that died looks once more before anything else happens. */
    private void something(Gen gen) {
        if (gen.flip()) {
            life.manifest = anyManifest(gen);
        }
        int what = gen.below(5);
        switch (what) {
            case 0 -> life.aws.calls().throttle(gen.pick(CALLS));
            case DEATH -> life.aws.calls().dieBeforeCall(gen.below(10));
            case 2 -> ours().forEach(group -> life.aws.directory().putMember(group.id(), "u-stranger"));
            case 3 ->
                ours().forEach(group -> life.aws
                        .directory()
                        .put(group(group.id(), "by hand", group.description().orElse(""))));
            default -> {}
        }
        reconcile();
        life.aws.calls().heal();
        if (what == DEATH) {
            reconcile();
        }
        life.now = life.now.plus(gen.upTo(Duration.ofMinutes(3)));
    }

    private List<String> reconcile() {
        List<String> writes = life.surviving(life::reconcile);
        life.plansFollow(writes);
        return writes;
    }

    private List<Group> ours() {
        return List.of("kiro", "renamed", "third", "by hand").stream()
                .flatMap(name -> life.aws.directory().latest().orElseThrow().groupByName(name).stream())
                .toList();
    }

    @ForManySeeds
    void theLastManifestWins(long seed) {
        Gen gen = new Gen(seed);
        life.manifest = anyManifest(gen);
        for (int events = gen.between(1, 12); events > 0; events--) {
            something(gen);
        }
        life.manifest = anyManifest(gen);
        for (int round = 0; round < ROUNDS; round++) {
            reconcile();
            life.now = life.now.plus(Duration.ofMinutes(1));
        }

        assertThat(ours()).singleElement().satisfies(group -> {
            assertThat(group.displayName()).isEqualTo(life.manifest.goal().groupName());
            assertThat(group.description().orElse("")).endsWith("[kiro-operator:prod/dev/kiro]");
            assertThat(life.aws
                            .directory()
                            .memberships(group.id(), Duration.ZERO)
                            .byUserId())
                    .isEmpty();
        });
        String id = ours().get(0).id();
        assertThat(life.assigned())
                .isEqualTo(life.manifest
                        .goal()
                        .plan()
                        .map(plan -> List.of(id + " " + plan))
                        .orElse(List.of()));
        assertThat(reconcile()).as("writes in a world as specified").isEmpty();
        life.plansFollow(life.cleanUp());
        life.cleanUp();
        assertThat(life.gone).isTrue();
        assertThat(ours()).isEmpty();
    }
}
