package dev.kirooperator.aws;

/**
 * Where people sign in; the Kiro client asks for both.
 *
 * @param url the start URL of the Identity Center instance
 * @param region the Region of the Identity Center instance
 */
public record SignIn(String url, String region) {

    /**
     * The sign-in of an instance: the connection's own URL where it has one (an alias that was set in Identity Center cannot be read
     * by any public API), else the URL that every instance has.
     */
    static SignIn of(ConnectionSettings settings, Instance instance) {
        return new SignIn(settings.signInUrl().orElseGet(() -> defaultUrl(instance)), instance.region());
    }

    private static String defaultUrl(Instance instance) {
        return instance.region().startsWith("us-gov-")
                ? "https://start.us-gov-home.awsapps.com/directory/" + instance.identityStoreId()
                : "https://" + instance.identityStoreId() + ".awsapps.com/start";
    }
}
