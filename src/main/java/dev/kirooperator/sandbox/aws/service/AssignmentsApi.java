package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ApiException;
import dev.kirooperator.sandbox.aws.world.Plan;
import dev.kirooperator.sandbox.aws.world.Principal;
import dev.kirooperator.sandbox.aws.world.World;
import java.util.Map;

/** Kiro's assignments, the same behind both generations of the API. Successful answers are empty; an assignment shows only later, elsewhere. */
final class AssignmentsApi {
    private final World world;
    private final KiroScope scope;

    AssignmentsApi(World world, KiroScope scope) {
        this.world = world;
        this.scope = scope;
    }

    /** The API behind {@code management.REGION.kiro.dev}. */
    Service management() {
        return new Service(
                "kiro-management",
                "KiroControlPlaneQDeveloperService",
                "q",
                Dialect.KIRO,
                operations(),
                (settings, operation) -> settings.management());
    }

    /** The API behind {@code codewhisperer.REGION.amazonaws.com}. */
    Service codewhisperer() {
        return new Service(
                "kiro-codewhisperer",
                "AmazonQDeveloperService",
                "q",
                Dialect.KIRO,
                operations(),
                (settings, operation) -> settings.codewhisperer());
    }

    private Map<String, Operation> operations() {
        return Map.of(
                "CreateAssignment", this::create, "UpdateAssignment", this::update, "DeleteAssignment", this::delete);
    }

    private ObjectNode create(Caller caller, Input in) {
        Principal principal = principal(in);
        Plan plan = plan(in);
        checkMayCreate(caller, in, principal);
        scope.kiro(caller.region(), in).subscriptions().create(principal, plan);
        return Json.object();
    }

    /** What makes something anew passes here, be it a creation or an update that creates. */
    private void checkMayCreate(Caller caller, Input in, Principal principal) {
        if (world.blocked() || !scope.required(caller.region(), in).isActive(world.now())) {
            throw ApiException.denied(ApiException.NOT_AUTHORIZED);
        }
        if (!scope.kiro(caller.region(), in).knows(principal)) {
            throw ApiException.notFound(
                    "Principal " + principal.id() + " of type " + principal.type() + " not found.", Map.of());
        }
    }

    private ObjectNode update(Caller caller, Input in) {
        Principal principal = principal(in);
        Plan plan = plan(in);
        scope.kiro(caller.region(), in)
                .subscriptions()
                .update(principal, plan, () -> checkMayCreate(caller, in, principal));
        return Json.object();
    }

    private ObjectNode delete(Caller caller, Input in) {
        Principal principal = principal(in);
        scope.kiro(caller.region(), in).subscriptions().delete(principal);
        return Json.object();
    }

    private static Principal principal(Input in) {
        String id = in.required("principalId", Rule.PRINCIPAL_ID);
        return new Principal(Principal.Type.valueOf(in.required("principalType", Rule.PRINCIPAL_TYPE)), id);
    }

    private static Plan plan(Input in) {
        String name = in.required("subscriptionType", Rule.ANY);
        return Plan.assignable(name)
                .orElseThrow(() -> ApiException.validation("1 validation error detected: Value '" + name
                        + "' at 'subscriptionType' failed to satisfy constraint: Member must satisfy enum value set: "
                        + Plan.legalNames()));
    }
}
