package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.FED;
import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.directory.ExternalId;
import dev.kirooperator.directory.User;
import dev.kirooperator.directory.UserAttributes;
import dev.kirooperator.member.UserPlanner.Observed;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import dev.kirooperator.testing.TestingMember;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What holds for whatever the manifest and the world are. */
class UserPlannerPropertiesTest {

    private static final String NAME = "ada@example.com";
    private static final UserPlanner PLANNER = new UserPlanner();

    private static TestingMember ada() {
        return TestingMember.of("dev", "ada").named("Ada", "Lovelace");
    }

    private static Observed seen(User user, Origin origin, Observed before) {
        return new Observed(
                Optional.of(user),
                Optional.of(origin),
                true,
                Optional.of(user),
                Optional.empty(),
                Map.of(),
                before.objectors(),
                false,
                Optional.empty());
    }

    private static Observed anyWorld(Gen gen) {
        return new Observed(
                gen.maybe(() -> anyUser(gen, "u")),
                gen.maybe(() -> gen.pick(Origin.class)),
                gen.flip(),
                gen.maybe(() -> new User(gen.pick(List.of("u", "v")), anyAttributes(gen, NAME), fed(gen))),
                gen.maybe(() -> anyUser(gen, gen.pick(List.of("u", "w")))),
                gen.flip() ? Map.of("u", new ObjectKey("a", "b")) : Map.of(),
                gen.flip() ? Map.of("u", List.of(new ObjectKey("c", "d"))) : Map.of(),
                gen.flip(),
                gen.below(4) == 0 ? Optional.of("https://idp.example.com") : Optional.empty());
    }

    private static User anyUser(Gen gen, String id) {
        return new User(id, anyAttributes(gen, gen.pick(List.of(NAME, "old@example.com"))), fed(gen));
    }

    private static List<ExternalId> fed(Gen gen) {
        return gen.below(4) == 0 ? FED : List.of();
    }

    private static UserAttributes anyAttributes(Gen gen, String userName) {
        return new UserAttributes(
                userName,
                gen.maybe(() -> "Ada"),
                gen.maybe(() -> "Lovelace"),
                gen.maybe(() -> "Ada Lovelace"),
                gen.maybe(() -> gen.pick(List.of(NAME, "x@example.com"))));
    }

    private static TestingMember anyMember(Gen gen) {
        TestingMember member = gen.flip() ? ada() : TestingMember.of("dev", "ada");
        return gen.flip() ? member.adopt() : member;
    }

    @ForManySeeds
    void aUserThatIsOnlyReferencedIsNeverWritten(long seed) {
        Gen gen = new Gen(seed);
        MemberGoal goal = anyMember(gen).goal();
        Observed world = anyWorld(gen);

        if (PLANNER.decide(goal, world) instanceof UserDecision.Update update) {
            assertThat(goal.adopt() || world.origin().equals(Optional.of(Origin.CREATED)))
                    .isTrue();
            assertThat(update.current().issuer()).isEmpty();
            assertThat(world.otherOwners()).doesNotContainKey(update.current().id());
            assertThat(update.origin()).isNotEqualTo(Origin.EXISTING);
        }
    }

    @ForManySeeds
    void afterItsOwnUpdateThePlannerRests(long seed) {
        Gen gen = new Gen(seed);
        MemberGoal goal = anyMember(gen).goal();
        Observed world = anyWorld(gen);

        if (PLANNER.decide(goal, world) instanceof UserDecision.Update update) {
            User written = new User(update.current().id(), update.attributes(), List.of());
            assertThat(PLANNER.decide(goal, seen(written, update.origin(), world)))
                    .isEqualTo(new UserDecision.Use(written, update.origin(), update.objection()));
        }
    }

    @ForManySeeds
    void aUserThatOthersNeedAsItIsCalledIsNeverCalledOtherwise(long seed) {
        Gen gen = new Gen(seed);
        Observed world = anyWorld(gen);

        if (PLANNER.decide(anyMember(gen).goal(), world) instanceof UserDecision.Update update
                && world.objectors().containsKey(update.current().id())) {
            assertThat(SharedIdentity.isSame(
                            update.attributes(), update.current().attributes()))
                    .isTrue();
        }
    }

    @ForManySeeds
    void aUserIsCreatedOnlyWhenNobodyHasTheName(long seed) {
        Gen gen = new Gen(seed);
        Observed world = anyWorld(gen);

        if (PLANNER.decide(anyMember(gen).goal(), world) instanceof UserDecision.Create) {
            assertThat(world.byName()).isEmpty();
            assertThat(world.provider()).isEmpty();
        }
    }
}
