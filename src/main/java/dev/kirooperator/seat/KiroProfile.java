package dev.kirooperator.seat;

import dev.kirooperator.aws.generated.kiroprofiles.model.ApplicationProperties;
import dev.kirooperator.aws.generated.kiroprofiles.model.Profile;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;

/**
 * A Kiro profile, as {@code ListProfiles} shows it. A word that is not known here never spoils it.
 *
 * @param instanceArn the Identity Center instance that its people come from; empty when they come from elsewhere
 * @param issuer the identity provider that its people come from without Identity Center; empty for an ordinary profile
 * @param applicationArn the Identity Center application that it made
 * @param overage whether use beyond the credits is allowed; AWS documents that it is off where nothing is said
 * @param error why it could not be made, changed or deleted
 */
record KiroProfile(
        String arn,
        Status status,
        Optional<String> instanceArn,
        Optional<String> issuer,
        Optional<String> applicationArn,
        boolean overage,
        Optional<String> error) {

    enum Status {
        ACTIVE,
        CREATING,
        BROKEN,
        DELETING
    }

    static KiroProfile of(Profile profile) {
        return new KiroProfile(
                Optional.ofNullable(profile.arn()).orElse("without an ARN"),
                status(profile.statusAsString()),
                Optional.ofNullable(profile.identityDetails())
                        .map(details -> details.ssoIdentityDetails())
                        .map(details -> details.instanceArn()),
                Optional.ofNullable(profile.identityDetails())
                        .map(details -> details.externalIdentityDetails())
                        .map(details -> Optional.ofNullable(details.issuerUrl()).orElse("that AWS does not name")),
                profile.applicationProperties().stream()
                        .map(ApplicationProperties::applicationArn)
                        .filter(Objects::nonNull)
                        .findFirst(),
                Optional.ofNullable(profile.optInFeatures())
                        .map(features -> features.overageConfiguration())
                        .map(overage -> overage.overageStatusAsString())
                        .filter("ENABLED"::equals)
                        .isPresent(),
                text(profile.errorDetails()));
    }

    boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** Whether its people come straight from an identity provider. */
    boolean isExternal() {
        return issuer.isPresent();
    }

    /** Whether its people come from this instance, or from where AWS does not tell. */
    boolean isOf(String instance) {
        return !isExternal() && instanceArn.map(instance::equals).orElse(true);
    }

    /** A profile that could not be changed still serves; so does one in a state that is not known here. */
    private static Status status(@Nullable String word) {
        return switch (String.valueOf(word)) {
            case "CREATING" -> Status.CREATING;
            case "CREATE_FAILED", "DELETE_FAILED" -> Status.BROKEN;
            case "DELETING" -> Status.DELETING;
            default -> Status.ACTIVE;
        };
    }

    private static Optional<String> text(@Nullable Document details) {
        if (details == null || details.isNull()) {
            return Optional.empty();
        }
        if (details.isString()) {
            return Optional.of(details.asString());
        }
        return Optional.of(details)
                .filter(Document::isMap)
                .map(map -> map.asMap().get("message"))
                .filter(Document::isString)
                .map(Document::asString)
                .or(() -> Optional.of(String.valueOf(details.unwrap())));
    }
}
