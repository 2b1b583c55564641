package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ApiException;
import dev.kirooperator.sandbox.aws.world.Directory;
import dev.kirooperator.sandbox.aws.world.Membership;
import java.util.List;
import java.util.Map;

/** The Identity Store operations on group memberships. */
final class MembershipsApi {
    private static final int MAX_GROUP_IDS = 100;

    private final StoreScope scope;

    MembershipsApi(StoreScope scope) {
        this.scope = scope;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateGroupMembership", this::create,
                "DescribeGroupMembership", this::describe,
                "DeleteGroupMembership", this::delete,
                "ListGroupMemberships", this::list,
                "ListGroupMembershipsForMember", this::listForMember,
                "GetGroupMembershipId", this::getId,
                "IsMemberInGroups", this::isMember);
    }

    private ObjectNode create(Caller caller, Input in) {
        Directory directory = scope.directory(caller, in);
        String groupId = StoreScope.id(in, "GroupId");
        return identify(directory.createMembership(groupId, StoreScope.memberId(in), caller.arn()));
    }

    private ObjectNode describe(Caller caller, Input in) {
        return write(scope.directory(caller, in).membership(StoreScope.id(in, "MembershipId")));
    }

    private ObjectNode delete(Caller caller, Input in) {
        scope.directory(caller, in).deleteMembership(StoreScope.id(in, "MembershipId"));
        return Json.object();
    }

    private ObjectNode list(Caller caller, Input in) {
        Directory directory = scope.directory(caller, in);
        String groupId = directory.group(StoreScope.id(in, "GroupId")).id();
        return page("ListGroupMemberships", groupId, in, directory.membershipsOfGroup(groupId));
    }

    private ObjectNode listForMember(Caller caller, Input in) {
        Directory directory = scope.directory(caller, in);
        String userId = directory.user(StoreScope.memberId(in)).id();
        return page("ListGroupMembershipsForMember", userId, in, directory.membershipsOfUser(userId));
    }

    private ObjectNode page(String operation, String question, Input in, List<Membership> memberships) {
        return Page.of(operation, question, in, Page.Style.AWS, memberships, Membership::sequence)
                .write("GroupMemberships", Page.Style.AWS, this::write);
    }

    private ObjectNode getId(Caller caller, Input in) {
        Directory directory = scope.directory(caller, in);
        String groupId = StoreScope.id(in, "GroupId");
        String userId = StoreScope.memberId(in);
        return identify(directory
                .findMembership(groupId, userId)
                .orElseThrow(() -> ApiException.missing("GROUP_MEMBERSHIP", groupId + "/" + userId)));
    }

    private ObjectNode isMember(Caller caller, Input in) {
        Directory directory = scope.directory(caller, in);
        String userId = directory.user(StoreScope.memberId(in)).id();
        List<String> groupIds = in.list("GroupIds").stream()
                .map(node -> StoreScope.id(new Input(Json.object().set("GroupIds", node)), "GroupIds"))
                .toList();
        if (groupIds.isEmpty() || groupIds.size() > MAX_GROUP_IDS) {
            throw ApiException.constraint("groupIds", "Member must have between 1 and " + MAX_GROUP_IDS + " elements");
        }
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("Results");
        for (String groupId : groupIds) {
            directory.group(groupId);
            ObjectNode result = results.addObject().put("GroupId", groupId);
            result.putObject("MemberId").put("UserId", userId);
            result.put(
                    "MembershipExists",
                    directory.findMembership(groupId, userId).isPresent());
        }
        return answer;
    }

    private ObjectNode identify(Membership membership) {
        return Json.object()
                .put("IdentityStoreId", scope.storeId())
                .put("MembershipId", membership.id())
                .put("MembershipArn", "arn:aws:identitystore:::membership/" + membership.id());
    }

    private ObjectNode write(Membership membership) {
        ObjectNode answer = identify(membership).put("GroupId", membership.groupId());
        answer.putObject("MemberId").put("UserId", membership.userId());
        return StoreScope.withStamp(answer, membership.stamp());
    }
}
