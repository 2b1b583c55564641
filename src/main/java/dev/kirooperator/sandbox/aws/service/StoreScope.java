package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ApiException;
import dev.kirooperator.sandbox.aws.world.Directory;
import dev.kirooperator.sandbox.aws.world.ExternalId;
import dev.kirooperator.sandbox.aws.world.Instance;
import dev.kirooperator.sandbox.aws.world.Stamp;
import dev.kirooperator.sandbox.aws.world.World;
import java.util.List;
import java.util.Map;

/** What all Identity Store operations share: the store they are for, ids that may be ARNs, revisions, and the common members of answers. */
final class StoreScope {
    private final World world;

    StoreScope(World world) {
        this.world = world;
    }

    /** The directory that the request names; ResourceNotFoundException when this Region has no such store. */
    Directory directory(Caller caller, Input in) {
        return directory(caller, in.required("IdentityStoreId", Rule.IDENTITY_STORE_ID));
    }

    /** The same where the request need not name the store. */
    Directory onlyDirectory(Caller caller, Input in) {
        return directory(
                caller, in.text("IdentityStoreId", Rule.IDENTITY_STORE_ID).orElseGet(this::storeId));
    }

    private Directory directory(Caller caller, String idOrArn) {
        String id = lastPart(idOrArn);
        boolean found = world.instance()
                .filter(instance -> instance.identityStoreId().equals(id))
                .filter(instance -> instance.region().equals(caller.region()))
                .filter(instance -> instance.isActive(world.now()))
                .isPresent();
        if (!found) {
            throw ApiException.missing("IDENTITY_STORE", id);
        }
        return world.directory();
    }

    /** The same operation, for those only whom the instance admits; AccessDeniedException for the others. */
    Operation guarded(String name, Operation operation) {
        boolean toChange = !name.startsWith("List")
                && !name.startsWith("Get")
                && !name.startsWith("Describe")
                && !name.startsWith("IsMember");
        return (caller, in) -> {
            if (world.instance()
                    .filter(instance -> !instance.admits(caller.account(), toChange))
                    .isPresent()) {
                throw ApiException.denied(
                        "User: " + caller.arn() + " is not authorized to perform: identitystore:" + name);
            }
            return operation.answer(caller, in);
        };
    }

    String storeId() {
        return world.instance().map(Instance::identityStoreId).orElse("");
    }

    /** An id, given as such or as the ARN of a resource of the kind that the member is named after. */
    static String id(Input in, String member) {
        return lastPart(in.required(
                member,
                switch (member) {
                    case "UserId" -> Rule.USER_ID;
                    case "GroupId", "GroupIds" -> Rule.GROUP_ID;
                    default -> Rule.MEMBERSHIP_ID;
                }));
    }

    static String memberId(Input in) {
        return id(in.requiredObject("MemberId"), "UserId");
    }

    /** Throws ConflictException (CONCURRENT_MODIFICATION) when the request expects another revision. */
    static void checkRevision(Input in, Stamp stamp) {
        in.text("Revision", Rule.REVISION)
                .filter(expected -> !expected.equals(Long.toString(stamp.revision())))
                .ifPresent(expected -> {
                    throw new ApiException(
                            400,
                            "ConflictException",
                            "The revision is " + stamp.revision() + ", the request expected " + expected + ".",
                            Map.of("Reason", "CONCURRENT_MODIFICATION"));
                });
    }

    static ObjectNode withStamp(ObjectNode answer, Stamp stamp) {
        return answer.put("CreatedAt", Json.seconds(stamp.createdAt()))
                .put("CreatedBy", stamp.createdBy())
                .put("UpdatedAt", Json.seconds(stamp.updatedAt()))
                .put("UpdatedBy", stamp.updatedBy());
    }

    static void putExternalIds(ObjectNode answer, List<ExternalId> externalIds) {
        if (!externalIds.isEmpty()) {
            answer.putArray("ExternalIds")
                    .addAll(externalIds.stream()
                            .map(id -> Json.object().put("Issuer", id.issuer()).put("Id", id.id()))
                            .toList());
        }
    }

    private static String lastPart(String idOrArn) {
        return idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
    }
}
