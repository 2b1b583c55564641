package dev.kirooperator.aws;

import static dev.kirooperator.aws.AwsOperation.Effect.READ;
import static dev.kirooperator.aws.AwsOperation.Effect.WRITE;

import dev.kirooperator.aws.IamAction.Basis;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every operation of AWS that the operator calls. The IAM policies in {@code docs/iam} are written from this list, the audit log takes from
 * it which calls are writes, and a test holds it to the calls in the code.
 */
public enum AwsOperation {
    LIST_INSTANCES("ListInstances", READ, Use.INSTANCE, "sso"),
    CREATE_INSTANCE("CreateInstance", WRITE, Use.NEW_INSTANCE, "sso"),

    LIST_USERS("ListUsers", READ, Use.DIRECTORY, "identitystore"),
    DESCRIBE_USER("DescribeUser", READ, Use.DIRECTORY, "identitystore"),
    GET_USER_ID("GetUserId", READ, Use.DIRECTORY, "identitystore"),
    LIST_GROUPS("ListGroups", READ, Use.DIRECTORY, "identitystore"),
    DESCRIBE_GROUP("DescribeGroup", READ, Use.DIRECTORY, "identitystore"),
    GET_GROUP_ID("GetGroupId", READ, Use.DIRECTORY, "identitystore"),
    LIST_GROUP_MEMBERSHIPS("ListGroupMemberships", READ, Use.DIRECTORY, "identitystore"),
    GET_GROUP_MEMBERSHIP_ID("GetGroupMembershipId", READ, Use.DIRECTORY, "identitystore"),
    LIST_ACCOUNT_ASSIGNMENTS_FOR_PRINCIPAL("ListAccountAssignmentsForPrincipal", READ, Use.DIRECTORY, "sso"),

    CREATE_GROUP("CreateGroup", WRITE, Use.GROUPS, "identitystore"),
    UPDATE_GROUP("UpdateGroup", WRITE, Use.GROUPS, "identitystore"),
    DELETE_GROUP("DeleteGroup", WRITE, Use.GROUPS, "identitystore"),
    CREATE_GROUP_MEMBERSHIP("CreateGroupMembership", WRITE, Use.GROUPS, "identitystore"),
    DELETE_GROUP_MEMBERSHIP("DeleteGroupMembership", WRITE, Use.GROUPS, "identitystore"),

    CREATE_USER("CreateUser", WRITE, Use.USERS, "identitystore"),
    UPDATE_USER("UpdateUser", WRITE, Use.USERS, "identitystore"),
    DELETE_USER("DeleteUser", WRITE, Use.USERS, "identitystore"),

    UPDATE_PASSWORD(
            "UpdatePassword",
            WRITE,
            Use.INVITATIONS,
            List.of(new IamAction("sso-directory:UpdatePassword", Basis.OBSERVED))),

    LIST_USER_SUBSCRIPTIONS("ListUserSubscriptions", READ, Use.SEATS, "user-subscriptions", behindASeatsRead()),
    LIST_APPLICATION_CLAIMS("ListApplicationClaims", READ, Use.SEATS, "user-subscriptions", behindASeatsRead()),
    LIST_APPLICATIONS("ListApplications", READ, Use.SEATS, "sso"),
    LIST_APPLICATION_ASSIGNMENTS("ListApplicationAssignments", READ, Use.SEATS, "sso"),
    LIST_PROFILES("ListProfiles", READ, Use.SEATS, "codewhisperer"),
    GET_SERVICE_QUOTA("GetServiceQuota", READ, Use.OVERAGE, "servicequotas"),
    GET_AWS_DEFAULT_SERVICE_QUOTA("GetAWSDefaultServiceQuota", READ, Use.OVERAGE, "servicequotas"),

    CREATE_ASSIGNMENT(
            "CreateAssignment",
            WRITE,
            Use.ASSIGNMENTS,
            "q",
            behindAnAssignment("user-subscriptions:CreateClaim", "sso:CreateApplicationAssignment")),
    UPDATE_ASSIGNMENT(
            "UpdateAssignment", WRITE, Use.ASSIGNMENTS, "q", behindAnAssignment("user-subscriptions:UpdateClaim")),
    DELETE_ASSIGNMENT(
            "DeleteAssignment",
            WRITE,
            Use.ASSIGNMENTS,
            "q",
            behindAnAssignment("user-subscriptions:DeleteClaim", "sso:DeleteApplicationAssignment")),
    CREATE_PROFILE("CreateProfile", WRITE, Use.NEW_PROFILE, "codewhisperer", behindAProfile()),

    /** AWS answers it whatever the policies say. */
    GET_CALLER_IDENTITY("GetCallerIdentity", READ, Use.INSTANCE, List.of()),
    ASSUME_ROLE("AssumeRole", READ, Use.ROLE, "sts");

    /** Whether an operation changes something at AWS. */
    public enum Effect {
        READ,
        WRITE
    }

    /** What an operation is for: a policy has it or leaves it out as a whole. */
    public enum Use {
        /** Finding the Identity Center instance. */
        INSTANCE,
        /** Reading users, groups and memberships. */
        DIRECTORY,
        /** Reading seats, assignments and Kiro profiles. */
        SEATS,
        /** Reading the cap on overage. */
        OVERAGE,
        /** Groups and memberships. */
        GROUPS,
        /** Users. */
        USERS,
        /** {@code invitation: Email}. */
        INVITATIONS,
        /** Subscribing groups and users to plans. */
        ASSIGNMENTS,
        /** {@code identity-center.create}. */
        NEW_INSTANCE,
        /** {@code kiro.create-profile}. */
        NEW_PROFILE,
        /** {@code role-arn}: a permission of the operator's own role, not of the one that it assumes. */
        ROLE
    }

    private final String label;
    private final Effect effect;
    private final Use use;
    private final List<IamAction> actions;

    AwsOperation(String label, Effect effect, Use use, List<IamAction> actions) {
        this.label = label;
        this.effect = effect;
        this.use = use;
        this.actions = List.copyOf(actions);
    }

    AwsOperation(String label, Effect effect, Use use, String service, IamAction... behind) {
        this(
                label,
                effect,
                use,
                Stream.concat(Stream.of(new IamAction(service + ":" + label, Basis.DOCUMENTED)), Arrays.stream(behind))
                        .toList());
    }

    /** The operation of that name; empty for one that the operator does not call. */
    public static Optional<AwsOperation> named(String label) {
        return Arrays.stream(values())
                .filter(operation -> operation.label.equals(label))
                .findAny();
    }

    /** AWS's name of it, for example {@code CreateGroup}. */
    public String label() {
        return label;
    }

    public boolean isWrite() {
        return effect == Effect.WRITE;
    }

    public Use use() {
        return use;
    }

    /** What the caller needs, the operation's own action first; empty when it needs nothing. */
    public List<IamAction> actions() {
        return actions;
    }

    private static IamAction[] behindASeatsRead() {
        return inferred(
                "sso:DescribeInstance",
                "sso:DescribeApplication",
                "sso-directory:DescribeUser",
                "sso-directory:DescribeUsers",
                "sso-directory:DescribeGroup",
                "sso-directory:DescribeGroups",
                "sso-directory:DescribeDirectory");
    }

    private static IamAction[] behindAnAssignment(String... actions) {
        return Stream.of(inferred(actions), inferred("user-subscriptions:ListClaims"), behindASeatsRead())
                .flatMap(Arrays::stream)
                .toArray(IamAction[]::new);
    }

    private static IamAction[] behindAProfile() {
        return inferred(
                "codewhisperer:TagResource",
                "sso:CreateApplication",
                "sso:UpdateApplication",
                "sso:PutApplicationAssignmentConfiguration",
                "sso:PutApplicationAuthenticationMethod",
                "sso:PutApplicationGrant",
                "sso:PutApplicationAccessScope");
    }

    private static IamAction[] inferred(String... actions) {
        return Arrays.stream(actions)
                .map(action -> new IamAction(action, Basis.INFERRED))
                .toArray(IamAction[]::new);
    }
}
