package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.testing.TestingMember;
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

/** The operator dies before each call of each way that a member can go, and is started again: it ends where it ends without that. */
class MemberCrashTest {

    private static final int ROUNDS = 8;
    private static final String PAST = "2026-11-25T11:00:00Z";

    private static TestingMember ada() {
        return TestingMember.of("dev", "ada").named("Ada", "Lovelace").deletingItsUser();
    }

    private static TestingMember inTeam() {
        return ada().team("kiro", null).plan(Plan.POWER);
    }

    /** Manifests of one object: the member is as the last but one specifies when the last one is applied. */
    private enum Way {
        ARRIVAL(inTeam()),
        ARRIVAL_OF_AN_EXISTING_USER(inTeam().email("bob@example.com")),
        ADOPTION(inTeam().email("bob@example.com").adopt()),
        RENAME(inTeam(), inTeam().userName("countess").displayName("Countess")),
        ANOTHER_TEAM(inTeam(), ada().team("other", null).plan(Plan.POWER)),
        NEITHER_PLAN_NOR_TEAM(inTeam(), ada()),
        EXPIRY(inTeam(), inTeam().expiresAt(PAST)),
        RETURN(inTeam(), inTeam().expiresAt(PAST), inTeam()),
        ANOTHER_USER(inTeam().email("bob@example.com"), inTeam().email("eve@example.com"));

        private final List<TestingMember> manifests;

        Way(TestingMember... manifests) {
            this.manifests = List.of(manifests);
        }

        /** A member that is as the last but one manifest specifies. */
        MemberLife start() {
            MemberLife life = new MemberLife();
            life.aws.directory().put(user("u-bob", "bob@example.com"));
            life.aws.directory().put(user("u-eve", "eve@example.com"));
            life.team(TestingTeam.of("dev", "kiro"));
            life.team(TestingTeam.of("dev", "other"));
            for (TestingMember manifest : manifests) {
                life.apply(manifest);
                if (manifest != manifests.get(manifests.size() - 1)) {
                    walk(life, life::reconcile);
                }
            }
            return life;
        }
    }

    /** Goes on until there is nothing left to do; returns what was written, what can be repeated at will once only. */
    private static List<String> walk(MemberLife life, Supplier<List<String>> step) {
        List<String> writes = new ArrayList<>();
        for (int round = 0; round < ROUNDS && !life.gone; round++) {
            List<String> written = life.surviving(step);
            life.seatsFollow(written);
            written.stream()
                    .filter(write -> !write.startsWith("unassign") || !writes.contains(write))
                    .forEach(writes::add);
            life.now = life.now.plus(Duration.ofMinutes(1));
        }
        return writes;
    }

    private static List<String> end(MemberLife life) {
        life.aws.calls().heal();
        Stream<String> users = Stream.of("ada@example.com", "countess", "bob@example.com", "eve@example.com")
                .flatMap(name -> life.aws.directory().readUserByName(name).stream())
                .map(Objects::toString);
        Stream<String> memberships = Stream.of("g-kiro", "g-other")
                .flatMap(group -> life.aws.directory().memberships(group, Duration.ZERO).byUserId().values().stream())
                .map(Objects::toString);
        Stream<String> seats = life.aws.seats().snapshot(Duration.ZERO).byUserId().values().stream()
                .map(Objects::toString);
        return Stream.of(users, memberships, seats, Stream.of(life.gone ? "gone" : told(life)))
                .flatMap(each -> each)
                .toList();
    }

    /** The status without its times. */
    private static String told(MemberLife life) {
        KiroMemberStatus status = life.status.orElseThrow();
        return String.join(
                "\n",
                String.valueOf(status.user()),
                String.valueOf(status.teams()),
                Optional.ofNullable(status.seat())
                        .map(seat -> seat.state() + " " + seat.plan() + " " + seat.individualPlan())
                        .orElse("no seat"),
                life.reason(ConditionType.READY));
    }

    @ParameterizedTest
    @EnumSource
    void whereverTheOperatorDiesOnTheWayItEndsTheSame(Way way) {
        MemberLife unharmed = way.start();
        List<String> writes = walk(unharmed, unharmed::reconcile);
        assertThat(writes).isNotEmpty();

        for (int call = 0; call < 4 * writes.size() + 8; call++) {
            MemberLife life = way.start();
            life.aws.calls().dieBeforeCall(call);

            assertThat(walk(life, life::reconcile))
                    .as("dead before call %d", call)
                    .containsExactlyElementsOf(writes);
            assertThat(end(life)).as("dead before call %d", call).isEqualTo(end(unharmed));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereverTheOperatorDiesInADeletionItEndsTheSame(Way way) {
        MemberLife unharmed = way.start();
        walk(unharmed, unharmed::reconcile);
        List<String> writes = walk(unharmed, unharmed::cleanUp);
        assertThat(unharmed.gone).isTrue();

        for (int call = 0; call < 4 * writes.size() + 8; call++) {
            MemberLife life = way.start();
            walk(life, life::reconcile);
            life.aws.calls().dieBeforeCall(call);

            assertThat(walk(life, life::cleanUp))
                    .as("dead before call %d", call)
                    .containsExactlyElementsOf(writes);
            assertThat(end(life)).as("dead before call %d", call).isEqualTo(end(unharmed));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatADeadOperatorHasDoneIsUndoneWhenTheObjectIsDeletedMeanwhile(Way way) {
        MemberLife unharmed = way.start();
        walk(unharmed, unharmed::reconcile);
        List<String> writes = walk(unharmed, unharmed::cleanUp);

        for (int call = 0; call < 4 * writes.size() + 8; call++) {
            MemberLife life = way.start();
            life.aws.calls().dieBeforeCall(call);
            life.seatsFollow(life.surviving(life::reconcile));
            life.aws.calls().heal();

            walk(life, life::cleanUp);
            assertThat(life.gone).isTrue();
            assertThat(end(life)).as("dead before call %d", call).isEqualTo(end(unharmed));
        }
    }
}
