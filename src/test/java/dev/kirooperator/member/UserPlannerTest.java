package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.fedUser;
import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.directory.User;
import dev.kirooperator.directory.UserAttributes;
import dev.kirooperator.member.UserPlanner.Observed;
import dev.kirooperator.testing.TestingMember;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UserPlannerTest {

    private static final String NAME = "ada@example.com";
    private static final User ADA = user("u", NAME);
    private static final User OLD_NAME = user("u", "old@example.com");
    private static final User NAMESAKE = user("v", NAME);
    private static final User FED_ADA = fedUser("u", NAME);

    private static final UserPlanner PLANNER = new UserPlanner();

    private static TestingMember ada() {
        return TestingMember.of("dev", "ada").named("Ada", "Lovelace");
    }

    private static Observed seen(
            @Nullable User recorded, @Nullable Origin origin, boolean specUnchanged, @Nullable User byName) {
        return new Observed(
                Optional.ofNullable(recorded),
                Optional.ofNullable(origin),
                specUnchanged,
                Optional.ofNullable(byName),
                Optional.empty(),
                Map.of(),
                Map.of(),
                false,
                Optional.empty());
    }

    private static Observed fedDirectory(@Nullable User recorded, @Nullable Origin origin, @Nullable User byName) {
        return new Observed(
                Optional.ofNullable(recorded),
                Optional.ofNullable(origin),
                false,
                Optional.ofNullable(byName),
                Optional.empty(),
                Map.of(),
                Map.of(),
                false,
                Optional.of("https://idp.example.com"));
    }

    private static Observed ownedByAnother(@Nullable Origin origin, User user) {
        return new Observed(
                Optional.ofNullable(origin).map(o -> user),
                Optional.ofNullable(origin),
                true,
                Optional.of(user),
                Optional.empty(),
                Map.of(user.id(), new ObjectKey("a", "b")),
                Map.of(),
                false,
                Optional.empty());
    }

    /** The decision in words: what, which user, and as whose. */
    private static String word(UserDecision decision) {
        if (decision instanceof UserDecision.Create create) {
            return "create " + create.attributes().userName();
        }
        if (decision instanceof UserDecision.Update update) {
            return "update " + update.current().id() + " " + update.origin();
        }
        if (decision instanceof UserDecision.Use use) {
            return "use " + use.user().id() + " " + use.origin()
                    + use.objection().map(o -> " but " + o.reason()).orElse("");
        }
        if (decision instanceof UserDecision.Wait) {
            return "wait";
        }
        return "refuse " + ((UserDecision.Refuse) decision).verdict().reason();
    }

    static Stream<Arguments> absent() {
        return Stream.of(
                Arguments.of(ada(), "create " + NAME),
                Arguments.of(ada().adopt(), "create " + NAME),
                Arguments.of(ada().userName("al"), "create al"),
                Arguments.of(TestingMember.of("dev", "ada"), "refuse INVALID_SPEC"),
                Arguments.of(TestingMember.of("dev", "ada").named("Ada", null), "refuse INVALID_SPEC"),
                Arguments.of(TestingMember.of("dev", "ada").named(null, "Lovelace"), "refuse INVALID_SPEC"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("absent")
    void aUserThatIsNotThereIsCreatedIfItHasBothNames(TestingMember member, String expected) {
        assertThat(word(PLANNER.decide(member.goal(), seen(null, null, false, null))))
                .isEqualTo(expected);
        assertThat(word(PLANNER.decide(member.goal(), seen(null, Origin.CREATED, true, null))))
                .isEqualTo(expected);
    }

    static Stream<Arguments> decisions() {
        TestingMember other = ada().displayName("The Countess");
        return Stream.of(
                Arguments.of("an existing user is referenced", other, seen(null, null, false, ADA), "use u EXISTING"),
                Arguments.of("and stays so", other, seen(ADA, Origin.EXISTING, true, ADA), "use u EXISTING"),
                Arguments.of(
                        "even when it is renamed at AWS",
                        other,
                        seen(OLD_NAME, Origin.EXISTING, true, null),
                        "use u EXISTING"),
                Arguments.of(
                        "or its name goes to another",
                        other,
                        seen(OLD_NAME, Origin.EXISTING, true, NAMESAKE),
                        "use u EXISTING"),
                Arguments.of(
                        "a manifest that names another user means that one",
                        other,
                        seen(OLD_NAME, Origin.EXISTING, false, NAMESAKE),
                        "use v EXISTING"),
                Arguments.of("or a new one", other, seen(OLD_NAME, Origin.EXISTING, false, null), "create " + NAME),
                Arguments.of(
                        "a referenced user that is fed by a provider",
                        other,
                        seen(null, null, false, FED_ADA),
                        "use u EXISTING"),
                Arguments.of("our user as specified", ada(), seen(ADA, Origin.CREATED, true, ADA), "use u CREATED"),
                Arguments.of("our user differs", other, seen(ADA, Origin.CREATED, true, ADA), "update u CREATED"),
                Arguments.of(
                        "our user gets a new name",
                        ada(),
                        seen(OLD_NAME, Origin.CREATED, false, null),
                        "update u CREATED"),
                Arguments.of(
                        "our user was renamed at AWS",
                        ada(),
                        seen(OLD_NAME, Origin.CREATED, true, null),
                        "update u CREATED"),
                Arguments.of(
                        "the new name of our user is taken",
                        ada(),
                        seen(OLD_NAME, Origin.CREATED, false, NAMESAKE),
                        "refuse ALREADY_EXISTS"),
                Arguments.of(
                        "our user is fed by a provider now",
                        other,
                        seen(FED_ADA, Origin.CREATED, true, FED_ADA),
                        "use u CREATED"),
                Arguments.of(
                        "our user was deleted at AWS", ada(), seen(null, Origin.CREATED, true, null), "create " + NAME),
                Arguments.of(
                        "our user was deleted at AWS and made again by hand",
                        other,
                        seen(null, Origin.CREATED, true, NAMESAKE),
                        "use v EXISTING"),
                Arguments.of("adopted", ada().adopt(), seen(null, null, false, ADA), "use u ADOPTED"),
                Arguments.of(
                        "adopted and written",
                        ada().adopt().displayName("x"),
                        seen(null, null, false, ADA),
                        "update u ADOPTED"),
                Arguments.of(
                        "referenced before, adopted now",
                        ada().adopt().displayName("x"),
                        seen(ADA, Origin.EXISTING, false, ADA),
                        "update u ADOPTED"),
                Arguments.of(
                        "adopted before and renamed",
                        ada().adopt(),
                        seen(OLD_NAME, Origin.ADOPTED, false, null),
                        "update u ADOPTED"),
                Arguments.of("given up again", other, seen(ADA, Origin.ADOPTED, false, ADA), "use u EXISTING"),
                Arguments.of("adopt, another's", ada().adopt(), ownedByAnother(null, ADA), "refuse CONFLICT"),
                Arguments.of(
                        "adopted before, another's",
                        ada().displayName("x").adopt(),
                        ownedByAnother(Origin.ADOPTED, ADA),
                        "refuse CONFLICT"),
                Arguments.of(
                        "created as the status says, another's",
                        ada().displayName("x"),
                        ownedByAnother(Origin.CREATED, ADA),
                        "refuse CONFLICT"),
                Arguments.of(
                        "referenced before, adopted now, another's",
                        ada().adopt(),
                        ownedByAnother(Origin.EXISTING, ADA),
                        "refuse CONFLICT"),
                Arguments.of(
                        "adopt, fed by a provider and another's",
                        ada().adopt(),
                        ownedByAnother(null, FED_ADA),
                        "use u EXISTING but MANAGED_BY_IDENTITY_PROVIDER"),
                Arguments.of("reference, another's", ada(), ownedByAnother(null, ADA), "use u EXISTING"),
                Arguments.of(
                        "adopt, fed by a provider",
                        ada().adopt(),
                        seen(null, null, false, FED_ADA),
                        "use u EXISTING but MANAGED_BY_IDENTITY_PROVIDER"),
                Arguments.of(
                        "adopted before, fed by a provider now",
                        ada().adopt(),
                        seen(FED_ADA, Origin.ADOPTED, true, FED_ADA),
                        "use u EXISTING but MANAGED_BY_IDENTITY_PROVIDER"),
                Arguments.of("a directory that is fed, a new person", ada(), fedDirectory(null, null, null), "wait"),
                Arguments.of(
                        "even one whose names are not known",
                        TestingMember.of("dev", "ada"),
                        fedDirectory(null, null, null),
                        "wait"),
                Arguments.of(
                        "a directory that is fed, our user was deleted",
                        ada(),
                        fedDirectory(null, Origin.CREATED, null),
                        "wait"),
                Arguments.of(
                        "a directory that is fed, a user that is there",
                        ada(),
                        fedDirectory(null, null, FED_ADA),
                        "use u EXISTING"),
                Arguments.of(
                        "a directory that is fed, a user of ours",
                        other,
                        fedDirectory(ADA, Origin.CREATED, ADA),
                        "update u CREATED"));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("decisions")
    void whoseTheUserIsDecidesWhatMayBeDone(String name, TestingMember member, Observed observed, String expected) {
        assertThat(word(PLANNER.decide(member.goal(), observed))).isEqualTo(expected);
    }

    @Test
    void whatTheManifestDoesNotSayStaysAsItIs() {
        UserAttributes current = new UserAttributes(
                "old@example.com",
                Optional.of("Augusta"),
                Optional.of("King"),
                Optional.of("A."),
                Optional.of("a@b.c"));
        MemberGoal goal = TestingMember.of("dev", "ada").adopt().goal();
        Observed observed = seen(new User("u", current, List.of()), Origin.ADOPTED, false, null);

        assertThat(PLANNER.decide(goal, observed))
                .isInstanceOfSatisfying(
                        UserDecision.Update.class,
                        update -> assertThat(update.attributes())
                                .isEqualTo(new UserAttributes(
                                        NAME,
                                        Optional.of("Augusta"),
                                        Optional.of("King"),
                                        Optional.of("A."),
                                        Optional.of(NAME))));
    }

    @Test
    void aRefusalNamesTheObjectThatOwnsTheUserAndWhatToDo() {
        assertThat(PLANNER.decide(ada().adopt().goal(), ownedByAnother(null, ADA)))
                .isInstanceOfSatisfying(UserDecision.Refuse.class, refuse -> {
                    assertThat(refuse.verdict().reason()).isEqualTo(Reason.CONFLICT);
                    assertThat(refuse.verdict().message()).contains("a/b", "Remove spec.adopt");
                });
    }

    private static Observed emailOf(User other, Observed seen) {
        return new Observed(
                seen.recorded(),
                seen.origin(),
                seen.specUnchanged(),
                seen.byName(),
                Optional.of(other),
                seen.otherOwners(),
                seen.objectors(),
                seen.isBeingRenamed(),
                seen.provider());
    }

    static Stream<Arguments> emails() {
        User other = user("w", NAME);
        User sameEmail = new User("u", user("u", NAME).attributes(), List.of());
        return Stream.of(
                Arguments.of(
                        "a new user",
                        ada().userName("al"),
                        emailOf(other, seen(null, null, false, null)),
                        "refuse ALREADY_EXISTS"),
                Arguments.of(
                        "in other letters",
                        ada().userName("al").email("ADA@example.com"),
                        emailOf(other, seen(null, null, false, null)),
                        "refuse ALREADY_EXISTS"),
                Arguments.of(
                        "our user is to get it",
                        ada(),
                        emailOf(other, seen(OLD_NAME, Origin.CREATED, false, null)),
                        "refuse ALREADY_EXISTS"),
                Arguments.of(
                        "our user has it too",
                        ada().displayName("x"),
                        emailOf(other, seen(sameEmail, Origin.CREATED, false, sameEmail)),
                        "update u CREATED"),
                Arguments.of(
                        "it is our user's",
                        ada().displayName("x"),
                        emailOf(sameEmail, seen(sameEmail, Origin.CREATED, false, sameEmail)),
                        "update u CREATED"),
                Arguments.of(
                        "an adopted user is to get it",
                        ada().adopt().userName("old@example.com"),
                        emailOf(other, seen(null, null, false, OLD_NAME)),
                        "refuse ALREADY_EXISTS"),
                Arguments.of(
                        "a referenced user is not to get it",
                        ada().userName("old@example.com"),
                        emailOf(other, seen(null, null, false, OLD_NAME)),
                        "use u EXISTING"),
                Arguments.of(
                        "a provider's directory",
                        ada().userName("al"),
                        emailOf(other, fedDirectory(null, null, null)),
                        "wait"));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("emails")
    void anEmailAddressOfAnotherUserIsNotAskedFor(
            String name, TestingMember member, Observed observed, String expected) {
        assertThat(word(PLANNER.decide(member.goal(), observed))).isEqualTo(expected);
    }

    @Test
    void aRefusedRenameNamesBothUsers() {
        assertThat(PLANNER.decide(ada().goal(), seen(OLD_NAME, Origin.CREATED, false, NAMESAKE)))
                .isInstanceOfSatisfying(
                        UserDecision.Refuse.class,
                        refuse -> assertThat(refuse.verdict().message()).contains("User u ", "user v "));
    }

    @Test
    void aRefusalForTheEmailAddressNamesTheUserByItsIdOnly() {
        assertThat(PLANNER.decide(ada().userName("al").goal(), emailOf(user("w", NAME), seen(null, null, false, null))))
                .isInstanceOfSatisfying(
                        UserDecision.Refuse.class,
                        refuse -> assertThat(refuse.verdict().message())
                                .contains("User w ", "spec.userName", "spec.email")
                                .doesNotContain("@"));
    }
}
