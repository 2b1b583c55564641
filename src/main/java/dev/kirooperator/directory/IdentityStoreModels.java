package dev.kirooperator.directory;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.identitystore.model.AlternateIdentifier;
import software.amazon.awssdk.services.identitystore.model.AttributeOperation;
import software.amazon.awssdk.services.identitystore.model.CreateUserRequest;
import software.amazon.awssdk.services.identitystore.model.DescribeGroupResponse;
import software.amazon.awssdk.services.identitystore.model.DescribeUserResponse;
import software.amazon.awssdk.services.identitystore.model.Email;
import software.amazon.awssdk.services.identitystore.model.Name;

/** Translates between Identity Store's shapes and the port's. */
final class IdentityStoreModels {

    private IdentityStoreModels() {}

    static User user(software.amazon.awssdk.services.identitystore.model.User user) {
        return new User(
                user.userId(),
                attributes(user.userName(), user.name(), user.displayName(), user.emails()),
                externalIds(user.externalIds()));
    }

    static User user(DescribeUserResponse user) {
        return new User(
                user.userId(),
                attributes(user.userName(), user.name(), user.displayName(), user.emails()),
                externalIds(user.externalIds()));
    }

    static Group group(software.amazon.awssdk.services.identitystore.model.Group group) {
        return group(group.groupId(), group.displayName(), group.description(), externalIds(group.externalIds()));
    }

    static Group group(DescribeGroupResponse group) {
        return group(group.groupId(), group.displayName(), group.description(), externalIds(group.externalIds()));
    }

    static CreateUserRequest.Builder createUser(UserAttributes attributes) {
        CreateUserRequest.Builder request = CreateUserRequest.builder().userName(attributes.userName());
        if (attributes.givenName().isPresent() || attributes.familyName().isPresent()) {
            Name.Builder name = Name.builder();
            attributes.givenName().ifPresent(name::givenName);
            attributes.familyName().ifPresent(name::familyName);
            request.name(name.build());
        }
        attributes.displayName().ifPresent(request::displayName);
        attributes
                .email()
                .ifPresent(email -> request.emails(
                        Email.builder().value(email).type("work").primary(true).build()));
        return request;
    }

    static AlternateIdentifier unique(String attribute, String value) {
        return AlternateIdentifier.builder()
                .uniqueAttribute(unique -> unique.attributePath(attribute).attributeValue(Document.fromString(value)))
                .build();
    }

    static AttributeOperation set(String path, Document value) {
        return AttributeOperation.builder()
                .attributePath(path)
                .attributeValue(value)
                .build();
    }

    /** The e-mail marked as primary, else the first. */
    static Optional<Email> primary(List<Email> emails) {
        return emails.stream()
                .filter(email -> Boolean.TRUE.equals(email.primary()))
                .findFirst()
                .or(() -> emails.stream().findFirst());
    }

    private static Group group(
            String id, @Nullable String displayName, @Nullable String description, List<ExternalId> externalIds) {
        return new Group(
                id, Optional.ofNullable(displayName).orElse(""), Optional.ofNullable(description), externalIds);
    }

    private static UserAttributes attributes(
            @Nullable String userName, @Nullable Name name, @Nullable String displayName, List<Email> emails) {
        return new UserAttributes(
                Optional.ofNullable(userName).orElse(""),
                Optional.ofNullable(name).map(Name::givenName),
                Optional.ofNullable(name).map(Name::familyName),
                Optional.ofNullable(displayName),
                primary(emails).map(Email::value));
    }

    private static List<ExternalId> externalIds(
            List<software.amazon.awssdk.services.identitystore.model.ExternalId> ids) {
        return ids.stream().map(id -> new ExternalId(id.issuer(), id.id())).toList();
    }
}
