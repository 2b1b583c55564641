package dev.kirooperator.directory;

import static dev.kirooperator.aws.AwsCalls.call;
import static dev.kirooperator.aws.AwsCalls.run;

import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.AwsFailure.Subject;
import dev.kirooperator.aws.Pages;
import dev.kirooperator.aws.Retries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.identitystore.model.AttributeOperation;
import software.amazon.awssdk.services.identitystore.model.DescribeUserResponse;
import software.amazon.awssdk.services.identitystore.model.MemberId;

/**
 * Identity Store's operations, one method each, with no state. Lists are read to their end. What is not there is empty, and deleting
 * it is done; every other failure is an {@link AwsException}.
 */
final class IdentityStoreApi {

    /** AWS's largest page. */
    static final int PAGE = 100;

    private final Supplier<IdentitystoreClient> client;
    private final Supplier<String> store;

    IdentityStoreApi(Supplier<IdentitystoreClient> client, Supplier<String> identityStoreId) {
        this.client = client;
        this.store = identityStoreId;
    }

    List<User> listUsers() {
        String storeId = store.get();
        return Pages.readAll("ListUsers", token -> {
            var page = client.get()
                    .listUsers(r -> r.identityStoreId(storeId).maxResults(PAGE).nextToken(token.orElse(null)));
            return new Pages.Page<>(
                    page.users().stream().map(IdentityStoreModels::user).toList(), page.nextToken());
        });
    }

    List<Group> listGroups() {
        String storeId = store.get();
        return Pages.readAll("ListGroups", token -> {
            var page = client.get()
                    .listGroups(r -> r.identityStoreId(storeId).maxResults(PAGE).nextToken(token.orElse(null)));
            return new Pages.Page<>(
                    page.groups().stream().map(IdentityStoreModels::group).toList(), page.nextToken());
        });
    }

    List<Membership> listMemberships(String groupId) {
        String storeId = store.get();
        return Pages.readAll("ListGroupMemberships", token -> {
            var page = client.get()
                    .listGroupMemberships(r -> r.identityStoreId(storeId)
                            .groupId(groupId)
                            .maxResults(PAGE)
                            .nextToken(token.orElse(null)));
            return new Pages.Page<>(
                    page.groupMemberships().stream()
                            .filter(membership -> membership.memberId() != null
                                    && membership.memberId().userId() != null)
                            .map(membership -> new Membership(
                                    membership.membershipId(),
                                    groupId,
                                    membership.memberId().userId()))
                            .toList(),
                    page.nextToken());
        });
    }

    Optional<User> user(String userId) {
        return describeUser(userId).map(IdentityStoreModels::user);
    }

    Optional<User> userByName(String userName) {
        String storeId = store.get();
        return unlessAbsent(
                        Set.of(Subject.USER),
                        () -> call(
                                "GetUserId",
                                () -> client.get()
                                        .getUserId(r -> r.identityStoreId(storeId)
                                                .alternateIdentifier(IdentityStoreModels.unique("userName", userName)))
                                        .userId()))
                .flatMap(this::user);
    }

    Optional<Group> group(String groupId) {
        String storeId = store.get();
        return unlessAbsent(
                Set.of(Subject.GROUP),
                () -> IdentityStoreModels.group(call(
                        "DescribeGroup",
                        () -> client.get()
                                .describeGroup(r -> r.identityStoreId(storeId).groupId(groupId)))));
    }

    Optional<Group> groupByName(String displayName) {
        String storeId = store.get();
        return unlessAbsent(
                        Set.of(Subject.GROUP),
                        () -> call(
                                "GetGroupId",
                                () -> client.get()
                                        .getGroupId(r -> r.identityStoreId(storeId)
                                                .alternateIdentifier(
                                                        IdentityStoreModels.unique("displayName", displayName)))
                                        .groupId()))
                .flatMap(this::group);
    }

    Optional<Membership> membership(String groupId, String userId) {
        String storeId = store.get();
        return unlessAbsent(
                        Set.of(Subject.MEMBERSHIP, Subject.USER, Subject.GROUP),
                        () -> call(
                                "GetGroupMembershipId",
                                () -> client.get()
                                        .getGroupMembershipId(r -> r.identityStoreId(storeId)
                                                .groupId(groupId)
                                                .memberId(MemberId.fromUserId(userId)))
                                        .membershipId()))
                .map(id -> new Membership(id, groupId, userId));
    }

    User createUser(UserAttributes attributes) {
        String storeId = store.get();
        String id = call(
                "CreateUser",
                () -> client.get()
                        .createUser(IdentityStoreModels.createUser(attributes)
                                .identityStoreId(storeId)
                                .overrideConfiguration(Retries::onlyWhenThrottled)
                                .build())
                        .userId());
        return new User(id, attributes, List.of());
    }

    Group createGroup(String displayName, String description) {
        String storeId = store.get();
        String id = call(
                "CreateGroup",
                () -> client.get()
                        .createGroup(r -> r.identityStoreId(storeId)
                                .displayName(displayName)
                                .description(description)
                                .overrideConfiguration(Retries::onlyWhenThrottled))
                        .groupId());
        return new Group(id, displayName, Optional.of(description), List.of());
    }

    Membership createMembership(String groupId, String userId) {
        String storeId = store.get();
        String id = call(
                "CreateGroupMembership",
                () -> client.get()
                        .createGroupMembership(r -> r.identityStoreId(storeId)
                                .groupId(groupId)
                                .memberId(MemberId.fromUserId(userId))
                                .overrideConfiguration(Retries::onlyWhenThrottled))
                        .membershipId());
        return new Membership(id, groupId, userId);
    }

    /**
     * Writes the attributes that differ, in one call; an attribute that {@code wanted} leaves out stays as it is.
     *
     * @return the user as it is then
     */
    User updateUser(User current, UserAttributes wanted) {
        List<AttributeOperation> operations = UserChanges.between(
                current.attributes(),
                wanted,
                () -> describeUser(current.id())
                        .map(DescribeUserResponse::emails)
                        .orElse(List.of()));
        if (operations.isEmpty()) {
            return current;
        }
        String storeId = store.get();
        run(
                "UpdateUser",
                () -> client.get()
                        .updateUser(r ->
                                r.identityStoreId(storeId).userId(current.id()).operations(operations)));
        return new User(current.id(), UserChanges.merged(current.attributes(), wanted), current.externalIds());
    }

    /**
     * Writes what differs, in one call.
     *
     * @return the group as it is then
     */
    Group updateGroup(Group current, String displayName, String description) {
        List<AttributeOperation> operations = new ArrayList<>();
        if (!current.displayName().equals(displayName)) {
            operations.add(IdentityStoreModels.set("displayName", Document.fromString(displayName)));
        }
        if (!current.description().equals(Optional.of(description))) {
            operations.add(IdentityStoreModels.set("description", Document.fromString(description)));
        }
        if (operations.isEmpty()) {
            return current;
        }
        String storeId = store.get();
        run(
                "UpdateGroup",
                () -> client.get()
                        .updateGroup(r ->
                                r.identityStoreId(storeId).groupId(current.id()).operations(operations)));
        return new Group(current.id(), displayName, Optional.of(description), current.externalIds());
    }

    void deleteUser(String userId) {
        String storeId = store.get();
        doneIfAbsent(
                Set.of(Subject.USER),
                () -> run(
                        "DeleteUser",
                        () -> client.get()
                                .deleteUser(r -> r.identityStoreId(storeId).userId(userId))));
    }

    void deleteGroup(String groupId) {
        String storeId = store.get();
        doneIfAbsent(
                Set.of(Subject.GROUP),
                () -> run(
                        "DeleteGroup",
                        () -> client.get()
                                .deleteGroup(r -> r.identityStoreId(storeId).groupId(groupId))));
    }

    void deleteMembership(String membershipId) {
        String storeId = store.get();
        doneIfAbsent(
                Set.of(Subject.MEMBERSHIP, Subject.USER, Subject.GROUP),
                () -> run(
                        "DeleteGroupMembership",
                        () -> client.get()
                                .deleteGroupMembership(
                                        r -> r.identityStoreId(storeId).membershipId(membershipId))));
    }

    private Optional<DescribeUserResponse> describeUser(String userId) {
        String storeId = store.get();
        return unlessAbsent(
                Set.of(Subject.USER),
                () -> call(
                        "DescribeUser",
                        () -> client.get()
                                .describeUser(r -> r.identityStoreId(storeId).userId(userId))));
    }

    private static void doneIfAbsent(Set<Subject> absent, Runnable request) {
        try {
            request.run();
        } catch (AwsException e) {
            if (!isAbout(e.failure(), absent)) {
                throw e;
            }
        }
    }

    private static boolean isAbout(AwsFailure failure, Set<Subject> absent) {
        return failure instanceof AwsFailure.NotFound missing && absent.contains(missing.subject());
    }

    private static <T> Optional<T> unlessAbsent(Set<Subject> absent, Supplier<T> request) {
        try {
            return Optional.of(request.get());
        } catch (AwsException e) {
            if (isAbout(e.failure(), absent)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
