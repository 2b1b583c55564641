package dev.kirooperator.sandbox.aws.world;

import java.time.Instant;

/** A plan given to a user or a group. Its claim is listed from {@code visibleAt} on. */
public record Assignment(Principal principal, long sequence, Plan plan, String claimId, Instant visibleAt) {
    Assignment with(Plan newPlan) {
        return new Assignment(principal, sequence, newPlan, claimId, visibleAt);
    }
}
