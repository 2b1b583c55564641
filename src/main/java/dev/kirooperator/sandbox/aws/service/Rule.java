package dev.kirooperator.sandbox.aws.service;

import dev.kirooperator.sandbox.aws.world.ApiException;
import java.util.regex.Pattern;

/** What a text must look like. The patterns and lengths are those of AWS's service models. */
record Rule(int maxLength, Pattern pattern) {
    private static final String UUID =
            "([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}";

    static final Rule ANY = of(2048, "[\\s\\S]*");
    static final Rule SENSITIVE = of(1024, "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r \u00a0\u3000]+");
    static final Rule USER_NAME = of(128, "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+");
    static final Rule EXTERNAL_ID = of(256, "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+");
    static final Rule USER_ID = resource("user");
    static final Rule GROUP_ID = resource("group");
    static final Rule MEMBERSHIP_ID = resource("membership");
    static final Rule PRINCIPAL_ID = of(47, UUID);
    static final Rule IDENTITY_STORE_ID = of(
            93,
            "(arn:aws[a-z-]*:identitystore::\\d{12}:identitystore/)?"
                    + "(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");
    static final Rule ATTRIBUTE_PATH =
            of(255, "(?:\\p{L}+:\\p{L}+:\\p{L}+(?:\\.\\p{L}+){0,3}|\\p{L}+(?:\\.\\p{L}+){0,2})");
    static final Rule INSTANCE_ARN = of(1224, "arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}");
    static final Rule APPLICATION_ARN = of(
            1224, "arn:aws(-[a-z]{1,5}){0,3}:sso::\\d{12}:application/(sso)?ins-[a-zA-Z0-9-.]{16}/apl-[a-zA-Z0-9]{16}");
    static final Rule ACCOUNT = of(12, "\\d{12}");
    static final Rule REVISION = of(64, "[0-9]+");
    static final Rule PRINCIPAL_TYPE = of(5, "USER|GROUP");

    private static Rule resource(String kind) {
        return of(100, "(arn:aws[a-z-]*:identitystore:::" + kind + "/)?" + UUID);
    }

    private static Rule of(int maxLength, String pattern) {
        return new Rule(maxLength, Pattern.compile(pattern));
    }

    /** Throws a ValidationException that names the member. */
    void check(String member, String value) {
        if (value.isEmpty()) {
            throw ApiException.constraint(Names.camel(member), "Member must have length greater than or equal to 1");
        }
        if (value.length() > maxLength) {
            throw ApiException.constraint(
                    Names.camel(member), "Member must have length less than or equal to " + maxLength);
        }
        if (!pattern.matcher(value).matches()) {
            throw ApiException.constraint(
                    Names.camel(member), "Member must satisfy regular expression pattern: " + pattern.pattern());
        }
    }
}
