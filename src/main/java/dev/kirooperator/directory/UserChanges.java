package dev.kirooperator.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.identitystore.model.AttributeOperation;
import software.amazon.awssdk.services.identitystore.model.Email;

/** What has to be written to a user. An attribute that is not wanted is left as it is, never removed. */
final class UserChanges {

    private UserChanges() {}

    /**
     * The operations of one {@code UpdateUser}.
     *
     * @param emails the user's e-mail addresses as they are now; asked for only when the primary one changes
     */
    static List<AttributeOperation> between(
            UserAttributes current, UserAttributes wanted, Supplier<List<Email>> emails) {
        List<AttributeOperation> operations = new ArrayList<>();
        BiFunction<String, String, AttributeOperation> text =
                (path, value) -> IdentityStoreModels.set(path, Document.fromString(value));
        changed(Optional.of(current.userName()), Optional.of(wanted.userName()))
                .ifPresent(value -> operations.add(text.apply("userName", value)));
        changed(current.givenName(), wanted.givenName())
                .ifPresent(value -> operations.add(text.apply("name.givenName", value)));
        changed(current.familyName(), wanted.familyName())
                .ifPresent(value -> operations.add(text.apply("name.familyName", value)));
        changed(current.displayName(), wanted.displayName())
                .ifPresent(value -> operations.add(text.apply("displayName", value)));
        changed(current.email(), wanted.email())
                .ifPresent(
                        value -> operations.add(IdentityStoreModels.set("emails", withPrimary(emails.get(), value))));
        return operations;
    }

    /** The user's attributes after {@link #between} was written. */
    static UserAttributes merged(UserAttributes current, UserAttributes wanted) {
        return new UserAttributes(
                wanted.userName(),
                wanted.givenName().or(current::givenName),
                wanted.familyName().or(current::familyName),
                wanted.displayName().or(current::displayName),
                wanted.email().or(current::email));
    }

    private static Optional<String> changed(Optional<String> current, Optional<String> wanted) {
        return wanted.filter(value -> !current.equals(wanted));
    }

    /** All e-mail addresses with the primary one replaced: an update writes the whole list. */
    private static Document withPrimary(List<Email> emails, String address) {
        Optional<Email> replaced = IdentityStoreModels.primary(emails);
        String type = replaced.map(Email::type).orElse("work");
        List<Document> all = new ArrayList<>();
        all.add(document(address, type, true));
        emails.stream()
                .filter(email -> !Optional.of(email).equals(replaced) && !address.equals(email.value()))
                .forEach(email -> all.add(document(
                        email.value(), Optional.ofNullable(email.type()).orElse("work"), false)));
        return Document.fromList(all);
    }

    private static Document document(String value, String type, boolean primary) {
        return Document.mapBuilder()
                .putString("value", value)
                .putString("type", type)
                .putBoolean("primary", primary)
                .build();
    }
}
