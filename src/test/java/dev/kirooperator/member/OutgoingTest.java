package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.directory.Membership;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import dev.kirooperator.testing.TestingMember;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** What an approval covers. */
class OutgoingTest {

    private static final Instant BEGUN = Instant.parse("2026-11-25T12:00:00Z");

    /** One departure, all of it that its hash has to cover. */
    private record Case(String membershipId, String userId, boolean seat, boolean deletesUser, int second) {

        static Case of(Gen gen) {
            return new Case(
                    gen.pick(List.of("m-1", "m-2")),
                    gen.pick(List.of("u-1", "u-2")),
                    gen.flip(),
                    gen.flip(),
                    gen.below(2));
        }

        String hash() {
            TreeMap<ObjectKey, Membership> memberships = new TreeMap<>();
            memberships.put(new ObjectKey("dev", "kiro"), new Membership(membershipId, "g-kiro", userId));
            return new Outgoing(userId, memberships, seat, deletesUser)
                    .hash(TestingMember.of("dev", "ada").build(), BEGUN.plusSeconds(second));
        }
    }

    @ForManySeeds
    void theHashNamesThisMembershipThisPersonTheseStepsAndThisHoldAndNothingElse(long seed) {
        Gen gen = new Gen(seed);
        Case one = Case.of(gen);
        Case other = Case.of(gen);

        assertThat(one.hash().equals(other.hash())).isEqualTo(one.equals(other));
    }
}
