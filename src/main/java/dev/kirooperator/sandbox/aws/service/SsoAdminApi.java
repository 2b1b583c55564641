package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.AccountAssignment;
import dev.kirooperator.sandbox.aws.world.ApiException;
import dev.kirooperator.sandbox.aws.world.Application;
import dev.kirooperator.sandbox.aws.world.Applications;
import dev.kirooperator.sandbox.aws.world.Instance;
import dev.kirooperator.sandbox.aws.world.Principal;
import dev.kirooperator.sandbox.aws.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** IAM Identity Center's own API: the instance, its applications, and who is assigned to them. It shows the instance in its Region, to those it is for. */
final class SsoAdminApi {
    private final World world;

    SsoAdminApi(World world) {
        this.world = world;
    }

    Service service() {
        return Service.of(
                "sso-admin",
                "SWBExternalService",
                "sso",
                Dialect.SSO_ADMIN,
                Map.ofEntries(
                        Map.entry("ListInstances", this::listInstances),
                        Map.entry("DescribeInstance", this::describeInstance),
                        Map.entry("CreateInstance", this::createInstance),
                        Map.entry("ListApplications", this::listApplications),
                        Map.entry("DescribeApplication", this::describeApplication),
                        Map.entry("CreateApplicationAssignment", this::createAssignment),
                        Map.entry("DescribeApplicationAssignment", this::describeAssignment),
                        Map.entry("DeleteApplicationAssignment", this::deleteAssignment),
                        Map.entry("ListApplicationAssignments", this::listAssignments),
                        Map.entry("ListApplicationAssignmentsForPrincipal", this::listAssignmentsOfPrincipal),
                        Map.entry("ListAccountAssignmentsForPrincipal", this::listAccountAssignments)));
    }

    private ObjectNode listInstances(Caller caller, Input in) {
        List<Instance> instances = instance(caller).stream().toList();
        return Page.of("ListInstances", "", in, Page.Style.AWS, instances, instance -> 1)
                .write("Instances", Page.Style.AWS, this::write);
    }

    private ObjectNode describeInstance(Caller caller, Input in) {
        ObjectNode answer = write(required(caller, in));
        answer.putObject("EncryptionConfigurationDetails")
                .put("KeyType", "AWS_OWNED_KMS_KEY")
                .put("EncryptionStatus", "ENABLED");
        return answer;
    }

    private ObjectNode createInstance(Caller caller, Input in) {
        String name = in.text("Name", Rule.ANY).orElse("");
        Instant ready = world.now().plus(world.settings().assignmentDelay());
        String arn = world.once(
                in.text("ClientToken", Rule.ANY),
                () -> world.createInstance(caller.account(), caller.region(), name, ready)
                        .arn());
        return Json.object().put("InstanceArn", arn);
    }

    private ObjectNode listApplications(Caller caller, Input in) {
        required(caller, in);
        Optional<Input> filter = in.object("Filter");
        Optional<String> provider = filter.flatMap(wanted -> wanted.text("ApplicationProvider", Rule.ANY));
        Optional<String> account = filter.flatMap(wanted -> wanted.text("ApplicationAccount", Rule.ACCOUNT));
        List<Application> applications = world.applications().all().stream()
                .filter(app -> provider.isEmpty() || app.providerArn().equals(provider.get()))
                .filter(app -> account.isEmpty() || app.account().equals(account.get()))
                .toList();
        String question = provider.orElse("") + " " + account.orElse("");
        return Page.of("ListApplications", question, in, Page.Style.AWS, applications, Application::sequence)
                .write("Applications", Page.Style.AWS, this::write);
    }

    private ObjectNode describeApplication(Caller caller, Input in) {
        return write(application(caller, in));
    }

    private ObjectNode createAssignment(Caller caller, Input in) {
        Application application = application(caller, in);
        Principal principal = principal(in);
        if (!world.directory().holds(principal)) {
            throw ApiException.notFound("Principal " + principal.id() + " not found.", Map.of());
        }
        world.applications().assign(application.arn(), principal);
        return Json.object();
    }

    private ObjectNode describeAssignment(Caller caller, Input in) {
        Application application = application(caller, in);
        Principal principal = principal(in);
        return world.applications()
                .find(application.arn(), principal)
                .map(SsoAdminApi::write)
                .orElseThrow(() -> notAssigned(principal));
    }

    private ObjectNode deleteAssignment(Caller caller, Input in) {
        Application application = application(caller, in);
        Principal principal = principal(in);
        if (!world.applications().unassign(application.arn(), principal)) {
            throw notAssigned(principal);
        }
        return Json.object();
    }

    private ObjectNode listAssignments(Caller caller, Input in) {
        String arn = application(caller, in).arn();
        List<Applications.Assigned> assigned = world.applications().assigned().stream()
                .filter(one -> one.applicationArn().equals(arn))
                .toList();
        return page("ListApplicationAssignments", arn, in, assigned);
    }

    private ObjectNode listAssignmentsOfPrincipal(Caller caller, Input in) {
        required(caller, in);
        Principal principal = principal(in);
        Optional<String> arn =
                in.object("Filter").flatMap(filter -> filter.text("ApplicationArn", Rule.APPLICATION_ARN));
        List<Applications.Assigned> assigned = world.applications().assigned().stream()
                .filter(one -> one.principal().equals(principal))
                .filter(one -> arn.isEmpty() || one.applicationArn().equals(arn.get()))
                .toList();
        return page("ListApplicationAssignmentsForPrincipal", principal + arn.orElse(""), in, assigned);
    }

    private static ObjectNode page(String operation, String question, Input in, List<Applications.Assigned> assigned) {
        return Page.of(operation, question, in, Page.Style.AWS, assigned, Applications.Assigned::sequence)
                .write("ApplicationAssignments", Page.Style.AWS, SsoAdminApi::write);
    }

    private ObjectNode listAccountAssignments(Caller caller, Input in) {
        required(caller, in);
        Principal principal = principal(in);
        List<AccountAssignment> assigned = world.accountAssignments().stream()
                .filter(one -> one.principal().equals(principal))
                .toList();
        return Page.of(
                        "ListAccountAssignmentsForPrincipal",
                        principal.toString(),
                        in,
                        Page.Style.AWS,
                        assigned,
                        AccountAssignment::sequence)
                .write("AccountAssignments", Page.Style.AWS, SsoAdminApi::write);
    }

    private Optional<Instance> instance(Caller caller) {
        return world.instance()
                .filter(instance -> instance.region().equals(caller.region()))
                .filter(instance -> instance.isShownTo(caller.account()));
    }

    private Instance required(Caller caller, Input in) {
        String arn = in.required("InstanceArn", Rule.INSTANCE_ARN);
        return instance(caller)
                .filter(instance -> instance.arn().equals(arn))
                .orElseThrow(
                        () -> ApiException.denied("No access to instance " + arn + " in " + caller.region() + "."));
    }

    private Application application(Caller caller, Input in) {
        String arn = in.required("ApplicationArn", Rule.APPLICATION_ARN);
        return world.applications()
                .find(arn)
                .filter(application -> application.region().equals(caller.region()))
                .orElseThrow(() -> ApiException.notFound("Application " + arn + " not found.", Map.of()));
    }

    private static Principal principal(Input in) {
        Principal.Type type = Principal.Type.valueOf(in.required("PrincipalType", Rule.PRINCIPAL_TYPE));
        return new Principal(type, in.required("PrincipalId", Rule.PRINCIPAL_ID));
    }

    private static ApiException notAssigned(Principal principal) {
        return ApiException.notFound("Principal " + principal.id() + " is not assigned to this application.", Map.of());
    }

    private ObjectNode write(Instance instance) {
        ObjectNode answer = Json.object()
                .put("InstanceArn", instance.arn())
                .put("IdentityStoreId", instance.identityStoreId())
                .put("IdentityStoreArn", instance.identityStoreArn())
                .put("OwnerAccountId", instance.account())
                .put("CreatedDate", Json.seconds(instance.createdAt()))
                .put("Status", instance.isActive(world.now()) ? "ACTIVE" : "CREATE_IN_PROGRESS")
                .put("PrimaryRegion", instance.region());
        if (!instance.name().isEmpty()) {
            answer.put("Name", instance.name());
        }
        ArrayNode regions = answer.putArray("Regions");
        regions.addObject()
                .put("RegionName", instance.region())
                .put("Status", "ACTIVE")
                .put("AddedDate", Json.seconds(instance.createdAt()))
                .put("IsPrimaryRegion", true);
        return answer;
    }

    private ObjectNode write(Application application) {
        ObjectNode answer = Json.object()
                .put("ApplicationArn", application.arn())
                .put("ApplicationProviderArn", application.providerArn())
                .put("Name", application.name())
                .put("ApplicationAccount", application.account())
                .put("Status", "ENABLED")
                .put("CreatedDate", Json.seconds(application.createdAt()))
                .put("CreatedFrom", application.region());
        world.instance()
                .ifPresent(instance ->
                        answer.put("InstanceArn", instance.arn()).put("IdentityStoreArn", instance.identityStoreArn()));
        answer.putObject("PortalOptions").put("Visibility", "DISABLED");
        return answer;
    }

    private static ObjectNode write(Applications.Assigned assigned) {
        return write(assigned.principal()).put("ApplicationArn", assigned.applicationArn());
    }

    private static ObjectNode write(AccountAssignment assignment) {
        return write(assignment.principal())
                .put("AccountId", assignment.account())
                .put("PermissionSetArn", assignment.permissionSetArn());
    }

    private static ObjectNode write(Principal principal) {
        return Json.object()
                .put("PrincipalId", principal.id())
                .put("PrincipalType", principal.type().name());
    }
}
