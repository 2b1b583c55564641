package dev.kirooperator.team;

import static dev.kirooperator.testing.TestingIdentities.fedGroup;
import static dev.kirooperator.testing.TestingIdentities.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.directory.Group;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.guard.OwnershipMarker;
import dev.kirooperator.team.GroupPlanner.Observed;
import dev.kirooperator.testing.TestingTeam;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GroupPlannerTest {

    private static final String MARK = "[kiro-operator:prod/platform/kiro]";
    private static final String OTHERS = "[kiro-operator:prod/other/team]";
    private static final Group NONE = group("", "", "");

    private static final GroupPlanner PLANNER = planner(true);

    private static GroupPlanner planner(boolean marker) {
        return new GroupPlanner(new GroupOwnership(new OwnershipMarker("prod", marker)));
    }

    private static TestingTeam team() {
        return TestingTeam.of("platform", "kiro");
    }

    private static Observed seen(@Nullable Group recorded, boolean trusted, @Nullable Group byName) {
        return new Observed(
                Optional.ofNullable(recorded),
                trusted,
                Optional.ofNullable(byName),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** In a directory that a provider feeds, perhaps with an older team that adopts the same group. */
    private static Observed fedDirectory(
            @Nullable Group recorded, @Nullable Group byName, @Nullable ObjectKey olderAdopter) {
        return new Observed(
                Optional.ofNullable(recorded),
                false,
                Optional.ofNullable(byName),
                Optional.empty(),
                Optional.ofNullable(olderAdopter),
                Optional.of("https://idp.example.com"));
    }

    private static Observed byName(Group group) {
        return seen(null, false, group);
    }

    private static GroupDecision create(String name, String description) {
        return new GroupDecision.Create(name, description);
    }

    private static GroupDecision keep(Group group, Origin origin) {
        return new GroupDecision.Keep(group, origin);
    }

    private static GroupDecision update(Group group, String name, String description, Origin origin) {
        return new GroupDecision.Update(group, name, description, origin);
    }

    static Stream<Arguments> absent() {
        return Stream.of(
                Arguments.of(team(), create("kiro", MARK)),
                Arguments.of(team().groupName("Kiro devs"), create("Kiro devs", MARK)),
                Arguments.of(team().description("For all"), create("kiro", "For all " + MARK)),
                Arguments.of(team().description("For all " + OTHERS), create("kiro", "For all " + MARK)),
                Arguments.of(team().adopt(), create("kiro", MARK)));
    }

    @ParameterizedTest
    @MethodSource("absent")
    void aGroupThatIsNotThereIsCreatedWithTheMarker(TestingTeam team, GroupDecision expected) {
        assertThat(PLANNER.decide(team.goal(), seen(null, false, null))).isEqualTo(expected);
        assertThat(PLANNER.decide(team.goal(), seen(null, true, null))).isEqualTo(expected);
    }

    static Stream<Arguments> ours() {
        Group same = group("g", "kiro", MARK);
        Group old = group("g", "old", MARK);
        Group described = group("g", "kiro", "By hand " + MARK);
        Group unmarked = group("g", "kiro", "By hand");
        return Stream.of(
                Arguments.of("as specified", team(), byName(same), keep(same, Origin.CREATED)),
                Arguments.of("wiped cluster, adopt", team().adopt(), byName(same), keep(same, Origin.ADOPTED)),
                Arguments.of("recorded", team(), seen(same, false, same), keep(same, Origin.CREATED)),
                Arguments.of(
                        "renamed at AWS or in the manifest",
                        team(),
                        seen(old, false, null),
                        update(old, "kiro", MARK, Origin.CREATED)),
                Arguments.of(
                        "only the case differs",
                        team().groupName("Kiro"),
                        seen(same, false, same),
                        update(same, "Kiro", MARK, Origin.CREATED)),
                Arguments.of(
                        "the manifest says nothing of the description",
                        team(),
                        byName(described),
                        keep(described, Origin.CREATED)),
                Arguments.of(
                        "another description",
                        team().description("For all"),
                        byName(described),
                        update(described, "kiro", "For all " + MARK, Origin.CREATED)),
                Arguments.of(
                        "no description any more",
                        team().description(""),
                        byName(described),
                        update(described, "kiro", MARK, Origin.CREATED)),
                Arguments.of(
                        "the marker was removed by hand",
                        team(),
                        seen(unmarked, true, unmarked),
                        update(unmarked, "kiro", "By hand " + MARK, Origin.CREATED)),
                Arguments.of(
                        "a group that is gone is found again by its marker",
                        team(),
                        seen(null, true, same),
                        keep(same, Origin.CREATED)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ours")
    void theTeamsOwnGroupIsConvergedInPlace(String name, TestingTeam team, Observed observed, GroupDecision expected) {
        assertThat(PLANNER.decide(team.goal(), observed)).isEqualTo(expected);
    }

    static Stream<Arguments> released() {
        Group mine = group("g", "kiro", "By hand [kiro-operator:prod/platform/kiro released]");
        Group others = group("h", "kiro", "By hand [kiro-operator:prod/other/team released]");
        return Stream.of(
                Arguments.of(team(), mine, update(mine, "kiro", "By hand " + MARK, Origin.CREATED)),
                Arguments.of(team().adopt(), others, update(others, "kiro", "By hand " + MARK, Origin.ADOPTED)));
    }

    @ParameterizedTest
    @MethodSource("released")
    void aReleasedGroupGoesBackToItsTeamOrToOneThatAdoptsIt(TestingTeam team, Group group, GroupDecision expected) {
        assertThat(PLANNER.decide(team.goal(), byName(group))).isEqualTo(expected);
    }

    static Stream<Arguments> refused() {
        Group mine = group("g", "old", MARK);
        Group foreign = group("h", "kiro", "By hand");
        Group others = group("h", "kiro", OTHERS);
        Group released = group("h", "kiro", "[kiro-operator:prod/other/team released]");
        Group elsewhere = group("h", "kiro", "[kiro-operator:test/platform/kiro]");
        return Stream.of(
                Arguments.of("not ours", team(), byName(foreign), Reason.ALREADY_EXISTS),
                Arguments.of("a forged id", team(), seen(foreign, false, foreign), Reason.ALREADY_EXISTS),
                Arguments.of("another team's", team(), byName(others), Reason.CONFLICT),
                Arguments.of(
                        "another's, though remembered", team().adopt(), seen(others, true, others), Reason.CONFLICT),
                Arguments.of("released by another team", team(), byName(released), Reason.ALREADY_EXISTS),
                Arguments.of("another team's, with adopt", team().adopt(), byName(others), Reason.CONFLICT),
                Arguments.of("another installation's", team().adopt(), byName(elsewhere), Reason.CONFLICT),
                Arguments.of("the new name is taken", team(), seen(mine, false, foreign), Reason.ALREADY_EXISTS),
                Arguments.of(
                        "the new name is taken, with adopt",
                        team().adopt(),
                        seen(mine, true, foreign),
                        Reason.ALREADY_EXISTS),
                Arguments.of("fed by a provider", team(), byName(fedGroup("h", "kiro")), Reason.ALREADY_EXISTS));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("refused")
    void aGroupThatIsNotTheTeamsIsLeftAlone(String name, TestingTeam team, Observed observed, Reason reason) {
        assertThat(PLANNER.decide(team.goal(), observed))
                .isInstanceOfSatisfying(
                        GroupDecision.Refuse.class,
                        refuse -> assertThat(refuse.verdict().reason()).isEqualTo(reason));
    }

    @Test
    void anExistingGroupIsAdoptedOnRequestAndKeepsItsDescription() {
        Group foreign = group("h", "KIRO", "By hand");

        assertThat(PLANNER.decide(team().adopt().goal(), byName(foreign)))
                .isEqualTo(update(foreign, "kiro", "By hand " + MARK, Origin.ADOPTED));
    }

    @Test
    void ofSeveralTeamsThatAdoptAGroupAtTheSameTimeTheOldestHasIt() {
        Group foreign = group("h", "kiro", "By hand");
        Observed younger = new Observed(
                Optional.empty(),
                false,
                Optional.of(foreign),
                Optional.empty(),
                Optional.of(new ObjectKey("ops", "older")),
                Optional.empty());

        assertThat(PLANNER.decide(team().adopt().goal(), younger))
                .isInstanceOfSatisfying(GroupDecision.Refuse.class, refuse -> {
                    assertThat(refuse.verdict().reason()).isEqualTo(Reason.CONFLICT);
                    assertThat(refuse.verdict().message()).contains("ops/older", "(h)");
                });
    }

    @Test
    void withoutMarkersAnAdoptedGroupIsTheOldestTeams() {
        Group recorded = group("g", "kiro", "By hand");
        Observed younger = new Observed(
                Optional.of(recorded),
                true,
                Optional.of(recorded),
                Optional.of(Origin.ADOPTED),
                Optional.of(new ObjectKey("ops", "older")),
                Optional.empty());

        assertThat(word(planner(false).decide(team().adopt().goal(), younger))).isEqualTo("refuse CONFLICT");
    }

    @Test
    void aTeamWhoseGroupWasTakenOverMayGoOnWithAGroupOfAnotherName() {
        Group others = group("h", "shared", OTHERS);

        assertThat(PLANNER.decide(team().adopt().goal(), seen(others, true, null)))
                .isEqualTo(create("kiro", MARK));
    }

    @Test
    void aNameThatIsTakenIsSaidWithTheGroupInTheWayAndTheWayOut() {
        Group mine = group("g", "old", MARK);

        assertThat(PLANNER.decide(team().goal(), seen(mine, true, group("h", "kiro", OTHERS))))
                .isInstanceOfSatisfying(
                        GroupDecision.Refuse.class,
                        refuse ->
                                assertThat(refuse.verdict().message()).contains("group h has that name", "third one"));
    }

    @Test
    void aRecordedGroupThatIsForgedIsNotRenamed() {
        Group admins = group("a", "admins", "");

        assertThat(PLANNER.decide(team().adopt().goal(), seen(admins, false, null)))
                .isEqualTo(create("kiro", MARK));
    }

    @Test
    void theRecordedOriginStays() {
        Group same = group("g", "kiro", MARK);
        Observed adopted = new Observed(
                Optional.of(same),
                false,
                Optional.of(same),
                Optional.of(Origin.ADOPTED),
                Optional.empty(),
                Optional.empty());

        assertThat(PLANNER.decide(team().adopt().goal(), adopted)).isEqualTo(keep(same, Origin.ADOPTED));
        assertThat(PLANNER.decide(team().goal(), adopted)).isEqualTo(new GroupDecision.LetGo(same, ""));
    }

    static Stream<Arguments> fedGroups() {
        Group fed = fedGroup("g", "kiro");
        Group marked = fedGroup("g", "kiro", "[kiro-operator:prod/dev/gone]");
        Group renamed = fedGroup("g", "engineering");
        ObjectKey older = new ObjectKey("ops", "older");
        return Stream.of(
                Arguments.of("adopted", team().adopt(), fedDirectory(null, fed, null), "keep g"),
                Arguments.of("found again", team().adopt(), fedDirectory(fed, fed, null), "keep g"),
                Arguments.of("marked before", team().adopt(), fedDirectory(null, marked, null), "keep g"),
                Arguments.of(
                        "marked before and found again", team().adopt(), fedDirectory(marked, marked, null), "keep g"),
                Arguments.of("not adopted", team(), fedDirectory(null, fed, null), "refuse ALREADY_EXISTS"),
                Arguments.of("taken", team().adopt(), fedDirectory(null, fed, older), "refuse CONFLICT"),
                Arguments.of("taken back", team().adopt(), fedDirectory(fed, fed, older), "refuse CONFLICT"),
                Arguments.of(
                        "renamed by the provider",
                        team().adopt(),
                        fedDirectory(renamed, null, null),
                        "refuse MANAGED_BY_IDENTITY_PROVIDER"),
                Arguments.of(
                        "another one is named",
                        team().adopt(),
                        fedDirectory(renamed, fedGroup("h", "kiro"), null),
                        "refuse MANAGED_BY_IDENTITY_PROVIDER"),
                Arguments.of(
                        "not pushed yet",
                        team().adopt(),
                        fedDirectory(null, null, null),
                        "refuse MANAGED_BY_IDENTITY_PROVIDER"),
                Arguments.of("one of our own", team(), fedDirectory(null, null, null), "create kiro"));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("fedGroups")
    void aProvidersGroupIsKeptByTheOldestTeamThatAdoptsItUnderItsName(
            String name, TestingTeam team, Observed observed, String expected) {
        assertThat(word(PLANNER.decide(team.goal(), observed))).isEqualTo(expected);
        boolean mayGiveBack = PLANNER.ours(team.goal(), observed).isPresent();
        assertThat(mayGiveBack).isEqualTo(name.endsWith("found again"));
    }

    private static String word(GroupDecision decision) {
        if (decision instanceof GroupDecision.Keep keep) {
            return "keep " + keep.group().id();
        }
        if (decision instanceof GroupDecision.Create create) {
            return "create " + create.displayName();
        }
        return decision instanceof GroupDecision.Refuse refuse
                ? "refuse " + refuse.verdict().reason()
                : "update";
    }

    @Test
    void aGroupFedByAProviderIsUsedAndNeverWritten() {
        Group fed = fedGroup("g", "KIRO");
        Group renamed = fedGroup("g", "renamed there");

        assertThat(PLANNER.decide(team().adopt().description("x").goal(), byName(fed)))
                .isEqualTo(keep(fed, Origin.ADOPTED));
        assertThat(word(PLANNER.decide(team().adopt().goal(), seen(renamed, true, group("h", "kiro", "")))))
                .isEqualTo("refuse MANAGED_BY_IDENTITY_PROVIDER");
    }

    @Test
    void withoutMarkersTheRecordIsAllThereIs() {
        Group recorded = group("g", "old", "By hand");
        Group fed = fedGroup("g", "old");

        assertThat(planner(false).decide(team().goal(), seen(recorded, false, null)))
                .isEqualTo(update(recorded, "kiro", "By hand", Origin.CREATED));
        assertThat(planner(false).decide(team().goal(), seen(fed, false, null))).isEqualTo(create("kiro", ""));
        assertThat(planner(false).decide(team().goal(), byName(group("h", "kiro", ""))))
                .isInstanceOf(GroupDecision.Refuse.class);
    }

    @Test
    void aMarkerFromBeforeMarkersWereTurnedOffIsStillAProofAndIsTakenOff() {
        Group marked = group("g", "kiro", MARK);

        assertThat(planner(false).decide(team().goal(), byName(marked)))
                .isEqualTo(update(marked, "kiro", "", Origin.CREATED));
    }

    @Test
    void aDescriptionThatLeavesNoRoomForTheMarkerIsRefused() {
        Group full = group("h", "kiro", "x".repeat(OwnershipMarker.MAX_DESCRIPTION - MARK.length()));
        Group fits = group("h", "kiro", "x".repeat(OwnershipMarker.MAX_DESCRIPTION - MARK.length() - 1));

        assertThat(PLANNER.decide(team().adopt().goal(), byName(full)))
                .isInstanceOfSatisfying(GroupDecision.Refuse.class, refuse -> {
                    assertThat(refuse.verdict().reason()).isEqualTo(Reason.INVALID_SPEC);
                    assertThat(refuse.verdict().message()).contains("1024", "spec.group.description");
                });
        assertThat(PLANNER.decide(team().adopt().goal(), byName(fits))).isInstanceOf(GroupDecision.Update.class);
        assertThat(PLANNER.decide(team().adopt().description("short").goal(), byName(full)))
                .isInstanceOf(GroupDecision.Update.class);
    }
}
