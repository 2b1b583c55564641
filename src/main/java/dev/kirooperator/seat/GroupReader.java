package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.generated.usersubscriptions.model.Claim;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out which groups are subscribed. No documented call tells it. {@code ListApplicationClaims} may tell groups and plans; the
 * public {@code ListApplicationAssignments} tells groups only. Since nobody knows whether claims show groups at all, an answer
 * without any group counts only when the assignments agree.
 */
final class GroupReader {

    private final ApplicationFinder finder;
    private final SubscriptionsApi subscriptions;
    private final ApplicationApi applications;
    private final InstantSource clock;
    private volatile Optional<Reads> reads = Optional.empty();

    GroupReader(
            ProfileReader profiles, SubscriptionsApi subscriptions, ApplicationApi applications, InstantSource clock) {
        this.finder = new ApplicationFinder(profiles, applications, clock);
        this.subscriptions = subscriptions;
        this.applications = applications;
        this.clock = clock;
    }

    /** The groups, as far as they can be read; never fails. */
    GroupAssignments read() {
        Attempt<String> application = finder.application();
        if (application instanceof Attempt.Got<String> got) {
            return read(readsOf(got.value()));
        }
        return new GroupAssignments.Unreadable(why(application));
    }

    private GroupAssignments read(Reads of) {
        Attempt<List<Claim>> claims = of.claims().attempt();
        if (claims instanceof Attempt.Failed<List<Claim>> failed) {
            return new GroupAssignments.Unreadable(failed.why());
        }
        Map<String, Optional<Plan>> plans = plans(claims);
        if (!plans.isEmpty()) {
            return new GroupAssignments.Known(plans);
        }
        Attempt<List<String>> assigned = of.assignments().attempt();
        if (assigned instanceof Attempt.Got<List<String>> got) {
            got.value().forEach(groupId -> plans.put(groupId, Optional.empty()));
            return new GroupAssignments.Known(plans);
        }
        if (isGone(claims) || isGone(assigned)) {
            finder.forget();
        }
        return new GroupAssignments.Unreadable(
                claims instanceof Attempt.Refused<List<Claim>> refused
                        ? refused.why() + "; " + why(assigned)
                        : "ListApplicationClaims shows no group; " + why(assigned));
    }

    private static Map<String, Optional<Plan>> plans(Attempt<List<Claim>> claims) {
        Map<String, Optional<Plan>> plans = new HashMap<>();
        if (claims instanceof Attempt.Got<List<Claim>> got) {
            got.value().stream()
                    .filter(claim -> claim != null
                            && claim.principal() != null
                            && claim.principal().group() != null)
                    .forEach(claim -> plans.put(claim.principal().group(), SeatRows.plan(claim.type())));
        }
        return plans;
    }

    /** The two reads of an application; a refusal by one application says nothing about another. */
    private Reads readsOf(String applicationArn) {
        Optional<Reads> known = reads.filter(of -> of.applicationArn().equals(applicationArn));
        if (known.isPresent()) {
            return known.get();
        }
        Reads fresh = new Reads(
                applicationArn,
                new OptionalRead<>(() -> subscriptions.listApplicationClaims(applicationArn), clock),
                new OptionalRead<>(() -> applications.assignedGroups(applicationArn), clock));
        reads = Optional.of(fresh);
        return fresh;
    }

    private static boolean isGone(Attempt<?> attempt) {
        return attempt instanceof Attempt.Refused<?> refused && refused.gone();
    }

    private static String why(Attempt<?> attempt) {
        if (attempt instanceof Attempt.Refused<?> refused) {
            return refused.why();
        }
        return attempt instanceof Attempt.Failed<?> failed ? failed.why() : "";
    }

    private record Reads(
            String applicationArn, OptionalRead<List<Claim>> claims, OptionalRead<List<String>> assignments) {}
}
