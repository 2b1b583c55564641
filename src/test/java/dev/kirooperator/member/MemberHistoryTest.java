package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.directory.Membership;
import dev.kirooperator.directory.User;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever happened to a member before, failed calls and dead operators included, the last manifest wins. */
class MemberHistoryTest {

    private static final List<String> NAMES = List.of("ada@example.com", "countess");
    private static final List<String> CALLS = List.of(
            "prepare",
            "snapshot",
            "memberships",
            "seats",
            "create user",
            "update user",
            "join",
            "leave",
            "assign",
            "unassign");
    private static final int DEATH = 2;
    private static final int ROUNDS = 10;

    private final MemberLife life = new MemberLife();

    private static TestingMember anyManifest(Gen gen) {
        TestingMember any = TestingMember.of("dev", "ada")
                .named("Ada", gen.flip() ? "Lovelace" : "King")
                .userName(gen.pick(NAMES));
        for (String team : gen.subset(List.of("kiro", "other"))) {
            any.team(team, null);
        }
        if (gen.flip()) {
            any.plan(gen.pick(List.of(Plan.PRO, Plan.POWER)));
        }
        return gen.below(5) == 0 ? any.expiresAt("2026-11-25T11:00:00Z") : any;
    }

    /** A change, a failure, both, or neither. An operator that died looks once more before anything else happens. */
    private void something(Gen gen) {
        if (gen.flip()) {
            life.apply(anyManifest(gen));
        }
        int what = gen.below(4);
        switch (what) {
            case 0 -> life.restart();
            case 1 -> life.aws.calls().throttle(gen.pick(CALLS));
            case DEATH -> life.aws.calls().dieBeforeCall(gen.below(12));
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
        life.seatsFollow(writes);
        return writes;
    }

    private List<User> users() {
        return NAMES.stream()
                .flatMap(name -> life.aws.directory().readUserByName(name).stream())
                .toList();
    }

    private List<String> groupsOf(User user) {
        return Stream.of("kiro", "other")
                .filter(team ->
                        life.aws.directory().memberships("g-" + team, Duration.ZERO).byUserId().values().stream()
                                .map(Membership::userId)
                                .anyMatch(user.id()::equals))
                .toList();
    }

    @Test
    void aTeamThatIsDroppedWhileAwsDoesNotAnswerIsLeftAfterwards() {
        life.team(TestingTeam.of("dev", "kiro"));
        life.apply(TestingMember.of("dev", "ada").named("Ada", "Lovelace").team("kiro", null));
        assertThat(reconcile()).contains("join g-kiro u-ada@example.com");

        life.aws.calls().throttle("prepare");
        life.apply(TestingMember.of("dev", "ada").named("Ada", "Lovelace"));
        assertThat(reconcile()).isEmpty();
        life.aws.calls().heal();
        assertThat(reconcile()).containsExactly("leave g-kiro u-ada@example.com");
    }

    @ForManySeeds
    void theLastManifestWins(long seed) {
        Gen gen = new Gen(seed);
        life.team(TestingTeam.of("dev", "kiro"));
        life.team(TestingTeam.of("dev", "other"));
        life.apply(anyManifest(gen));
        for (int events = gen.between(1, 12); events > 0; events--) {
            something(gen);
        }
        reconcile();
        TestingMember last = anyManifest(gen);
        boolean expired = last.goal().expiresAt().isPresent();
        life.apply(last);
        for (int round = 0; round < ROUNDS; round++) {
            reconcile();
            life.now = life.now.plus(Duration.ofMinutes(1));
        }

        assertThat(users()).hasSizeLessThanOrEqualTo(1);
        if (!expired) {
            assertThat(users())
                    .extracting(User::attributes)
                    .containsExactly(last.goal().attributes());
        }
        for (User user : users()) {
            assertThat(groupsOf(user))
                    .containsExactlyInAnyOrderElementsOf(
                            expired
                                    ? List.of()
                                    : last.goal().teams().stream()
                                            .map(team -> team.name())
                                            .toList());
            assertThat(life.aws.seats().snapshot(Duration.ZERO).seat(user.id()).isPresent())
                    .isEqualTo(!expired && last.goal().plan().isPresent());
        }
        assertThat(reconcile()).as("writes in a world as specified").isEmpty();
    }
}
