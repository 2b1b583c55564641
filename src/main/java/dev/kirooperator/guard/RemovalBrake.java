package dev.kirooperator.guard;

import dev.kirooperator.api.v1alpha1.Reason;
import java.util.Optional;

/**
 * Holds back removals that look like an accident.
 *
 * @param maxRemovals how many memberships one reconcile may remove from a group
 * @param maxPercent how many per cent of a group's memberships one reconcile may remove; a single removal is never held back for it
 */
public record RemovalBrake(int maxRemovals, int maxPercent) {

    public RemovalBrake {
        if (maxRemovals < 0) {
            throw new IllegalArgumentException(
                    "kiro.guard.max-removals: expected a number from 0, found " + maxRemovals);
        }
        if (maxPercent < 0 || maxPercent > 100) {
            throw new IllegalArgumentException(
                    "kiro.guard.max-removal-percent: expected a number from 0 to 100, found " + maxPercent);
        }
    }

    /** What to say of removals that are among too many of all teams and members, or were held before. */
    public static Verdict burst(int removals, Consent consent) {
        return new Verdict(
                Reason.REMOVAL_HELD_BACK,
                "Memberships to remove: " + removals
                        + ". Too many people were about to lose access within a short time, over all teams and members "
                        + "(kiro.guard.max-removals within kiro.guard.removal-window), and what is held then stays held. Nobody was "
                        + "removed. " + consent.ask());
    }

    /** What to say of removals that wait for those of other teams and members. */
    public static Verdict gathering(int removals) {
        return new Verdict(
                Reason.PROGRESSING,
                "Memberships to remove: " + removals
                        + ". They wait a moment for other removals that may come with them (kiro.guard.gather)");
    }

    /**
     * Makes sure that a group is not emptied, nor a large part of it removed, without somebody's approval.
     *
     * @param consent what would let them through; whether it is given decides nothing here
     */
    public Optional<Verdict> check(int removals, int groupSize, Consent consent) {
        boolean everybody = removals > 1 && removals == groupSize;
        boolean tooMany = removals > maxRemovals;
        boolean tooLargeAPart = removals > 1 && removals * 100L > (long) maxPercent * groupSize;
        if (!(everybody || tooMany || tooLargeAPart)) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(
                Reason.REMOVAL_HELD_BACK,
                "Removing " + removals + " of " + groupSize
                        + " memberships is more than the brake lets through (at most "
                        + maxRemovals + ", and at most " + maxPercent
                        + " % of the group). Nobody was removed. " + consent.ask()));
    }
}
