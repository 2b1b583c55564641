package dev.kirooperator.aws;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Reads a modelled member of an error by its name on the wire, whichever service the error comes from. */
final class ErrorMembers {

    private ErrorMembers() {}

    static <T> Optional<T> read(AwsServiceException error, String member, Class<T> type) {
        return error.sdkFields().stream()
                .filter(field -> field.locationName().equals(member))
                .map(field -> field.getValueOrDefault(error))
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
