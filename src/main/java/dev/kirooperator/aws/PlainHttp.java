package dev.kirooperator.aws;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * Keeps calls to AWS off unencrypted connections. Endpoints of AWS's own are always {@code https}; this is about those that are set by
 * hand. A loopback address needs no encryption.
 */
public final class PlainHttp {

    /** The configuration's key that allows it. */
    public static final String ALLOW = "kiro.aws.allow-plain-http";

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");
    private static final String VARIABLE = "AWS_ENDPOINT_URL";
    private static final String PROPERTY = "aws.endpointUrl";

    private PlainHttp() {}

    /**
     * Looks at every endpoint that the AWS SDK would take from its surroundings, whatever service it is for.
     *
     * @param environment the process's variables
     * @param properties the JVM's system properties
     * @throws IllegalArgumentException when one of them is not {@code https}; the message says where it is set and what to do
     */
    public static void refuse(Map<String, String> environment, Map<String, String> properties) {
        Map<String, String> endpoints = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(VARIABLE)) {
                endpoints.put("the environment variable " + name, value);
            }
        });
        properties.forEach((name, value) -> {
            if (name.startsWith(PROPERTY)) {
                endpoints.put("the system property " + name, value);
            }
        });
        endpoints.putAll(ofProfile(ProfileFile.defaultProfileFile()));
        endpoints.forEach((where, value) -> {
            if (!value.isBlank() && !isFine(value.strip())) {
                throw new IllegalArgumentException(expectation(where, value.strip()));
            }
        });
    }

    /** Whether the endpoint is encrypted, or needs not be. */
    static boolean isFine(String endpoint) {
        try {
            return isFine(new URI(endpoint));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isFine(URI endpoint) {
        return "https".equalsIgnoreCase(endpoint.getScheme())
                || Optional.ofNullable(endpoint.getHost())
                        .filter(host ->
                                LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches())
                        .isPresent();
    }

    /** Stops a request that would go out unencrypted, wherever its endpoint comes from. */
    static ExecutionInterceptor guard() {
        return new Guard();
    }

    private static final class Guard implements ExecutionInterceptor {

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            URI endpoint = context.httpRequest().getUri();
            if (!isFine(endpoint)) {
                throw SdkClientException.create(
                        "Nothing was sent: " + expectation("the endpoint", endpoint.toString()));
            }
        }
    }

    private static Map<String, String> ofProfile(ProfileFile file) {
        String name = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
        Map<String, String> found = new TreeMap<>();
        file.profile(name).ifPresent(profile -> {
            profile.property(ProfileProperty.ENDPOINT_URL)
                    .ifPresent(value -> found.put("endpoint_url of the AWS profile " + name, value));
            profile.property("services")
                    .flatMap(services -> file.getSection("services", services))
                    .ifPresent(services -> services.properties()
                            .forEach((service, settings) -> endpoints(settings)
                                    .forEach(value -> found.put(
                                            "endpoint_url of " + service + " in the AWS profile " + name, value))));
        });
        return found;
    }

    /** The settings of one service are indented below its name, and come as one text, or each under {@code service.setting}. */
    private static List<String> endpoints(String settings) {
        return Stream.of(settings.split("\\R", -1))
                .map(line -> line.replaceFirst("^\\s*endpoint_url\\s*=\\s*", ""))
                .map(String::strip)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("http"))
                .toList();
    }

    private static String expectation(String where, String endpoint) {
        return where + ": expected an https:// URL, found " + endpoint.replaceFirst("//[^/@]*@", "//")
                + ", over which people's data and signed requests would go unencrypted. Use https, a loopback address, or, "
                + "for a stand-in in your own network, " + ALLOW + "=true";
    }
}
