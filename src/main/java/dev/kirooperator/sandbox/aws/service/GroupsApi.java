package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ApiException;
import dev.kirooperator.sandbox.aws.world.Directory;
import dev.kirooperator.sandbox.aws.world.Group;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Identity Store operations on groups. */
final class GroupsApi {
    private final StoreScope scope;
    private final AttributeOperations updates = new AttributeOperations(AttributeSchema.GROUP);

    GroupsApi(StoreScope scope) {
        this.scope = scope;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateGroup", this::create,
                "DescribeGroup", this::describe,
                "UpdateGroup", this::update,
                "DeleteGroup", this::delete,
                "ListGroups", this::list,
                "GetGroupId", this::getId);
    }

    private ObjectNode create(Caller caller, Input in) {
        Directory directory = scope.directory(caller, in);
        return identify(directory.createGroup(AttributeSchema.GROUP.read(in.json()), caller.arn()));
    }

    private ObjectNode describe(Caller caller, Input in) {
        return write(scope.directory(caller, in).group(StoreScope.id(in, "GroupId")));
    }

    private ObjectNode update(Caller caller, Input in) {
        Directory directory = scope.directory(caller, in);
        Group group = directory.group(StoreScope.id(in, "GroupId"));
        StoreScope.checkRevision(in, group.stamp());
        return identify(directory.updateGroup(group.id(), updates.apply(group.attributes(), in), caller.arn()));
    }

    private ObjectNode delete(Caller caller, Input in) {
        Directory directory = scope.directory(caller, in);
        Group group = directory.group(StoreScope.id(in, "GroupId"));
        StoreScope.checkRevision(in, group.stamp());
        directory.deleteGroup(group.id());
        return Json.object();
    }

    private ObjectNode list(Caller caller, Input in) {
        Directory directory = scope.directory(caller, in);
        Optional<String> name = Filters.value(in, "DisplayName");
        List<Group> groups = name.map(
                        wanted -> directory.findGroupByName(wanted).stream().toList())
                .orElseGet(() -> List.copyOf(directory.groups()));
        return Page.of("ListGroups", name.orElse(""), in, Page.Style.AWS, groups, Group::sequence)
                .write("Groups", Page.Style.AWS, this::write);
    }

    private ObjectNode getId(Caller caller, Input in) {
        Directory directory = scope.directory(caller, in);
        AlternateId wanted = AlternateId.of(in);
        Group group = find(directory, wanted).orElseThrow(() -> ApiException.missing("GROUP", wanted.value()));
        ObjectNode answer = identify(group);
        answer.remove("Revision");
        return answer;
    }

    private static Optional<Group> find(Directory directory, AlternateId wanted) {
        if (wanted.externalId().isPresent()) {
            return directory.groups().stream()
                    .filter(group ->
                            group.externalIds().contains(wanted.externalId().get()))
                    .findFirst();
        }
        return wanted.byAttribute("displayname", directory::findGroupByName);
    }

    private ObjectNode identify(Group group) {
        return Json.object()
                .put("IdentityStoreId", scope.storeId())
                .put("GroupId", group.id())
                .put("GroupArn", "arn:aws:identitystore:::group/" + group.id())
                .put("Revision", Long.toString(group.stamp().revision()));
    }

    private ObjectNode write(Group group) {
        ObjectNode answer = identify(group);
        answer.setAll(group.attributes());
        StoreScope.putExternalIds(answer, group.externalIds());
        return StoreScope.withStamp(answer, group.stamp());
    }
}
