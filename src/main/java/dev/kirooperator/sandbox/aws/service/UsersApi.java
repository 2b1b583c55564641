package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ApiException;
import dev.kirooperator.sandbox.aws.world.Directory;
import dev.kirooperator.sandbox.aws.world.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Identity Store operations on users. */
final class UsersApi {
    private final StoreScope scope;
    private final AttributeOperations updates = new AttributeOperations(AttributeSchema.USER);

    UsersApi(StoreScope scope) {
        this.scope = scope;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateUser", this::create,
                "DescribeUser", this::describe,
                "UpdateUser", this::update,
                "DeleteUser", this::delete,
                "ListUsers", this::list,
                "GetUserId", this::getId);
    }

    private ObjectNode create(Caller caller, Input in) {
        Directory directory = scope.directory(caller, in);
        return identify(directory.createUser(AttributeSchema.USER.read(in.json()), caller.arn()));
    }

    private ObjectNode describe(Caller caller, Input in) {
        return write(scope.directory(caller, in).user(StoreScope.id(in, "UserId")));
    }

    private ObjectNode update(Caller caller, Input in) {
        Directory directory = scope.directory(caller, in);
        User user = directory.user(StoreScope.id(in, "UserId"));
        StoreScope.checkRevision(in, user.stamp());
        return identify(directory.updateUser(user.id(), updates.apply(user.attributes(), in), caller.arn()));
    }

    private ObjectNode delete(Caller caller, Input in) {
        Directory directory = scope.directory(caller, in);
        User user = directory.user(StoreScope.id(in, "UserId"));
        StoreScope.checkRevision(in, user.stamp());
        directory.deleteUser(user.id());
        return Json.object();
    }

    private ObjectNode list(Caller caller, Input in) {
        Directory directory = scope.directory(caller, in);
        Optional<String> name = Filters.value(in, "UserName");
        List<User> users = name.map(
                        wanted -> directory.findUserByName(wanted).stream().toList())
                .orElseGet(() -> List.copyOf(directory.users()));
        return Page.of("ListUsers", name.orElse(""), in, Page.Style.AWS, users, User::sequence)
                .write("Users", Page.Style.AWS, this::write);
    }

    private ObjectNode getId(Caller caller, Input in) {
        Directory directory = scope.directory(caller, in);
        AlternateId wanted = AlternateId.of(in);
        User user = find(directory, wanted).orElseThrow(() -> ApiException.missing("USER", wanted.value()));
        ObjectNode answer = identify(user);
        answer.remove("Revision");
        return answer;
    }

    private static Optional<User> find(Directory directory, AlternateId wanted) {
        if (wanted.externalId().isPresent()) {
            return directory.users().stream()
                    .filter(user ->
                            user.externalIds().contains(wanted.externalId().get()))
                    .findFirst();
        }
        if (wanted.path().equals("emails.value")) {
            return directory.findUserByEmail(wanted.value());
        }
        return wanted.byAttribute("username", directory::findUserByName);
    }

    private ObjectNode identify(User user) {
        return Json.object()
                .put("IdentityStoreId", scope.storeId())
                .put("UserId", user.id())
                .put("UserArn", "arn:aws:identitystore:::user/" + user.id())
                .put("Revision", Long.toString(user.stamp().revision()));
    }

    private ObjectNode write(User user) {
        ObjectNode answer = identify(user);
        answer.setAll(user.attributes());
        answer.put("UserStatus", user.enabled() ? "ENABLED" : "DISABLED");
        StoreScope.putExternalIds(answer, user.externalIds());
        return StoreScope.withStamp(answer, user.stamp());
    }
}
