package dev.kirooperator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TenancyTest {

    private static final TenancyRule ANYTHING = new TenancyRule(
            Namespaces.named("*"),
            Optional.empty(),
            Set.of(),
            Set.of(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            true);
    private static final TenancyRule STRICT = new TenancyRule(
            Namespaces.named("dev"),
            Optional.of(Pattern.compile("dev-.*")),
            Set.of(Plan.PRO, Plan.PRO_PLUS),
            Set.of("default"),
            OptionalInt.of(20),
            OptionalInt.empty(),
            false);

    private static TenancyRequest team(String group, Plan plan, int maxMembers) {
        return new TenancyRequest(
                "dev", "default", Optional.of(group), Optional.of(plan), OptionalInt.of(maxMembers), false);
    }

    private static TenancyRequest member(String namespace, Optional<Plan> plan, boolean adopt) {
        return new TenancyRequest(namespace, "default", Optional.empty(), plan, OptionalInt.empty(), adopt);
    }

    static Stream<Arguments> allowed() {
        return Stream.of(
                Arguments.of(team("dev-kiro", Plan.PRO, 20)),
                Arguments.of(team("dev-", Plan.PRO_PLUS, 0)),
                Arguments.of(new TenancyRequest(
                        "dev", "default", Optional.of("dev-x"), Optional.empty(), OptionalInt.of(1), false)),
                Arguments.of(member("dev", Optional.empty(), false)),
                Arguments.of(member("dev", Optional.of(Plan.PRO), false)));
    }

    private static Optional<Verdict> checkWithLimit(int limit, TenancyRequest request, int asked) {
        TenancyRule rule = new TenancyRule(
                Namespaces.named("dev"),
                Optional.empty(),
                Set.of(),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.of(limit),
                false);
        return new Tenancy(List.of(rule)).check(request, () -> asked);
    }

    @Test
    void aNamespaceMayAskForSoManySeatsAndNoMore() {
        TenancyRequest member = member("dev", Optional.of(Plan.PRO), false);

        assertThat(checkWithLimit(7, member, 7)).isEmpty();
        assertThat(checkWithLimit(7, member, 8))
                .hasValueSatisfying(verdict ->
                        assertThat(verdict.message()).contains("asks for 8 seats", "the namespace may have 7"));
        assertThat(checkWithLimit(7, team("kiro", Plan.PRO, 3), 8)).isPresent();
    }

    @Test
    void whoAsksForNoSeatIsNotCounted() {
        assertThat(checkWithLimit(0, member("dev", Optional.empty(), false), 8)).isEmpty();
        assertThat(checkWithLimit(
                        0,
                        new TenancyRequest(
                                "dev", "default", Optional.of("x"), Optional.empty(), OptionalInt.empty(), false),
                        8))
                .isEmpty();
    }

    @Test
    void aTeamWithAPlanHasToSayHowManySeatsItAsksForWhereTheyAreLimited() {
        TenancyRequest endless = new TenancyRequest(
                "dev", "default", Optional.of("kiro"), Optional.of(Plan.PRO), OptionalInt.empty(), false);

        assertThat(checkWithLimit(7, endless, 0))
                .hasValueSatisfying(verdict ->
                        assertThat(verdict.message()).contains("spec.membership.maxMembers has to be stated"));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void whatARuleAllowsAsAWholeIsAllowed(TenancyRequest request) {
        assertThat(new Tenancy(List.of(STRICT)).check(request)).isEmpty();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(team("prod-kiro", Plan.PRO, 20), "group name \"prod-kiro\" does not match dev-.*"),
                Arguments.of(team("x-dev-kiro", Plan.PRO, 20), "group name \"x-dev-kiro\" does not match dev-.*"),
                Arguments.of(team("dev-kiro", Plan.POWER, 20), "plan Power is not one of Pro, ProPlus"),
                Arguments.of(team("dev-kiro", Plan.PRO, 21), "spec.membership.maxMembers has to be at most 20"),
                Arguments.of(
                        new TenancyRequest(
                                "dev", "default", Optional.of("dev-x"), Optional.empty(), OptionalInt.empty(), false),
                        "spec.membership.maxMembers has to be at most 20"),
                Arguments.of(
                        new TenancyRequest(
                                "dev", "other", Optional.of("dev-x"), Optional.empty(), OptionalInt.of(1), false),
                        "connection \"other\" is not one of default"),
                Arguments.of(
                        new TenancyRequest(
                                "dev", "default", Optional.of("dev-x"), Optional.empty(), OptionalInt.of(1), true),
                        "adopt: true is not allowed"),
                Arguments.of(member("dev", Optional.of(Plan.POWER), false), "plan Power is not one of Pro, ProPlus"),
                Arguments.of(member("dev", Optional.empty(), true), "adopt: true is not allowed"),
                Arguments.of(member("prod", Optional.empty(), false), "no rule is for namespace \"prod\""));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatNoRuleAllowsIsRefusedWithTheFirstObjection(TenancyRequest request, String why) {
        assertThat(new Tenancy(List.of(STRICT)).check(request)).hasValueSatisfying(verdict -> {
            assertThat(verdict.reason()).isEqualTo(Reason.TARGET_NOT_ALLOWED);
            assertThat(verdict.message()).contains(why + ".").contains("kiro.tenancy.rules");
        });
    }

    @Test
    void everyObjectionOfTheRulesForTheNamespaceIsTold() {
        TenancyRule power = new TenancyRule(
                Namespaces.named("dev"),
                Optional.empty(),
                Set.of(Plan.POWER),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                true);

        assertThat(new Tenancy(List.of(STRICT, power)).check(team("prod-kiro", Plan.PRO, 20)))
                .hasValueSatisfying(verdict -> assertThat(verdict.message())
                        .contains("group name \"prod-kiro\" does not match dev-.*; plan Pro is not one of Power"));
    }

    @Test
    void twoRulesAreNotMixedIntoOneThatAllowsMore() {
        TenancyRule names = new TenancyRule(
                Namespaces.named("dev"),
                Optional.of(Pattern.compile("a")),
                Set.of(),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false);
        TenancyRule plans = new TenancyRule(
                Namespaces.named("dev"),
                Optional.of(Pattern.compile("b")),
                Set.of(Plan.POWER),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false);
        Tenancy tenancy = new Tenancy(List.of(names, plans));

        assertThat(tenancy.check(team("a", Plan.PRO, 1))).isEmpty();
        assertThat(tenancy.check(team("b", Plan.POWER, 1))).isEmpty();
        assertThat(tenancy.check(team("b", Plan.PRO, 1))).isPresent();
    }

    @ForManySeeds
    void noRuleAtAllAllowsEverything(long seed) {
        assertThat(new Tenancy(List.of()).check(request(new Gen(seed)))).isEmpty();
    }

    @ForManySeeds
    void aRuleForEverythingAllowsEverythingBesideAnyOtherRule(long seed) {
        Gen gen = new Gen(seed);

        assertThat(new Tenancy(gen.shuffled(List.of(STRICT, ANYTHING))).check(request(gen)))
                .isEmpty();
    }

    @ForManySeeds
    void theOrderOfTheRulesDoesNotDecide(long seed) {
        Gen gen = new Gen(seed);
        List<TenancyRule> rules = List.of(rule(gen), rule(gen), rule(gen));
        TenancyRequest request = request(gen);

        assertThat(new Tenancy(gen.shuffled(rules)).check(request).isPresent())
                .isEqualTo(new Tenancy(rules).check(request).isPresent());
    }

    private static TenancyRule rule(Gen gen) {
        return new TenancyRule(
                new Namespaces(gen.subset(List.of("dev", "prod")), Optional.empty()),
                gen.maybe(() -> Pattern.compile(gen.pick(List.of("dev-.*", "prod-.*")))),
                gen.subset(List.of(Plan.values())),
                gen.subset(List.of("default", "other")),
                gen.flip() ? OptionalInt.of(gen.below(10)) : OptionalInt.empty(),
                OptionalInt.empty(),
                gen.flip());
    }

    private static TenancyRequest request(Gen gen) {
        return new TenancyRequest(
                gen.pick(List.of("dev", "prod")),
                gen.pick(List.of("default", "other")),
                gen.maybe(() -> gen.pick(List.of("dev-x", "prod-x"))),
                gen.maybe(() -> gen.pick(Plan.class)),
                gen.flip() ? OptionalInt.of(gen.below(10)) : OptionalInt.empty(),
                gen.flip());
    }

    private static Tenancy byLabels(Set<String> names, String selector, NamespaceLabels labels) {
        return new Tenancy(
                List.of(new TenancyRule(
                        new Namespaces(names, Optional.of(NamespaceSelector.parse(selector))),
                        Optional.empty(),
                        Set.of(),
                        Set.of(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        false)),
                labels);
    }

    @Test
    void aRuleIsForTheNamespacesOfItsNamesAndForThoseOfItsLabels() {
        Map<String, Map<String, String>> labels =
                Map.of("named", Map.of(), "labelled", Map.of("env", "prod"), "neither", Map.of("env", "test"));
        Tenancy tenancy = byLabels(Set.of("named"), "env=prod", name -> Optional.ofNullable(labels.get(name)));

        assertThat(labels.keySet().stream()
                        .filter(name -> tenancy.check(member(name, Optional.empty(), false))
                                .isEmpty()))
                .containsExactlyInAnyOrder("named", "labelled");
    }

    @Test
    void labelsThatCannotBeReadMatchNoSelectorNotEvenOneOfAbsentLabels() {
        Tenancy tenancy = byLabels(Set.of("named"), "!legacy", name -> Optional.empty());

        assertThat(tenancy.check(member("named", Optional.empty(), false))).isEmpty();
        assertThat(tenancy.check(member("other", Optional.empty(), false))).hasValueSatisfying(verdict -> {
            assertThat(verdict.reason()).isEqualTo(Reason.TARGET_NOT_ALLOWED);
            assertThat(verdict.message())
                    .contains("no rule is for namespace \"other\"")
                    .contains("cannot be read");
        });
    }

    @Test
    void noLabelIsAskedForWhereNamesDecide() {
        NamespaceLabels unasked = name -> {
            throw new AssertionError("asked for the labels of " + name);
        };

        assertThat(byLabels(Set.of("dev"), "env=prod", unasked).check(member("dev", Optional.empty(), false)))
                .isEmpty();
        assertThat(new Tenancy(List.of(STRICT), unasked).check(member("prod", Optional.empty(), false)))
                .isPresent();
    }
}
