package dev.kirooperator.aws;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.InstanceMetadata;

/** Finds the Identity Center instance of a connection. What was found is kept until a call shows that it is gone; a failure is not. */
final class InstanceLocator {

    private final ConnectionSettings settings;
    private final String region;
    private final Supplier<SsoAdminClient> ssoAdmin;
    private final Lazy<Instance> found = new Lazy<>(this::locate);

    InstanceLocator(ConnectionSettings settings, String region, Supplier<SsoAdminClient> ssoAdmin) {
        this.settings = settings;
        this.region = region;
        this.ssoAdmin = ssoAdmin;
    }

    /**
     * The instance that the settings name, else the only one that the credentials can see.
     *
     * @throws AwsException {@code NotFound(INSTANCE)} when there is none that can be used, {@code Diagnosed(BEING_MADE)} while AWS
     *     is at making it, {@code Invalid} when several are and none is chosen
     */
    Instance instance() {
        return found.get();
    }

    /** Looks again at the next call: an Identity Center that was deleted and enabled anew has other ids. */
    void forget() {
        found.forget();
    }

    Optional<Instance> known() {
        return found.made();
    }

    /** Whether the instance was found before. */
    boolean isKnown() {
        return found.made().isPresent();
    }

    /** Whether the credentials see no instance at all in the connection's Region; asks AWS. */
    boolean seesNone() {
        return InstanceListing.read(ssoAdmin).isEmpty();
    }

    private Instance locate() {
        Optional<String> arn = settings.instanceArn();
        Optional<String> store = settings.identityStoreId();
        if (arn.isPresent() && store.isPresent()) {
            return new Instance(arn.get(), store.get(), region);
        }
        return choose(InstanceListing.read(ssoAdmin));
    }

    private Instance choose(List<InstanceMetadata> all) {
        List<InstanceMetadata> fitting = all.stream().filter(settings::mean).toList();
        if (fitting.isEmpty()) {
            throw notFound(noneFound(all));
        }
        if (fitting.size() > 1) {
            throw new AwsException(
                    new AwsFailure.Invalid(call("expected one Identity Center instance in " + region + ", found "
                            + fitting.size() + " (" + arns(fitting) + "): choose one with " + key("instance-arn"))));
        }
        return usable(fitting.get(0));
    }

    private Instance usable(InstanceMetadata instance) {
        String what = "the IAM Identity Center instance " + instance.instanceArn() + " in " + region;
        switch (String.valueOf(instance.statusAsString())) {
            case "CREATE_IN_PROGRESS" ->
                throw new AwsException(new AwsFailure.Diagnosed(
                        call(what + " is being made"),
                        AwsFailure.Cause.BEING_MADE,
                        "The operator goes on by itself when AWS has made it"));
            case "CREATE_FAILED" ->
                throw notFound(what + " could not be made ("
                        + Optional.ofNullable(instance.statusReason()).orElse("AWS gives no reason")
                        + "): delete it in the Identity Center console and enable Identity Center again");
            case "DELETE_IN_PROGRESS" ->
                throw notFound(what + " is being deleted: enable Identity Center again when it is gone");
            default -> {}
        }
        return new Instance(instance.instanceArn(), instance.identityStoreId(), region);
    }

    private String noneFound(List<InstanceMetadata> all) {
        if (all.isEmpty()) {
            return expectedIn(region) + ": enable Identity Center there, set "
                    + key("region")
                    + " to the Region it is enabled in, or, in a member account of an organization, set "
                    + key("instance-arn") + " and " + key("identity-store-id");
        }
        String wanted = settings.instanceArn().or(settings::identityStoreId).orElse("");
        return "expected the IAM Identity Center instance " + wanted + " in " + region + ", found " + arns(all)
                + ": correct the setting, or set both " + key("instance-arn") + " and " + key("identity-store-id")
                + " when these credentials cannot list it";
    }

    /** What is missing, without what to do about it. */
    static String expectedIn(String region) {
        return "expected an IAM Identity Center instance in " + region + ", found none";
    }

    private String key(String property) {
        return "kiro.connections." + settings.name() + ".identity-center." + property;
    }

    private static String arns(List<InstanceMetadata> instances) {
        return instances.stream().map(InstanceMetadata::instanceArn).collect(Collectors.joining(", "));
    }

    private static AwsException notFound(String message) {
        return new AwsException(new AwsFailure.NotFound(call(message), AwsFailure.Subject.INSTANCE));
    }

    private static AwsCall call(String message) {
        return new AwsCall(InstanceListing.OPERATION, Optional.empty(), message, Optional.empty());
    }
}
