package dev.kirooperator.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.identitystore.model.AttributeOperation;
import software.amazon.awssdk.services.identitystore.model.Email;

class UserChangesTest {

    private static final UserAttributes ADA = attributes("ada", "Ada", "Lovelace", "Ada Lovelace", "ada@example.com");

    @Test
    void nothingIsWrittenWhereNothingDiffers() {
        assertThat(UserChanges.between(ADA, ADA, UserChangesTest::notNeeded)).isEmpty();
    }

    @Test
    void onlyWhatDiffersIsWritten() {
        UserAttributes wanted = attributes("ada2", "Ada", "King", "Ada Lovelace", "ada@example.com");
        assertThat(UserChanges.between(ADA, wanted, UserChangesTest::notNeeded))
                .containsExactly(set("userName", "ada2"), set("name.familyName", "King"));
    }

    @Test
    void everyAttributeHasItsPath() {
        UserAttributes wanted = attributes("b", "c", "d", "e", "ada@example.com");
        assertThat(UserChanges.between(ADA, wanted, UserChangesTest::notNeeded))
                .extracting(AttributeOperation::attributePath)
                .containsExactly("userName", "name.givenName", "name.familyName", "displayName");
    }

    @Test
    void whatIsNotWantedIsLeftAsItIs() {
        UserAttributes wanted =
                new UserAttributes("ada", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(UserChanges.between(ADA, wanted, UserChangesTest::notNeeded)).isEmpty();
        assertThat(UserChanges.merged(ADA, wanted)).isEqualTo(ADA);
    }

    @Test
    void whatIsMissingIsAdded() {
        UserAttributes bare =
                new UserAttributes("ada", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(UserChanges.between(bare, ADA, List::of))
                .extracting(AttributeOperation::attributePath)
                .containsExactly("name.givenName", "name.familyName", "displayName", "emails");
        assertThat(UserChanges.merged(bare, ADA)).isEqualTo(ADA);
    }

    @Test
    void thePrimaryEmailIsReplacedAndTheOthersAreKept() {
        UserAttributes wanted = attributes("ada", "Ada", "Lovelace", "Ada Lovelace", "new@example.com");
        List<Email> emails =
                List.of(email("home@example.com", "home", false), email("ada@example.com", "office", true));
        assertThat(UserChanges.between(ADA, wanted, () -> emails))
                .containsExactly(AttributeOperation.builder()
                        .attributePath("emails")
                        .attributeValue(Document.listBuilder()
                                .addDocument(document("new@example.com", "office", true))
                                .addDocument(document("home@example.com", "home", false))
                                .build())
                        .build());
    }

    @Test
    void anAddressThatBecomesPrimaryIsNotListedTwice() {
        UserAttributes wanted = attributes("ada", "Ada", "Lovelace", "Ada Lovelace", "home@example.com");
        List<Email> emails = List.of(email("ada@example.com", "work", true), email("home@example.com", "home", false));
        assertThat(UserChanges.between(ADA, wanted, () -> emails)
                        .get(0)
                        .attributeValue()
                        .asList())
                .containsExactly(document("home@example.com", "work", true));
    }

    @Test
    void aUserWithoutAPrimaryEmailHasItsFirstOneReplaced() {
        assertThat(IdentityStoreModels.primary(
                        List.of(email("a@example.com", "work", false), email("b@example.com", "home", false))))
                .map(Email::value)
                .contains("a@example.com");
        assertThat(IdentityStoreModels.primary(List.of())).isEmpty();
    }

    @Test
    void attributesDoNotTellThemselvesToALog() {
        assertThat(ADA.toString()).doesNotContain("ada").doesNotContain("Lovelace");
    }

    private static List<Email> notNeeded() {
        throw new AssertionError("the e-mail addresses were asked for without need");
    }

    private static UserAttributes attributes(
            String userName, String given, String family, String display, String email) {
        return new UserAttributes(
                userName, Optional.of(given), Optional.of(family), Optional.of(display), Optional.of(email));
    }

    private static AttributeOperation set(String path, String value) {
        return AttributeOperation.builder()
                .attributePath(path)
                .attributeValue(Document.fromString(value))
                .build();
    }

    private static Email email(String value, String type, boolean primary) {
        return Email.builder().value(value).type(type).primary(primary).build();
    }

    private static Document document(String value, String type, boolean primary) {
        return Document.mapBuilder()
                .putString("value", value)
                .putString("type", type)
                .putBoolean("primary", primary)
                .build();
    }
}
