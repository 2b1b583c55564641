package dev.kirooperator.seat;

import static dev.kirooperator.aws.AwsCalls.run;

import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.Retries;
import dev.kirooperator.aws.generated.kiromanagement.KiroManagementClient;
import dev.kirooperator.aws.generated.kiromanagement.model.PrincipalType;
import java.util.function.Supplier;

/** Assignments on the host that the AWS console uses. */
final class ManagementAssignments implements AssignmentApi {

    private final Supplier<KiroManagementClient> client;

    ManagementAssignments(Supplier<KiroManagementClient> client) {
        this.client = client;
    }

    @Override
    public AssignmentGeneration generation() {
        return AssignmentGeneration.MANAGEMENT;
    }

    @Override
    public void create(Principal principal, Plan plan) {
        run(
                "CreateAssignment",
                () -> client.get()
                        .createAssignment(r -> r.principalId(principal.id())
                                .principalType(type(principal))
                                .subscriptionType(PlanNames.written(plan))
                                .overrideConfiguration(Retries::onlyWhenThrottled)));
    }

    @Override
    public void update(Principal principal, Plan plan) {
        run(
                "UpdateAssignment",
                () -> client.get()
                        .updateAssignment(r -> r.principalId(principal.id())
                                .principalType(type(principal))
                                .subscriptionType(PlanNames.written(plan))));
    }

    @Override
    public void delete(Principal principal) {
        run(
                "DeleteAssignment",
                () -> client.get()
                        .deleteAssignment(r -> r.principalId(principal.id()).principalType(type(principal))));
    }

    private static PrincipalType type(Principal principal) {
        return principal instanceof Principal.Group ? PrincipalType.GROUP : PrincipalType.USER;
    }
}
