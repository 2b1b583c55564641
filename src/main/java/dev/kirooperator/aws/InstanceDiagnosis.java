package dev.kirooperator.aws;

import dev.kirooperator.aws.AwsFailure.Cause;
import dev.kirooperator.aws.AwsFailure.Diagnosed;
import dev.kirooperator.aws.AwsFailure.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssoadmin.model.InstanceMetadata;

/**
 * Finds out why Identity Center cannot be found or used: it is in another Region, or in another account. Pure but for the questions
 * that it is given, which are asked after a failure only and remembered by whoever gives them.
 */
final class InstanceDiagnosis {

    private static final Set<String> DIRECTORY = Set.of(
            "ListUsers",
            "DescribeUser",
            "GetUserId",
            "CreateUser",
            "UpdateUser",
            "DeleteUser",
            "ListGroups",
            "DescribeGroup",
            "GetGroupId",
            "CreateGroup",
            "UpdateGroup",
            "DeleteGroup",
            "ListGroupMemberships",
            "DescribeGroupMembership",
            "GetGroupMembershipId",
            "CreateGroupMembership",
            "DeleteGroupMembership");

    private final ConnectionSettings settings;
    private final String region;
    private final Supplier<Optional<String>> elsewhere;
    private final Supplier<Optional<Owners>> owners;

    /**
     * @param elsewhere another Region in which the credentials see an instance
     * @param owners empty when AWS does not tell
     */
    InstanceDiagnosis(
            ConnectionSettings settings,
            String region,
            Supplier<Optional<String>> elsewhere,
            Supplier<Optional<Owners>> owners) {
        this.settings = settings;
        this.region = region;
        this.elsewhere = elsewhere;
        this.owners = owners;
    }

    /**
     * Who owns what.
     *
     * @param caller the account of the connection's credentials
     * @param instances the instances that the credentials see in the connection's Region
     */
    record Owners(String caller, List<InstanceMetadata> instances) {}

    /** What is behind the failure; empty when it says all that is known. Asks only about failures that may be of this kind. */
    Optional<Diagnosed> of(AwsFailure failure) {
        if (isNoInstance(failure) && !isNamed()) {
            return elsewhere.get().map(other -> wrongRegion(failure.call(), other));
        }
        if (isRefusedByStore(failure)) {
            return owners.get().flatMap(who -> foreign(failure.call(), who));
        }
        return Optional.empty();
    }

    private static boolean isNoInstance(AwsFailure failure) {
        return failure instanceof AwsFailure.NotFound missing
                && missing.subject() == Subject.INSTANCE
                && missing.call().operation().equals(InstanceListing.OPERATION);
    }

    private static boolean isRefusedByStore(AwsFailure failure) {
        boolean noStore = failure instanceof AwsFailure.NotFound missing && missing.subject() == Subject.INSTANCE;
        boolean denied = failure instanceof AwsFailure.Denied
                && failure.call()
                        .errorCode()
                        .filter(code -> code.startsWith("AccessDenied"))
                        .isPresent();
        return DIRECTORY.contains(failure.call().operation()) && (noStore || denied);
    }

    private Optional<Diagnosed> foreign(AwsCall call, Owners who) {
        List<InstanceMetadata> shown =
                who.instances().stream().filter(settings::mean).toList();
        if (shown.isEmpty()) {
            return isNamed() ? Optional.of(unseen(call, who)) : Optional.empty();
        }
        return shown.stream()
                .flatMap(instance -> Optional.ofNullable(instance.ownerAccountId()).stream())
                .filter(owner -> !owner.equals(who.caller()))
                .findFirst()
                .map(owner -> isNamed() ? inAnotherAccount(call, who, owner) : memberAccount(call, who, owner));
    }

    private boolean isNamed() {
        return settings.instanceArn().isPresent() || settings.identityStoreId().isPresent();
    }

    private Diagnosed wrongRegion(AwsCall call, String other) {
        return new Diagnosed(
                new AwsCall(call.operation(), call.errorCode(), InstanceLocator.expectedIn(region), call.requestId()),
                Cause.WRONG_REGION,
                "An IAM Identity Center instance was found in " + other + ", and the connection looks in " + region
                        + ". If it is the one, set " + key("identity-center.region") + "=" + other
                        + "; the operator uses no Region by itself that it was not told to");
    }

    private Diagnosed unseen(AwsCall call, Owners who) {
        return new Diagnosed(
                call,
                Cause.INSTANCE_IN_ANOTHER_ACCOUNT,
                "The configuration names an instance that account " + who.caller() + " does not see in " + region
                        + ", so it seems to be another account's. Set " + key("role-arn")
                        + " to a role of the account that owns it; if it is this account's own, correct "
                        + key("identity-center.region") + ", .instance-arn and .identity-store-id");
    }

    private Diagnosed inAnotherAccount(AwsCall call, Owners who, String owner) {
        return new Diagnosed(
                call,
                Cause.INSTANCE_IN_ANOTHER_ACCOUNT,
                "The configuration names an instance of account " + owner
                        + ", and the credentials are those of account " + who.caller() + ". Set " + key("role-arn")
                        + " to a role of account " + owner);
    }

    private Diagnosed memberAccount(AwsCall call, Owners who, String owner) {
        return new Diagnosed(
                call,
                Cause.MEMBER_ACCOUNT,
                "The instance belongs to the organization's account " + owner
                        + ", and the credentials are those of its member account "
                        + who.caller() + ", which may not change it. Set " + key("role-arn")
                        + " to a role of account " + owner
                        + " or of the delegated administrator account, or use an account"
                        + " instance of your own");
    }

    private String key(String property) {
        return "kiro.connections." + settings.name() + "." + property;
    }
}
