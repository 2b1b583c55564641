package dev.kirooperator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.directory.ExternalId;
import dev.kirooperator.directory.Group;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import dev.kirooperator.testing.TestingSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What no request and no directory, however odd, gets past the guards. */
class GuardPropertiesTest {

    private static final List<String> OWNERS = List.of("platform/kiro", "platform/other", "dev/kiro");
    private static final List<String> NAMES = List.of("kiro", "Kiro", "other", "AWSAdmins");

    /** Whoever claims, nobody gets a group that carries somebody else's marker, nor one without any that no identity provider feeds. */
    @ForManySeeds
    void aGroupIsOnlyEverGivenToTheOneThatItNames(long seed) {
        Gen gen = new Gen(seed);
        GroupOwnership ownership = new GroupOwnership(new OwnershipMarker("prod", true));
        TestingSnapshot snapshot = new TestingSnapshot(List.of(), groups(gen));
        GroupOwnership.Claim claim = claim(gen, snapshot);

        Optional<Group> given = ownership.verified(snapshot, claim);

        given.ifPresent(group -> {
            boolean named = marker(group).equals(Optional.of("prod/" + claim.owner()));
            boolean fedAndAdopted = group.issuer().isPresent()
                    && claim.adopt()
                    && claim.recordedId().equals(Optional.of(group.id()))
                    && group.displayName().equalsIgnoreCase(claim.groupName());
            assertThat(named || fedAndAdopted).as("%s for %s", group, claim).isTrue();
        });
    }

    /** The team's own group is found as long as it is there, whatever it is called and whatever the status says. */
    @ForManySeeds
    void theGroupThatNamesItsTeamIsFoundUnlessAnotherOneDoesToo(long seed) {
        Gen gen = new Gen(seed);
        GroupOwnership ownership = new GroupOwnership(new OwnershipMarker("prod", true));
        TestingSnapshot snapshot = new TestingSnapshot(List.of(), groups(gen));
        GroupOwnership.Claim claim = claim(gen, snapshot);
        List<Group> mine = snapshot.groups().stream()
                .filter(group -> marker(group).equals(Optional.of("prod/" + claim.owner())))
                .toList();

        Optional<Group> given = ownership.verified(snapshot, claim);

        if (!mine.isEmpty() && given.flatMap(Group::issuer).isEmpty()) {
            assertThat(given).hasValueSatisfying(group -> assertThat(group).isIn(mine));
        }
    }

    /** Without markers a group needs the right name and the recorded id both, or a marker from before. */
    @ForManySeeds
    void withoutMarkersTheRecordedIdAloneIsNoProof(long seed) {
        Gen gen = new Gen(seed);
        GroupOwnership ownership = new GroupOwnership(new OwnershipMarker("prod", false));
        TestingSnapshot snapshot = new TestingSnapshot(List.of(), groups(gen));
        GroupOwnership.Claim claim = claim(gen, snapshot);

        ownership
                .verified(snapshot, claim)
                .ifPresent(group -> assertThat(marker(group).equals(Optional.of("prod/" + claim.owner()))
                                || (group.displayName().equalsIgnoreCase(claim.groupName())
                                        && claim.recordedId().equals(Optional.of(group.id()))))
                        .isTrue());
    }

    @ForManySeeds
    void namesThatStartWithAwsInAnyCaseAreProtectedWhateverTheRules(long seed) {
        Gen gen = new Gen(seed);
        String name = "aws"
                .chars()
                .mapToObj(Character::toString)
                .map(letter -> gen.flip() ? letter : letter.toUpperCase(Locale.ROOT))
                .reduce("", String::concat);
        Guards guards = guards(gen, rules(gen));
        TenancyRequest request = request(gen, Optional.of(name + gen.text(10)));

        assertThat(guards.check(request)).isPresent();
    }

    /** A request is let through if and only if there is no rule at all, or one rule for its namespace with no objection. */
    @ForManySeeds
    void aRequestNeedsOneRuleThatAllowsAllOfIt(long seed) {
        Gen gen = new Gen(seed);
        List<TenancyRule> rules = rules(gen);
        TenancyRequest request = request(gen, gen.maybe(() -> gen.pick(List.of("dev-a", "prod-a", "x"))));

        boolean allowed = rules.isEmpty();
        for (TenancyRule rule : rules) {
            boolean namespace = rule.namespaces().names().contains(request.namespace())
                    || rule.namespaces().names().contains("*");
            boolean connection =
                    rule.connections().isEmpty() || rule.connections().contains(request.connection());
            boolean plan = rule.plans().isEmpty()
                    || request.plan().map(rule.plans()::contains).orElse(true);
            boolean name = request.groupName().isEmpty()
                    || rule.groupNamePattern()
                            .map(pattern -> request.groupName().orElseThrow().matches(pattern.pattern()))
                            .orElse(true);
            boolean size = request.groupName().isEmpty()
                    || rule.maxMembers().isEmpty()
                    || request.maxMembers().orElse(Integer.MAX_VALUE)
                            <= rule.maxMembers().getAsInt();
            boolean adoption = rule.adoption() || !request.adopt();
            allowed |= namespace && connection && plan && name && size && adoption;
        }

        assertThat(new Tenancy(rules).check(request).isEmpty()).isEqualTo(allowed);
    }

    /** One rule more never takes away what was allowed before, but the first one. */
    @ForManySeeds
    void anotherRuleNeverForbidsWhatWasAllowed(long seed) {
        Gen gen = new Gen(seed);
        List<TenancyRule> rules = new ArrayList<>(rules(gen));
        rules.add(rule(gen));
        TenancyRequest request = request(gen, gen.maybe(() -> gen.pick(List.of("dev-a", "prod-a", "x"))));
        boolean before = new Tenancy(rules).check(request).isEmpty();
        rules.add(gen.below(rules.size()), rule(gen));

        boolean after = new Tenancy(rules).check(request).isEmpty();

        assertThat(after || !before).isTrue();
    }

    private static Optional<String> marker(Group group) {
        return group.description()
                .filter(text -> text.matches("(?s).*\\[kiro-operator:[^\\[\\]]*\\]\\s*"))
                .map(text -> text.substring(text.lastIndexOf("[kiro-operator:") + "[kiro-operator:".length()))
                .map(text -> text.substring(0, text.indexOf(']')));
    }

    private static List<Group> groups(Gen gen) {
        return IntStream.range(0, gen.between(1, 5))
                .mapToObj(i -> new Group(
                        "g" + i,
                        gen.pick(NAMES) + (gen.flip() ? "" : Integer.toString(i)),
                        description(gen),
                        gen.below(3) == 0 ? List.of(new ExternalId("https://idp.example.com", "x")) : List.of()))
                .toList();
    }

    /** None, words, or words and markers of this or another installation for this or another team, with white space about them. */
    private static Optional<String> description(Gen gen) {
        if (gen.below(4) == 0) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(gen.pick(List.of("", "words", "words [note]")));
        for (int i = gen.below(3); i > 0; i--) {
            text.append(gen.pick(List.of("", " ", "\n")))
                    .append("[kiro-operator:")
                    .append(gen.pick(List.of("prod/", "dev/")))
                    .append(gen.pick(OWNERS))
                    .append(']');
        }
        return Optional.of(text.append(gen.pick(List.of("", " "))).toString());
    }

    private static GroupOwnership.Claim claim(Gen gen, TestingSnapshot snapshot) {
        return new GroupOwnership.Claim(
                gen.pick(OWNERS),
                gen.pick(NAMES),
                gen.flip(),
                gen.maybe(() -> gen.pick(snapshot.groups()).id()));
    }

    private static Guards guards(Gen gen, List<TenancyRule> rules) {
        return new Guards(
                new ProtectedNames(
                        gen.maybe(() -> Pattern.compile("ops-.*")).stream().toList()),
                new Tenancy(rules),
                new GroupOwnership(new OwnershipMarker("prod", gen.flip())),
                new RemovalBrake(5, 10));
    }

    private static List<TenancyRule> rules(Gen gen) {
        return IntStream.range(0, gen.below(4)).mapToObj(i -> rule(gen)).toList();
    }

    private static TenancyRule rule(Gen gen) {
        return new TenancyRule(
                new Namespaces(gen.below(3) == 0 ? Set.of("*") : gen.subset(List.of("dev", "prod")), Optional.empty()),
                gen.maybe(() -> Pattern.compile(gen.pick(List.of("dev-.*", "prod-.*", ".*a")))),
                gen.flip() ? Set.of() : gen.subset(List.of(Plan.values())),
                gen.flip() ? Set.of() : gen.subset(List.of("default", "eu")),
                gen.flip() ? OptionalInt.empty() : OptionalInt.of(gen.below(5)),
                OptionalInt.empty(),
                gen.flip());
    }

    private static TenancyRequest request(Gen gen, Optional<String> groupName) {
        return new TenancyRequest(
                gen.pick(List.of("dev", "prod", "qa")),
                gen.pick(List.of("default", "eu")),
                groupName,
                gen.maybe(() -> gen.pick(Plan.class)),
                gen.flip() ? OptionalInt.empty() : OptionalInt.of(gen.below(6)),
                gen.flip());
    }
}
