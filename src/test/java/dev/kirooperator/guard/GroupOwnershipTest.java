package dev.kirooperator.guard;

import static dev.kirooperator.testing.TestingIdentities.fedGroup;
import static dev.kirooperator.testing.TestingIdentities.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.directory.Group;
import dev.kirooperator.testing.TestingSnapshot;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GroupOwnershipTest {

    private static final String OWNER = "platform/kiro-dev";
    private static final String MINE = "Developers [kiro-operator:prod/platform/kiro-dev]";
    private static final String ANOTHERS = "Developers [kiro-operator:prod/other/team]";

    private static final GroupOwnership MARKED = new GroupOwnership(new OwnershipMarker("prod", true));
    private static final GroupOwnership UNMARKED = new GroupOwnership(new OwnershipMarker("prod", false));

    private static GroupOwnership.Claim claim(boolean adopt, String... recordedId) {
        return new GroupOwnership.Claim(
                OWNER, "kiro", adopt, Stream.of(recordedId).findFirst());
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                Arguments.of("marked, by its name", MARKED, group("g", "kiro", MINE), claim(false), true),
                Arguments.of("marked, by its id", MARKED, group("g", "old name", MINE), claim(false, "g"), true),
                Arguments.of("a forged id is no proof", MARKED, group("g", "kiro", ""), claim(false, "g"), false),
                Arguments.of("nor with adopt", MARKED, group("g", "kiro", ""), claim(true, "g"), false),
                Arguments.of("another's", MARKED, group("g", "kiro", ANOTHERS), claim(true, "g"), false),
                Arguments.of("marked, by its marker alone", MARKED, group("g", "other", MINE), claim(false), true),
                Arguments.of("not there", MARKED, group("g", "other", ANOTHERS), claim(false), false),
                Arguments.of("no marker, recorded", UNMARKED, group("g", "Kiro", ""), claim(false, "g"), true),
                Arguments.of("no marker, not recorded", UNMARKED, group("g", "kiro", ""), claim(true), false),
                Arguments.of("no marker, other name", UNMARKED, group("g", "admins", ""), claim(false, "g"), false),
                Arguments.of("no marker, another's", UNMARKED, group("g", "kiro", ANOTHERS), claim(true, "g"), false),
                Arguments.of("fed, recorded, adopted", MARKED, fedGroup("g", "kiro"), claim(true, "g"), true),
                Arguments.of(
                        "fed, an old marker of another's",
                        MARKED,
                        fedGroup("g", "kiro", ANOTHERS),
                        claim(true, "g"),
                        true),
                Arguments.of(
                        "fed, an old marker of its own", MARKED, fedGroup("g", "kiro", MINE), claim(false, "g"), true),
                Arguments.of("fed, not adopted", MARKED, fedGroup("g", "kiro"), claim(false, "g"), false),
                Arguments.of("fed, not recorded", MARKED, fedGroup("g", "kiro"), claim(true), false),
                Arguments.of("fed, other name", MARKED, fedGroup("g", "admins"), claim(true, "g"), false),
                Arguments.of("fed, no marker, not adopted", UNMARKED, fedGroup("g", "kiro"), claim(false, "g"), false));
    }

    @ParameterizedTest(name = "{0}: {4}")
    @MethodSource("claims")
    void aGroupHasToBeProvenToBeTheTeams(
            String name, GroupOwnership ownership, Group group, GroupOwnership.Claim claim, boolean proven) {
        assertThat(ownership.verified(TestingSnapshot.ofGroups(group), claim))
                .isEqualTo(proven ? Optional.of(group) : Optional.empty());
    }

    @Test
    void aRecordedGroupThatIsGoneIsLookedForByItsName() {
        Group again = group("new", "kiro", MINE);

        assertThat(MARKED.verified(TestingSnapshot.ofGroups(again), claim(false, "gone")))
                .contains(again);
    }
}
