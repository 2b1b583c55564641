package dev.kirooperator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClaimedSeatsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private static int upTo(HasMetadata object, List<KiroTeam> teams, List<KiroMember> members) {
        return ClaimedSeats.upTo(object, teams.stream(), members.stream(), NOW);
    }

    private static <T extends HasMetadata> T created(T object, Instant at) {
        object.getMetadata().setCreationTimestamp(at.toString());
        return object;
    }

    private static KiroTeam team(String name) {
        return TestingTeam.of("dev", name)
                .plan(Plan.PRO, null)
                .membership(null, 5)
                .build();
    }

    @Test
    void aTeamWithAPlanCountsForItsMaxMembersAndAMemberWithAPlanForOne() {
        KiroTeam with = created(team("with"), NOW);
        KiroTeam without = created(
                TestingTeam.of("dev", "without").noPlan().membership(null, 9).build(), NOW);
        KiroMember member = created(TestingMember.of("dev", "m").plan(Plan.PRO).build(), NOW.plusSeconds(1));
        KiroMember guest = created(TestingMember.of("dev", "g").build(), NOW);

        assertThat(upTo(member, List.of(with, without), List.of(member, guest))).isEqualTo(6);
    }

    @Test
    void whoHasExpiredAsksForNothing() {
        KiroMember past = created(
                TestingMember.of("dev", "past")
                        .plan(Plan.PRO)
                        .expiresAt("2026-01-01T00:00:00Z")
                        .build(),
                NOW.minusSeconds(9));
        KiroMember member = created(TestingMember.of("dev", "m").plan(Plan.PRO).build(), NOW);

        assertThat(upTo(member, List.of(), List.of(past, member))).isEqualTo(1);
    }

    /** Whatever the order of their creation, exactly those fit that fill the limit, and each knows it alone. */
    @ForManySeeds
    void theOldestComeFirstAndEachCountsOnce(long seed) {
        Gen gen = new Gen(seed);
        List<KiroTeam> teams = new ArrayList<>();
        List<KiroMember> members = new ArrayList<>();
        IntStream.range(0, 4)
                .forEach(i -> teams.add(created(team("x" + i), NOW.minus(gen.upTo(Duration.ofSeconds(3))))));
        IntStream.range(0, 6)
                .forEach(i -> members.add(created(
                        TestingMember.of("dev", "x" + i).plan(Plan.PRO).build(),
                        NOW.minus(gen.upTo(Duration.ofSeconds(3))))));

        List<Integer> sums = Stream.concat(teams.stream(), members.stream())
                .map(object -> upTo(object, teams, members))
                .sorted()
                .toList();
        List<Integer> steps = IntStream.range(0, sums.size())
                .mapToObj(i -> sums.get(i) - (i == 0 ? 0 : sums.get(i - 1)))
                .sorted()
                .toList();

        assertThat(steps).containsExactly(1, 1, 1, 1, 1, 1, 5, 5, 5, 5);
    }
}
