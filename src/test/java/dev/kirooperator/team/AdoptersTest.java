package dev.kirooperator.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.Namespaces;
import dev.kirooperator.guard.OwnershipMarker;
import dev.kirooperator.guard.ProtectedNames;
import dev.kirooperator.guard.RemovalBrake;
import dev.kirooperator.guard.Tenancy;
import dev.kirooperator.guard.TenancyRule;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import dev.kirooperator.testing.TestingTeam;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdoptersTest {

    private static final Adopters ANYBODY = new Adopters(guards(List.of()), team -> true);

    private static Guards guards(List<TenancyRule> rules) {
        return new Guards(
                new ProtectedNames(List.of()),
                new Tenancy(rules),
                new GroupOwnership(new OwnershipMarker("prod", true)),
                new RemovalBrake(5, 10));
    }

    private static KiroTeam team(String namespace, String createdAt, TestingTeam team) {
        KiroTeam built = team.build();
        built.getMetadata().setNamespace(namespace);
        built.getMetadata().setCreationTimestamp(createdAt);
        return built;
    }

    private static TestingTeam adopting(String group) {
        return TestingTeam.of("dev", "kiro").groupName(group).adopt();
    }

    private static final KiroTeam NEW = team("dev", "2026-11-25T12:00:00Z", adopting("Engineering"));

    @Test
    void theOldestTeamThatAdoptsTheGroupIsTheOwner() {
        KiroTeam old = team("ops", "2026-11-24T12:00:00Z", adopting("engineering"));
        KiroTeam oldest = team("qa", "2026-11-23T12:00:00Z", adopting("ENGINEERING"));

        assertThat(ANYBODY.olderThan(NEW, List.of(NEW, old, oldest))).contains(new ObjectKey("qa", "kiro"));
        assertThat(ANYBODY.olderThan(oldest, List.of(NEW, old, oldest))).isEmpty();
    }

    @Test
    void whoDoesNotAdoptItOrIsGoneOrUsesAnotherConnectionDoesNotCount() {
        String before = "2026-11-23T12:00:00Z";
        KiroTeam gone = team("a", before, adopting("engineering"));
        gone.getMetadata().setDeletionTimestamp("2026-11-25T12:00:00Z");

        assertThat(ANYBODY.olderThan(
                        NEW,
                        List.of(
                                gone,
                                team("b", before, TestingTeam.of("b", "kiro").groupName("engineering")),
                                team("c", before, adopting("other")),
                                team("d", before, adopting("engineering").connection("other")))))
                .isEmpty();
    }

    @Test
    void whoMadeTheGroupComesBeforeAllThatAdoptIt() {
        KiroTeam maker = team(
                "ops", "2026-11-25T13:00:00Z", TestingTeam.of("ops", "kiro").groupName("engineering"));
        KiroTeam old = team("qa", "2026-11-24T12:00:00Z", adopting("engineering"));
        assertThat(ANYBODY.olderThan(NEW, List.of(NEW, maker))).isEmpty();

        maker.setStatus(TestingTeam.of("ops", "kiro").recordedGroup("g").build().getStatus());
        assertThat(ANYBODY.olderThan(NEW, List.of(NEW, maker, old))).contains(new ObjectKey("ops", "kiro"));
        assertThat(new Adopters(guards(List.of()), team -> team != maker).olderThan(NEW, List.of(NEW, maker, old)))
                .as("a maker whose status is not the operator's")
                .contains(new ObjectKey("qa", "kiro"));
        assertThat(ANYBODY.olderThan(maker, List.of(NEW, maker, old))).isEmpty();

        maker.getMetadata().setDeletionTimestamp("2026-11-25T14:00:00Z");
        assertThat(ANYBODY.olderThan(NEW, List.of(NEW, maker, old))).contains(new ObjectKey("qa", "kiro"));
    }

    @Test
    void aTeamThatTheTenancyRulesRefuseKeepsTheGroupFromNobody() {
        TenancyRule dev = new TenancyRule(
                Namespaces.named("dev"),
                Optional.empty(),
                Set.of(),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                true);
        KiroTeam squatter = team("ops", "2026-11-24T12:00:00Z", adopting("engineering"));

        assertThat(new Adopters(guards(List.of(dev)), team -> true).olderThan(NEW, List.of(squatter)))
                .isEmpty();
    }

    @ForManySeeds
    void exactlyOneOfAllTeamsHasNoOlderOne(long seed) {
        Gen gen = new Gen(seed);
        List<KiroTeam> teams = IntStream.range(0, gen.between(1, 6))
                .mapToObj(i -> team("n" + i, "2026-11-2" + gen.below(9) + "T12:00:00Z", adopting("engineering")))
                .toList();

        assertThat(teams)
                .filteredOn(team -> ANYBODY.olderThan(team, teams).isEmpty())
                .hasSize(1);
    }
}
