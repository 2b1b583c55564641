package dev.kirooperator.sandbox.aws.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a SigV4 Authorization header says; the signature itself is not verified. */
record Signature(String accessKeyId, String region, String service) {
    private static final Pattern CREDENTIAL =
            Pattern.compile("AWS4-HMAC-SHA256 .*?Credential=([^/,\\s]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request.*");

    /** Empty when the header is none of SigV4. */
    static Optional<Signature> parse(String authorization) {
        Matcher header = CREDENTIAL.matcher(authorization);
        return header.matches()
                ? Optional.of(new Signature(header.group(1), header.group(3), header.group(4)))
                : Optional.empty();
    }
}
