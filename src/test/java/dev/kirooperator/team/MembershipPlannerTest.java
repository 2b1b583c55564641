package dev.kirooperator.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.converge.Candidate;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Roster;
import dev.kirooperator.directory.GroupMemberships;
import dev.kirooperator.directory.Membership;
import dev.kirooperator.guard.RemovalBrake;
import dev.kirooperator.guard.RemovalWindow.Answer;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MembershipPlannerTest {

    private static final List<String> USERS =
            IntStream.range(0, 12).mapToObj(i -> "user-" + i).toList();

    private final MembershipPlanner planner = new MembershipPlanner(new RemovalBrake(2, 50));

    private static GroupMemberships group(String groupId, Collection<String> userIds) {
        return new GroupMemberships(
                userIds.stream()
                        .map(id -> new Membership("m-" + id, groupId, id))
                        .collect(Collectors.toMap(Membership::userId, Function.identity())),
                Set.of(),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    /** A roster of one allowed candidate for each user. */
    private static Roster roster(Collection<String> userIds) {
        List<Candidate> candidates = userIds.stream()
                .map(id -> new Candidate(new ObjectKey("dev", id), Instant.EPOCH, Set.of(id), true, false))
                .toList();
        return Roster.of(candidates, Set.of(), OptionalInt.empty());
    }

    private MembershipPlan plan(Collection<String> inGroup, Collection<String> known, String... approved) {
        return planner.plan(
                group("g", inGroup),
                roster(known),
                MembershipPolicy.EXCLUSIVE,
                true,
                approval(Stream.of(approved).findFirst()),
                users -> Answer.GO);
    }

    private static Approval approval(Optional<String> hash) {
        return new Approval(hash, Optional.empty(), Set.of());
    }

    private static List<String> users(Collection<Membership> memberships) {
        return memberships.stream().map(Membership::userId).toList();
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        return all.stream().filter(x -> !some.contains(x)).collect(Collectors.toSet());
    }

    @Test
    void whoIsInTheGroupWithoutAManifestLeavesIt() {
        MembershipPlan plan = plan(List.of("b", "a", "x", "y"), List.of("a", "b", "c"));

        assertThat(users(plan.released())).containsExactly("x", "y");
        assertThat(plan.heldBack()).isEmpty();
    }

    @Test
    void aGroupWithoutStrangersHasNothingToRemove() {
        MembershipPlan plan = plan(List.of("a"), List.of("a", "b"));

        assertThat(plan.unmanaged()).isEmpty();
        assertThat(plan.removals()).isEmpty();
        assertThat(plan.heldBack()).isEmpty();
    }

    @Test
    void theWindowIsAskedOnlyForWhatTheBrakeLetsThroughAndMayHoldIt() {
        List<Set<String>> asked = new ArrayList<>();
        Function<Set<String>, Answer> window = users -> asked.add(users) ? Answer.HOLD : Answer.GO;
        MembershipPlan few = planWith(Set.of("a", "b", "x", "y"), window);
        MembershipPlan all = planWith(Set.of("x", "y"), window);

        assertThat(asked).containsExactly(Set.of("x", "y"));
        assertThat(few.released()).isEmpty();
        assertThat(few.heldBack().orElseThrow().message()).contains("kiro.guard.removal-window");
        assertThat(all.heldBack().orElseThrow().message()).contains("Removing 2 of 2");
    }

    @Test
    void whatWaitsForOthersIsNotReleasedAndNotSaidToBeHeld() {
        MembershipPlan plan = planWith(Set.of("a", "b", "x"), users -> Answer.WAIT);

        assertThat(plan.released()).isEmpty();
        assertThat(plan.isGathering()).isTrue();
        assertThat(plan.heldBack().orElseThrow().reason()).isEqualTo(Reason.PROGRESSING);
    }

    private MembershipPlan planWith(Set<String> inGroup, Function<Set<String>, Answer> window) {
        return planner.plan(
                group("g", inGroup),
                roster(List.of("a", "b")),
                MembershipPolicy.EXCLUSIVE,
                true,
                approval(Optional.empty()),
                window);
    }

    @Test
    void theApprovalOfOneGroupIsNoneForAnotherGroupWithTheSamePeople() {
        MembershipPlan one = planner.plan(
                group("g", USERS),
                roster(List.of()),
                MembershipPolicy.EXCLUSIVE,
                true,
                approval(Optional.empty()),
                users -> Answer.GO);
        MembershipPlan other = planner.plan(
                group("h", USERS),
                roster(List.of()),
                MembershipPolicy.EXCLUSIVE,
                true,
                approval(Optional.of(one.hash())),
                users -> Answer.GO);

        assertThat(other.released()).isEmpty();
        assertThat(other.hash()).isNotEqualTo(one.hash());
    }

    @Test
    void theHashIsTheBeginningOfASha256OverGroupAndUser() {
        assertThat(plan(List.of("a", "x"), List.of("a")).hash()).isEqualTo("f24f398fead92a83");
    }

    @ForManySeeds
    void aKnownUserIsNeverRemovedNorCountedAsUnmanaged(long seed) {
        Gen gen = new Gen(seed);
        Set<String> inGroup = gen.subset(USERS);
        Set<String> known = gen.subset(USERS);
        MembershipPlan plan = plan(inGroup, known);

        assertThat(users(plan.unmanaged())).containsExactlyInAnyOrderElementsOf(minus(inGroup, known));
        assertThat(plan.removals()).isEqualTo(plan.unmanaged());
    }

    @ForManySeeds
    void neitherAnAdditiveTeamNorOneThatMayNotRemoveRemovesAnybodyButBothCount(long seed) {
        Gen gen = new Gen(seed);
        Set<String> inGroup = gen.subset(USERS);
        Set<String> known = gen.subset(USERS);
        List<MembershipPlan> plans = List.of(
                planner.plan(
                        group("g", inGroup),
                        roster(known),
                        MembershipPolicy.ADDITIVE,
                        gen.flip(),
                        approval(Optional.empty()),
                        users -> Answer.GO),
                planner.plan(
                        group("g", inGroup),
                        roster(known),
                        MembershipPolicy.EXCLUSIVE,
                        false,
                        approval(Optional.empty()),
                        users -> Answer.GO));

        assertThat(plans).allSatisfy(plan -> {
            assertThat(plan.released()).isEmpty();
            assertThat(plan.heldBack()).isEmpty();
            assertThat(plan.unmanaged()).hasSize(minus(inGroup, known).size());
        });
    }

    @ForManySeeds
    void whatIsHeldBackReleasesNobodyAndItsHashReleasesExactlyIt(long seed) {
        Gen gen = new Gen(seed);
        Set<String> inGroup = gen.subset(USERS);
        Set<String> known = gen.subset(USERS);
        MembershipPlan plan = plan(inGroup, known);

        assertThat(plan.released()).isEqualTo(plan.heldBack().isPresent() ? List.of() : plan.removals());
        MembershipPlan approved = plan(inGroup, known, plan.hash());
        assertThat(approved.heldBack()).isEmpty();
        assertThat(approved.released()).isEqualTo(plan.removals());
    }

    @ForManySeeds
    void theHashDependsOnTheSetOfRemovalsAndOnNothingElse(long seed) {
        Gen gen = new Gen(seed);
        Set<String> inGroup = gen.subset(USERS);
        Set<String> known = gen.subset(USERS);
        Set<String> otherGroup = gen.subset(USERS);
        Set<String> otherKnown = gen.subset(USERS);

        boolean sameRemovals = minus(inGroup, known).equals(minus(otherGroup, otherKnown));
        String hash = plan(inGroup, known).hash();
        assertThat(plan(gen.shuffled(inGroup), gen.shuffled(known)).hash()).isEqualTo(hash);
        assertThat(plan(minus(inGroup, known), Set.of()).hash()).isEqualTo(hash);
        assertThat(plan(otherGroup, otherKnown).hash().equals(hash)).isEqualTo(sameRemovals);
    }

    @ForManySeeds
    void whatWasLetGoGoesOnWithoutAnotherApprovalAndTakesNobodyElseWithIt(long seed) {
        Gen gen = new Gen(seed);
        Set<String> underWay = gen.subset(USERS);
        Set<String> left = gen.subset(USERS);
        MembershipPlan plan = planner.plan(
                group("g", left),
                roster(List.of()),
                MembershipPolicy.EXCLUSIVE,
                true,
                new Approval(Optional.empty(), Optional.of("used"), underWay),
                users -> Answer.HOLD);

        assertThat(plan.released()).hasSize(underWay.containsAll(left) ? left.size() : 0);
    }

    @ForManySeeds
    void anApprovalCoversNobodyWhoCameLater(long seed) {
        Gen gen = new Gen(seed);
        Set<String> inGroup = gen.subset(USERS);
        String approval = plan(inGroup, Set.of()).hash();
        Set<String> more = Stream.concat(inGroup.stream(), Stream.of("late-1", "late-2", "late-3"))
                .collect(Collectors.toSet());

        assertThat(plan(more, Set.of(), approval).released()).isEmpty();
    }
}
