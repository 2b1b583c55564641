package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.directory.User;
import dev.kirooperator.directory.UserAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose a user is survives an operator that ends in the middle of creating it. */
class CreateIntentTest {

    private static final String ADA = "u-ada@example.com";

    private final MemberLife ada = new MemberLife();
    private UserAttributes sent = attributes("Ada");

    private static UserAttributes attributes(String givenName) {
        return new UserAttributes(
                "ada@example.com",
                Optional.of(givenName),
                Optional.of("Lovelace"),
                Optional.of("Ada Lovelace"),
                Optional.of("ada@example.com"));
    }

    @BeforeEach
    void manifest() {
        sent = ada.manifest.goal().attributes();
    }

    /** The operator ended after it had noted the intent. */
    private void crashedWhileCreating() {
        ada.reconcile();
        UserStatus noted = ada.interim.get(0).user();
        assertThat(noted).isEqualTo(CreateIntent.of(sent, "default"));
        ada.status = Optional.of(ada.interim.get(0));
        ada.restart();
    }

    @Test
    void aCreatedUserIsInTheStatusBeforeAnythingElseIsDone() {
        ada.reconcile();

        assertThat(ada.interim.stream()
                        .map(status -> Optional.ofNullable(status.user())
                                .map(UserStatus::id)
                                .orElse("-")))
                .containsExactly("-", ADA);
        assertThat(ada.user().map(UserStatus::origin)).contains(Origin.CREATED);
        assertThat(ada.user().map(UserStatus::creating)).isEmpty();
    }

    @Test
    void aUserThatWasMadeJustBeforeACrashIsOurs() {
        crashedWhileCreating();

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.user().map(UserStatus::id)).contains(ADA);
        assertThat(ada.user().map(UserStatus::origin)).contains(Origin.CREATED);
        assertThat(ada.user().map(UserStatus::creating)).isEmpty();
    }

    @Test
    void aUserThatWasNotMadeBeforeTheCrashIsMade() {
        crashedWhileCreating();
        ada.aws.directory().deleteUser(ADA);
        List<String> ignored = ada.aws.calls().takeWrites();

        assertThat(ada.reconcile()).containsExactly("create user " + ADA);
    }

    @Test
    void somebodyElsesUserOfThatNameIsOnlyReferenced() {
        crashedWhileCreating();
        ada.aws.directory().put(new User("u-other", attributes("Adele"), List.of()));
        ada.aws.directory().deleteUser(ADA);
        List<String> ignored = ada.aws.calls().takeWrites();

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.user().map(UserStatus::id)).contains("u-other");
        assertThat(ada.user().map(UserStatus::origin)).contains(Origin.EXISTING);
    }

    @Test
    void anIntentThatAwsRefusesIsTakenBackSoThatItClaimsNothingLater() {
        ada.aws.calls().deny("create user");

        ada.reconcile();
        assertThat(ada.user()).isEmpty();
        assertThat(ada.interim)
                .last()
                .satisfies(status -> assertThat(status.user()).isNull());
        assertThat(ada.reason(ConditionType.USER_SYNCED)).isEqualTo("AccessDenied");
    }

    @Test
    void aHumansUserIsNotClaimedByAnIntentThatAwsRefusedBefore() {
        ada.apply(ada.manifest.deletingItsUser());
        ada.aws.calls().loseAnswer("create user");
        ada.reconcile();
        ada.aws.calls().heal();
        ada.aws.calls().deny("create user");
        ada.reconcile();
        ada.aws.calls().heal();
        ada.aws.directory().put(new User("u-human", sent, List.of()));

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.user().map(UserStatus::origin)).contains(Origin.EXISTING);
        assertThat(ada.cleanUp()).isEmpty();
    }

    @Test
    void theRecordOfAUserThatVanishedStaysWhenAwsRefusesAnotherOne() {
        ada.reconcile();
        ada.aws.directory().deleteUser(ADA);
        ada.aws.calls().deny("create user");

        ada.reconcile();
        assertThat(ada.user().map(UserStatus::id)).contains(ADA);
        assertThat(ada.user().map(UserStatus::creating)).isEmpty();
    }

    @Test
    void aStatusThatIsWrittenBeforeTheFirstResultSaysThatTheOperatorIsAtIt() {
        ada.reconcile();

        assertThat(ada.interim)
                .hasSize(2)
                .allSatisfy(status -> assertThat(Objects.requireNonNull(status.conditions()))
                        .extracting(Condition::type, Condition::status, Condition::reason)
                        .containsExactly(
                                tuple("Ready", "False", "Progressing"),
                                tuple("Reconciling", "True", "Progressing"),
                                tuple("UserSynced", "False", "Progressing")));
    }

    @Test
    void aLaterOneKeepsTheConditions() {
        ada.reconcile();
        List<Condition> conditions =
                Objects.requireNonNull(ada.status.orElseThrow().conditions());
        ada.interim.clear();
        ada.aws.directory().deleteUser(ADA);

        ada.reconcile();
        assertThat(ada.interim)
                .isNotEmpty()
                .allSatisfy(status -> assertThat(status.conditions()).isEqualTo(conditions));
    }

    @Test
    void aUserThatSomebodyElseMadeAtTheSameTimeIsNotClaimed() {
        ada.aws.calls().conflict("create user");
        ada.aws.calls().meanwhile("create user", () -> ada.aws.directory().put(new User("u-twin", sent, List.of())));

        ada.reconcile();
        assertThat(ada.user().map(UserStatus::origin)).contains(Origin.EXISTING);
    }

    static Stream<UserAttributes> others() {
        Optional<String> none = Optional.empty();
        Optional<String> ada = Optional.of("Ada");
        Optional<String> email = Optional.of("ada@example.com");
        return Stream.of(
                new UserAttributes("ada", ada, none, none, email),
                new UserAttributes("ada", none, ada, none, email),
                new UserAttributes("ada", none, none, ada, email),
                new UserAttributes("ada", ada, Optional.of(""), none, email),
                new UserAttributes("bob", ada, none, none, email));
    }

    @ParameterizedTest
    @MethodSource("others")
    void everyAttributeCounts(UserAttributes attributes) {
        UserStatus intent = CreateIntent.of(attributes, "default");

        assertThat(others().filter(other -> CreateIntent.made(intent, new User("u", other, List.of())))
                        .toList())
                .containsExactly(attributes);
    }
}
