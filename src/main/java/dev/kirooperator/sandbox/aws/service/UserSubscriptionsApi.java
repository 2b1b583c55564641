package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ApiException;
import dev.kirooperator.sandbox.aws.world.Assignment;
import dev.kirooperator.sandbox.aws.world.Instance;
import dev.kirooperator.sandbox.aws.world.Plan;
import dev.kirooperator.sandbox.aws.world.Principal;
import dev.kirooperator.sandbox.aws.world.Profile;
import dev.kirooperator.sandbox.aws.world.Seat;
import dev.kirooperator.sandbox.aws.world.World;
import java.util.List;
import java.util.Map;

/** Reading Kiro's seats and claims, in the Identity Center Region. {@code subscriptionRegion} is the profile's Region; another one has no seats. */
final class UserSubscriptionsApi {
    private final World world;
    private final KiroScope scope;

    UserSubscriptionsApi(World world, KiroScope scope) {
        this.world = world;
        this.scope = scope;
    }

    Service service() {
        return new Service(
                "user-subscriptions",
                "AWSZornControlPlaneService",
                "user-subscriptions",
                Dialect.KIRO,
                Map.of(
                        "ListUserSubscriptions", this::listSubscriptions,
                        "ListApplicationClaims", this::listClaims,
                        "CreateClaim", this::refuse),
                (settings, operation) -> settings.applicationClaims() || !operation.equals("ListApplicationClaims"));
    }

    private ObjectNode listSubscriptions(Caller caller, Input in) {
        String instanceArn = in.required("instanceArn", Rule.INSTANCE_ARN);
        String region = in.required("subscriptionRegion", Rule.ANY);
        boolean found = world.instance()
                .filter(instance -> instance.arn().equals(instanceArn))
                .filter(instance -> instance.region().equals(caller.region()))
                .isPresent();
        if (!found) {
            throw ApiException.notFound("Instance " + instanceArn + " not found.", Map.of());
        }
        List<Seat> seats = world.kiro(region)
                .map(kiro -> List.copyOf(kiro.subscriptions().seats()))
                .orElse(List.of());
        return Page.of("ListUserSubscriptions", region, in, Page.Style.KIRO, seats, Seat::sequence)
                .write("subscriptions", Page.Style.KIRO, this::write);
    }

    private ObjectNode listClaims(Caller caller, Input in) {
        String applicationArn = in.required("applicationArn", Rule.APPLICATION_ARN);
        String region = in.required("subscriptionRegion", Rule.ANY);
        Profile profile = scope.profile(region)
                .filter(found -> found.applicationArn().equals(applicationArn))
                .filter(found ->
                        world.instance().map(Instance::region).orElse("").equals(caller.region()))
                .orElseThrow(() -> ApiException.notFound("Application " + applicationArn + " not found.", Map.of()));
        List<Assignment> claims = world.kiro(region).orElseThrow().subscriptions().assignments().stream()
                .filter(assignment -> !assignment.visibleAt().isAfter(world.now()))
                .toList();
        return Page.of("ListApplicationClaims", profile.arn(), in, Page.Style.KIRO, claims, Assignment::sequence)
                .write("claims", Page.Style.KIRO, this::write);
    }

    private ObjectNode refuse(Caller caller, Input in) {
        throw ApiException.denied("Claims can only be created by an AWS service");
    }

    private ObjectNode write(Seat seat) {
        ObjectNode answer = Json.object();
        answer.putObject("principal").put("user", seat.userId());
        answer.putObject("type").put("amazonQ", name(seat.type()));
        seat.activated().ifPresent(plan -> answer.putObject("activatedType").put("amazonQ", name(plan)));
        answer.put("status", seat.status().name());
        seat.activationDate().ifPresent(time -> answer.put("activationDate", Json.seconds(time)));
        return answer.put("aggregatedSubscriptionType", seat.origin().name());
    }

    private ObjectNode write(Assignment assignment) {
        ObjectNode answer = Json.object()
                .put(
                        "identifier",
                        "arn:aws:user-subscriptions::" + world.account() + ":subscription/" + assignment.claimId());
        Principal principal = assignment.principal();
        String member = switch (principal.type()) {
            case USER -> "user";
            case GROUP -> "group";
        };
        answer.putObject("principal").put(member, principal.id());
        answer.putObject("type").put("amazonQ", name(assignment.plan()));
        return answer;
    }

    private String name(Plan plan) {
        return world.settings().readName(plan);
    }
}
