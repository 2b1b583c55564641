package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.Freshness;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.directory.User;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import dev.kirooperator.testing.TestingConnection;
import dev.kirooperator.testing.TestingMember;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One user, several manifests: exactly one of them owns it. */
class UserOwnersTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final User LEGACY = user("u", "legacy");

    private final TestingConnection aws = TestingConnection.empty();
    private final UserOwners owners =
            new UserOwners((peer, connection) -> MemberGoal.of(peer).adopt());

    private static TestingMember named(String name, int age) {
        return TestingMember.of("dev", name).userName("Legacy").createdAt(NOON.minusSeconds(age));
    }

    private static TestingMember recorded(TestingMember member, String id, Origin origin) {
        return member.status(new KiroMemberStatus(
                1L,
                new UserStatus(id, origin, ManagedBy.OPERATOR, "default", null),
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    }

    private Optional<String> before(TestingMember self, TestingMember... peers) {
        return before(
                self.build(), Arrays.stream(peers).map(TestingMember::build).toList());
    }

    private Optional<String> before(KiroMember self, List<KiroMember> peers) {
        MemberRun run = new MemberRun(
                self,
                MemberGoal.of(self),
                List.of(),
                peers,
                aws,
                new Freshness.Usual(Duration.ofMinutes(8)),
                new Progress(null, 1L, NOON, Duration.ofMinutes(10)),
                new MemberStatusBuilder(self));
        Origin origin = MemberRun.userOf(self)
                .filter(user -> LEGACY.id().equals(user.id()))
                .flatMap(user -> Optional.ofNullable(user.origin()))
                .orElse(Origin.EXISTING);
        return owners.before(run, LEGACY, origin).map(ObjectKey::name);
    }

    @Test
    void theOldestThatAsksOwnsWhileNoStatusTellsYet() {
        TestingMember old = named("old", 9).adopt();
        TestingMember young = named("a-young", 1).adopt();

        assertThat(before(old, young)).isEmpty();
        assertThat(before(young, old)).contains("old");
    }

    @Test
    void ofThoseThatAreEquallyOldTheNameDecides() {
        assertThat(before(named("a", 1).adopt(), named("b", 1).adopt())).isEmpty();
        assertThat(before(named("b", 1).adopt(), named("a", 1).adopt())).contains("a");
    }

    @Test
    void whoOwnsItAlreadyKeepsItWhenAnOlderOneAsksLater() {
        TestingMember owner = recorded(named("owner", 1).adopt(), "u", Origin.ADOPTED);
        TestingMember old = recorded(named("old", 9).adopt(), "u", Origin.EXISTING);

        assertThat(before(owner, old)).isEmpty();
        assertThat(before(old, owner)).contains("owner");
    }

    @Test
    void aStatusThatClaimsAnothersUserTakesNothingFromAnOlderOwner() {
        TestingMember owner = recorded(named("owner", 9).adopt(), "u", Origin.ADOPTED);
        TestingMember forged = recorded(named("forged", 1), "u", Origin.CREATED);

        assertThat(before(owner, forged)).isEmpty();
        assertThat(before(forged, owner)).contains("owner");
    }

    @Test
    void whoOnlyReferencesItOrMeansAnotherUserOwnsNothing() {
        TestingMember self = named("self", 1).adopt();

        assertThat(before(
                        self,
                        named("new", 9),
                        recorded(named("reference", 9), "u", Origin.EXISTING),
                        recorded(named("gave-it-up", 9), "u", Origin.ADOPTED),
                        recorded(named("elsewhere", 9).adopt(), "v", Origin.ADOPTED),
                        named("namesake", 9).adopt().userName("legacy2")))
                .isEmpty();
    }

    @Test
    void whoAsksInVainIsInNobodysWay() {
        UserOwners none = new UserOwners((peer, connection) -> false);
        KiroMember self = named("self", 1).adopt().build();
        MemberRun run = new MemberRun(
                self,
                MemberGoal.of(self),
                List.of(),
                List.of(named("refused", 9).adopt().build()),
                aws,
                new Freshness.Usual(Duration.ofMinutes(8)),
                new Progress(null, 1L, NOON, Duration.ofMinutes(10)),
                new MemberStatusBuilder(self));

        assertThat(none.before(run, LEGACY, Origin.EXISTING)).isEmpty();
    }

    @ForManySeeds
    void exactlyOneOfThoseThatAskOrOwnComesFirst(long seed) {
        Gen gen = new Gen(seed);
        List<KiroMember> members = new ArrayList<>(IntStream.range(0, 2 + gen.below(4))
                .mapToObj(i -> {
                    TestingMember member = named("m" + i, gen.below(3)).adopt();
                    return gen.flip()
                            ? member.build()
                            : recorded(member, "u", gen.pick(Origin.class)).build();
                })
                .toList());

        assertThat(members.stream()
                        .filter(self -> before(
                                        self,
                                        members.stream()
                                                .filter(peer -> peer != self)
                                                .toList())
                                .isEmpty()))
                .hasSize(1);
    }
}
