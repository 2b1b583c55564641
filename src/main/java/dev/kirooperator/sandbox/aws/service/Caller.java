package dev.kirooperator.sandbox.aws.service;

/**
 * Who calls, as far as the request's signature says.
 *
 * @param accessKeyId the access key the request was signed with
 * @param arn the IAM user or assumed role behind that key
 * @param region the Region the request was signed for
 */
public record Caller(String accessKeyId, String arn, String region) {
    /** The account of the user or role. */
    public String account() {
        String[] parts = arn.split(":", -1);
        return parts.length > 4 ? parts[4] : "";
    }
}
