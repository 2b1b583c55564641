package dev.kirooperator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OwnershipMarkerTest {

    private static final String OWNER = "platform/kiro-dev";
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int LONGEST_INSTALLATION = 63;
    private static final int LONGEST_NAMESPACE = 63;
    private static final int LONGEST_NAME = 253;

    private final OwnershipMarker marker = new OwnershipMarker("prod", true);
    private final OwnershipMarker disabled = new OwnershipMarker("prod", false);

    static Stream<Arguments> marked() {
        return Stream.of(
                Arguments.of("", "[kiro-operator:prod/platform/kiro-dev]"),
                Arguments.of("Developers", "Developers [kiro-operator:prod/platform/kiro-dev]"),
                Arguments.of("Developers [a]", "Developers [a] [kiro-operator:prod/platform/kiro-dev]"),
                Arguments.of("Developers \n", "Developers [kiro-operator:prod/platform/kiro-dev]"),
                Arguments.of("   ", "[kiro-operator:prod/platform/kiro-dev]"),
                Arguments.of(
                        "Developers [kiro-operator:test/a/b]", "Developers [kiro-operator:prod/platform/kiro-dev]"),
                Arguments.of(
                        "Forged [kiro-operator:prod/a/b] [kiro-operator:prod/c/d]",
                        "Forged [kiro-operator:prod/platform/kiro-dev]"));
    }

    @ParameterizedTest
    @MethodSource("marked")
    void theMarkerFollowsTheDescriptionAndReplacesEveryOlderOne(String description, String expected) {
        assertThat(marker.mark(description, OWNER)).isEqualTo(expected);
    }

    static Stream<Arguments> owners() {
        return Stream.of(
                Arguments.of("[kiro-operator:prod/platform/kiro-dev]", true),
                Arguments.of("Developers [kiro-operator:prod/platform/kiro-dev]\n ", true),
                Arguments.of("[kiro-operator:test/platform/kiro-dev]", false),
                Arguments.of("[kiro-operator:prod/platform/kiro-dev2]", false),
                Arguments.of("[kiro-operator:prod/kiro-dev]", false),
                Arguments.of("[kiro-operator:]", false),
                Arguments.of("[kiro-operator:prod/platform/kiro-dev] is what it said", false),
                Arguments.of("[kiro-operator:prod/platform/kiro-dev] [kiro-operator:prod/a/b]", false),
                Arguments.of("kiro-operator:prod/platform/kiro-dev", false),
                Arguments.of("", false));
    }

    @ParameterizedTest
    @MethodSource("owners")
    void onlyTheLastMarkerOfThisInstallationAndThisObjectIsAProof(String description, boolean owned) {
        assertThat(marker.isOwnedBy(description, OWNER)).isEqualTo(owned);
    }

    @Test
    void aDisabledMarkerLeavesTheDescriptionAlone() {
        assertThat(disabled.mark("Developers ", OWNER)).isEqualTo("Developers ");
    }

    @ForManySeeds
    void whatIsMarkedNamesItsOwnerAndNobodyElse(long seed) {
        Gen gen = new Gen(seed);
        String owner = gen.word(5) + "/" + gen.word(9);
        String marked = marker.mark(gen.text(60), owner);

        assertThat(marker.owner(marked)).contains("prod/" + owner);
        assertThat(marker.isOwnedBy(marked, owner)).isTrue();
        assertThat(marker.isOwnedBy(marked, owner + "x")).isFalse();
    }

    @ForManySeeds
    void whatIsReleasedIsStillItsOwnersAndNobodyElses(long seed) {
        Gen gen = new Gen(seed);
        String owner = gen.word(5) + "/" + gen.word(9);
        String marked = marker.mark(gen.text(60), owner);
        String released = marker.release(marked);

        assertThat(marker.owner(released)).isEmpty();
        assertThat(marker.isOwnedBy(released, owner)).isTrue();
        assertThat(marker.isOwnedBy(released, owner + "x")).isFalse();
        assertThat(marker.release(released)).isEqualTo(released);
        assertThat(marker.mark(released, owner)).isEqualTo(marked);
        assertThat(marker.unmark(released)).isEqualTo(marker.unmark(marked));
    }

    @Test
    void whatNobodyOwnsIsNotReleased() {
        assertThat(marker.release("Developers")).isEqualTo("Developers");
        assertThat(disabled.release("Developers [kiro-operator:prod/a/b]"))
                .isEqualTo("Developers [kiro-operator:prod/a/b]");
    }

    @Test
    void aReleaseThatDoesNotFitTakesTheMarkerOff() {
        String text = "d".repeat(OwnershipMarker.MAX_DESCRIPTION - "[kiro-operator:prod/a/b]".length() - 1);

        assertThat(marker.mark(text, "a/b")).hasSize(OwnershipMarker.MAX_DESCRIPTION);
        assertThat(marker.release(marker.mark(text, "a/b"))).isEqualTo(text);
    }

    @ForManySeeds
    void takingTheMarkerOffGivesTheDescriptionBackButForWhiteSpaceAtItsEnd(long seed) {
        String description = new Gen(seed).text(60);

        assertThat(marker.unmark(marker.mark(description, OWNER))).isEqualTo(description.replaceAll("\\s+\\z", ""));
    }

    @ForManySeeds
    void aDescriptionWithoutMarkerIsNotTouchedByTakingMarkersOff(long seed) {
        String description = new Gen(seed).text(60);

        assertThat(marker.unmark(description)).isEqualTo(description);
    }

    @ForManySeeds
    void markingTwiceIsMarkingOnceAndTheLastOwnerWins(long seed) {
        String description = new Gen(seed).text(60);
        String once = marker.mark(description, OWNER);

        assertThat(marker.mark(once, OWNER)).isEqualTo(once);
        assertThat(marker.mark(marker.mark(description, "a/b"), OWNER)).isEqualTo(once);
    }

    @ForManySeeds
    void whatTheSchemaAllowsFitsIntoADescription(long seed) {
        Gen gen = new Gen(seed);
        OwnershipMarker any = new OwnershipMarker(gen.word(gen.between(1, LONGEST_INSTALLATION)), true);
        String owner = gen.word(gen.between(1, LONGEST_NAMESPACE)) + "/" + gen.word(gen.between(1, LONGEST_NAME));

        assertThat(any.mark(gen.text(LONGEST_DESCRIPTION), owner).length())
                .isLessThanOrEqualTo(OwnershipMarker.MAX_DESCRIPTION);
    }

    @Test
    void theLongestOfEverythingFitsIntoADescription() {
        OwnershipMarker longest = new OwnershipMarker("i".repeat(LONGEST_INSTALLATION), true);
        String owner = "n".repeat(LONGEST_NAMESPACE) + "/" + "t".repeat(LONGEST_NAME);

        assertThat(longest.mark("d".repeat(LONGEST_DESCRIPTION), owner).length())
                .isLessThanOrEqualTo(OwnershipMarker.MAX_DESCRIPTION);
    }
}
