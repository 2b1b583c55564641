package dev.kirooperator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.converge.Roster.Standing;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RosterTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final List<String> USERS =
            IntStream.range(0, 8).mapToObj(i -> "user-" + i).toList();

    /** A random team: its candidates, who is in the group, and its limit. */
    private record World(List<Candidate> candidates, Set<String> inGroup, OptionalInt maxMembers) {

        static World of(Gen gen) {
            List<Candidate> candidates = IntStream.range(0, gen.between(0, 12))
                    .mapToObj(i -> new Candidate(
                            key("m" + i),
                            NOON.plusSeconds(gen.below(4)),
                            gen.below(5) == 0
                                    ? Set.of()
                                    : gen.shuffled(USERS).stream()
                                            .limit(gen.between(1, 2))
                                            .collect(Collectors.toSet()),
                            gen.below(5) > 0,
                            gen.below(5) == 0))
                    .toList();
            return new World(
                    candidates, gen.subset(USERS), gen.flip() ? OptionalInt.of(gen.below(8)) : OptionalInt.empty());
        }

        Roster roster() {
            return Roster.of(candidates, inGroup, maxMembers);
        }

        List<Candidate> with(Standing standing) {
            Roster roster = roster();
            return candidates.stream()
                    .filter(c -> roster.standing(c.key()) == standing)
                    .toList();
        }
    }

    private static ObjectKey key(String name) {
        return new ObjectKey("dev", name);
    }

    private static Candidate waiting(String name, int second, String... userIds) {
        return new Candidate(key(name), NOON.plusSeconds(second), Set.of(userIds), true, false);
    }

    @Test
    void theOldestCandidatesComeInAndTheOthersWait() {
        Roster roster = Roster.of(
                List.of(waiting("c", 3, "u3"), waiting("a", 1, "u1"), waiting("b", 2, "u2")),
                Set.of(),
                OptionalInt.of(2));

        assertThat(roster.standing(key("a"))).isEqualTo(Standing.ADMITTED);
        assertThat(roster.standing(key("b"))).isEqualTo(Standing.ADMITTED);
        assertThat(roster.standing(key("c"))).isEqualTo(Standing.BEYOND_LIMIT);
        assertThat(roster.desired()).isEqualTo(3);
    }

    @Test
    void aCandidateWithoutAUserYetKeepsItsPlaceInTheQueue() {
        Roster roster = Roster.of(List.of(waiting("a", 1), waiting("b", 2, "u2")), Set.of(), OptionalInt.of(1));

        assertThat(roster.standing(key("a"))).isEqualTo(Standing.ADMITTED);
        assertThat(roster.standing(key("b"))).isEqualTo(Standing.BEYOND_LIMIT);
    }

    @Test
    void twoCandidatesForOneUserUseOneSeat() {
        Roster roster = Roster.of(
                List.of(waiting("a", 1, "u1"), waiting("b", 2, "u1"), waiting("c", 3, "u3")),
                Set.of(),
                OptionalInt.of(2));

        assertThat(roster.count(Standing.ADMITTED)).isEqualTo(3);
    }

    @Test
    void loweringTheLimitThrowsNobodyOut() {
        Roster roster = Roster.of(
                List.of(waiting("a", 1, "u1"), waiting("b", 2, "u2"), waiting("c", 0, "u3")),
                Set.of("u1", "u2"),
                OptionalInt.of(0));

        assertThat(roster.count(Standing.JOINED)).isEqualTo(2);
        assertThat(roster.standing(key("c"))).isEqualTo(Standing.BEYOND_LIMIT);
    }

    @ForManySeeds
    void presentAreTheKnownUsersInTheGroup(long seed) {
        World world = World.of(new Gen(seed));
        Roster roster = world.roster();

        assertThat(roster.present())
                .isEqualTo((int) world.inGroup().stream().filter(roster::knows).count());
    }

    @Test
    void whoIsNotACandidateIsNotAllowed() {
        assertThat(Roster.of(List.of(), Set.of(), OptionalInt.empty()).standing(key("x")))
                .isEqualTo(Standing.NOT_ALLOWED);
    }

    @ForManySeeds
    void noMoreUsersAreAdmittedThanTheLimitLeavesFree(long seed) {
        World world = World.of(new Gen(seed));
        if (world.maxMembers().isEmpty()) {
            assertThat(world.with(Standing.BEYOND_LIMIT)).isEmpty();
            return;
        }
        Set<String> seated = usersIn(world.with(Standing.JOINED), world.inGroup());
        int free = Math.max(0, world.maxMembers().getAsInt() - seated.size());

        assertThat(seatsNeeded(world.with(Standing.ADMITTED))).isLessThanOrEqualTo(free);
    }

    @ForManySeeds
    void nobodyWhoIsInTheGroupIsBeyondTheLimit(long seed) {
        World world = World.of(new Gen(seed));

        assertThat(world.with(Standing.BEYOND_LIMIT))
                .noneMatch(c -> c.userIds().stream().anyMatch(world.inGroup()::contains));
        assertThat(world.with(Standing.ADMITTED))
                .noneMatch(c -> c.userIds().stream().anyMatch(world.inGroup()::contains));
    }

    @ForManySeeds
    void whoWaitsIsYoungerThanEveryoneWhoTookASeat(long seed) {
        World world = World.of(new Gen(seed));

        List<Candidate> admitted = world.with(Standing.ADMITTED);
        for (Candidate waiting : world.with(Standing.BEYOND_LIMIT)) {
            assertThat(admitted)
                    .filteredOn(a -> admitted.stream().noneMatch(other -> sharesUser(a, other)))
                    .allSatisfy(a -> assertThat(isOlder(a, waiting)).isTrue());
        }
    }

    @ForManySeeds
    void theOrderInWhichCandidatesAreListedChangesNothing(long seed) {
        Gen gen = new Gen(seed);
        World world = World.of(gen);
        Roster roster = world.roster();
        Roster shuffled = Roster.of(gen.shuffled(world.candidates()), world.inGroup(), world.maxMembers());

        assertThat(world.candidates())
                .allSatisfy(c -> assertThat(shuffled.standing(c.key())).isEqualTo(roster.standing(c.key())));
        assertThat(USERS).allSatisfy(u -> assertThat(shuffled.knows(u)).isEqualTo(roster.knows(u)));
    }

    @ForManySeeds
    void knownAreTheUsersOfAllowedCandidatesAndOnlyThey(long seed) {
        World world = World.of(new Gen(seed));
        Set<String> expected = world.candidates().stream()
                .filter(Candidate::allowed)
                .flatMap(c -> c.userIds().stream())
                .collect(Collectors.toSet());

        Roster roster = world.roster();
        assertThat(USERS).allSatisfy(u -> assertThat(roster.knows(u)).isEqualTo(expected.contains(u)));
    }

    @ForManySeeds
    void everyCandidateHasTheStandingThatItsFlagsAllow(long seed) {
        World world = World.of(new Gen(seed));
        Roster roster = world.roster();

        assertThat(world.candidates()).allSatisfy(c -> {
            Standing standing = roster.standing(c.key());
            assertThat(standing == Standing.NOT_ALLOWED).isEqualTo(!c.allowed());
            assertThat(standing == Standing.LEAVING).isEqualTo(c.allowed() && c.leaving());
        });
        int all = 0;
        for (Standing standing : Standing.values()) {
            all += roster.count(standing);
        }
        assertThat(all).isEqualTo(world.candidates().size());
    }

    @ForManySeeds
    void raisingTheLimitPutsNobodyBack(long seed) {
        Gen gen = new Gen(seed);
        World world = World.of(gen);
        int limit = gen.below(8);
        World tight = new World(world.candidates(), world.inGroup(), OptionalInt.of(limit));
        World loose = new World(world.candidates(), world.inGroup(), OptionalInt.of(limit + gen.between(1, 3)));

        assertThat(loose.with(Standing.ADMITTED)).containsAll(tight.with(Standing.ADMITTED));
    }

    private static Set<String> usersIn(Collection<Candidate> candidates, Set<String> group) {
        return candidates.stream()
                .flatMap(c -> c.userIds().stream())
                .filter(group::contains)
                .collect(Collectors.toSet());
    }

    /** The fewest seats that these candidates can do with, each taking one for all its users. */
    private static int seatsNeeded(List<Candidate> admitted) {
        Set<String> covered = new HashSet<>();
        int seats = 0;
        List<Candidate> inOrder = new ArrayList<>(admitted);
        inOrder.sort((a, b) -> isOlder(a, b) ? -1 : 1);
        for (Candidate candidate : inOrder) {
            if (candidate.userIds().stream().noneMatch(covered::contains)) {
                covered.addAll(candidate.userIds());
                seats++;
            }
        }
        return seats;
    }

    private static boolean sharesUser(Candidate a, Candidate b) {
        return !a.equals(b) && a.userIds().stream().anyMatch(b.userIds()::contains);
    }

    private static boolean isOlder(Candidate a, Candidate b) {
        int byTime = a.createdAt().compareTo(b.createdAt());
        return byTime != 0 ? byTime < 0 : a.key().compareTo(b.key()) < 0;
    }
}
