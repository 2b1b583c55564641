package dev.kirooperator.aws;

import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkClientException;

/** AWS asked for a pause that is too long to wait for, so a call was not sent. */
final class PausedException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    private final Duration rest;

    PausedException(Duration rest) {
        super(SdkClientException.builder()
                .message("AWS asked for a pause, of which " + rest.toSeconds() + " s are left; nothing was sent"));
        this.rest = rest;
    }

    /** What is left of the pause. */
    Duration rest() {
        return rest;
    }
}
