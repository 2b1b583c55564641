package dev.kirooperator.aws;

import dev.kirooperator.aws.AwsFailure.Subject;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What a {@code ResourceNotFoundException} is about: what the answer says, else what the operation names. */
final class Subjects {

    private Subjects() {}

    static Subject of(String operation, AwsServiceException error) {
        return ErrorMembers.read(error, "ResourceType", String.class)
                .flatMap(Subjects::ofResourceType)
                .orElseGet(() -> ofOperation(operation));
    }

    private static Optional<Subject> ofResourceType(String type) {
        return switch (type) {
            case "USER" -> Optional.of(Subject.USER);
            case "GROUP" -> Optional.of(Subject.GROUP);
            case "GROUP_MEMBERSHIP" -> Optional.of(Subject.MEMBERSHIP);
            case "IDENTITY_STORE" -> Optional.of(Subject.INSTANCE);
            default -> Optional.empty();
        };
    }

    private static Subject ofOperation(String operation) {
        return switch (operation) {
            case "CreateAssignment" -> Subject.PROFILE;
            case "DescribeUser", "GetUserId", "UpdateUser", "DeleteUser", "UpdatePassword" -> Subject.USER;
            case "DescribeGroup", "GetGroupId", "UpdateGroup", "DeleteGroup", "ListGroupMemberships" -> Subject.GROUP;
            case "GetGroupMembershipId", "DescribeGroupMembership", "DeleteGroupMembership" -> Subject.MEMBERSHIP;
            case "CreateUser", "CreateGroup", "ListUsers", "ListGroups", "ListInstances", "DescribeInstance" ->
                Subject.INSTANCE;
            default -> Subject.OTHER;
        };
    }
}
