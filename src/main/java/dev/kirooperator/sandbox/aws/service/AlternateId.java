package dev.kirooperator.sandbox.aws.service;

import dev.kirooperator.sandbox.aws.world.ApiException;
import dev.kirooperator.sandbox.aws.world.ExternalId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The AlternateIdentifier of GetUserId and GetGroupId: an attribute that is unique, or an identity provider's id; exactly one of them. */
record AlternateId(Optional<ExternalId> externalId, String path, String value) {
    static AlternateId of(Input in) {
        Input alternate = in.requiredObject("AlternateIdentifier");
        Optional<Input> external = alternate.object("ExternalId");
        Optional<Input> unique = alternate.object("UniqueAttribute");
        if (external.isPresent() == unique.isPresent()) {
            throw ApiException.constraint(
                    "alternateIdentifier", "Member must have exactly one of ExternalId and UniqueAttribute");
        }
        if (external.isPresent()) {
            ExternalId id = new ExternalId(
                    external.get().required("Issuer", Rule.EXTERNAL_ID),
                    external.get().required("Id", Rule.EXTERNAL_ID));
            return new AlternateId(Optional.of(id), "", id.id());
        }
        Input attribute = unique.orElseThrow();
        return new AlternateId(
                Optional.empty(),
                attribute.required("AttributePath", Rule.ATTRIBUTE_PATH).toLowerCase(Locale.ROOT),
                attribute.required("AttributeValue", Rule.SENSITIVE));
    }

    /** What is found under the attribute at {@code path} (in lower case); a ValidationException when that is none of the unique ones. */
    <T> Optional<T> byAttribute(String first, Function<String, Optional<T>> firstFinder) {
        if (path.equals(first)) {
            return firstFinder.apply(value);
        }
        throw ApiException.validation("Attribute path '" + path + "' names no unique attribute of this resource.");
    }
}
