package dev.kirooperator.aws;

/**
 * An IAM Identity Center instance.
 *
 * @param instanceArn {@code arn:aws:sso:::instance/ssoins-...}
 * @param identityStoreId {@code d-...}
 * @param region the Region the instance lives in
 */
public record Instance(String instanceArn, String identityStoreId, String region) {}
