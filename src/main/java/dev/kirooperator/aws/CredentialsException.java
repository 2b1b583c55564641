package dev.kirooperator.aws;

import software.amazon.awssdk.core.exception.SdkClientException;

/** No credentials could be had for a call, so it was not sent. */
final class CredentialsException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    CredentialsException(String message, RuntimeException cause) {
        super(SdkClientException.builder().message(message).cause(cause));
    }
}
