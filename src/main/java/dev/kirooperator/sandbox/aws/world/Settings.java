package dev.kirooperator.sandbox.aws.world;

import java.time.Duration;

/**
 * How the stand-in behaves, changeable while it runs.
 *
 * @param assignmentDelay from CreateAssignment until the claim (and a user's seat) shows
 * @param groupSyncDelay from a change of a group, its members or its assignment until the members' seats follow
 * @param quota whether calls are limited
 * @param quotaRate calls of one operation in any second
 * @param management whether the new assignment API answers ({@code KiroControlPlaneQDeveloperService})
 * @param codewhisperer whether the old assignment API answers ({@code AmazonQDeveloperService})
 * @param applicationClaims whether {@code ListApplicationClaims} exists
 * @param updatePending whether UpdateAssignment may change a PENDING seat
 * @param updateCreates whether UpdateAssignment without an assignment creates one
 * @param pendingCancelHolds whether a seat that nobody used stays CANCELLED until the month turns
 * @param uniqueEmails whether two users may not share an e-mail address
 * @param powerReadBack the name of the Power plan in answers
 */
public record Settings(
        Duration assignmentDelay,
        Duration groupSyncDelay,
        boolean quota,
        int quotaRate,
        boolean management,
        boolean codewhisperer,
        boolean applicationClaims,
        boolean updatePending,
        boolean updateCreates,
        boolean pendingCancelHolds,
        boolean uniqueEmails,
        String powerReadBack) {
    /** As the live service is documented; delays short enough to wait for. */
    public static final Settings DEFAULT = new Settings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            true,
            20,
            true,
            true,
            true,
            false,
            false,
            false,
            true,
            Plan.POWER.readName());

    public Settings {
        if (assignmentDelay.isNegative() || groupSyncDelay.isNegative()) {
            throw new IllegalArgumentException("Delays must not be negative: assignmentDelay is " + assignmentDelay
                    + ", groupSyncDelay is " + groupSyncDelay + ".");
        }
        if (quotaRate < 1) {
            throw new IllegalArgumentException("quotaRate must be at least 1 call a second, not " + quotaRate
                    + "; set quota to false to lift the limit.");
        }
    }

    public Settings withAssignmentDelay(Duration value) {
        return new Settings(
                value,
                groupSyncDelay,
                quota,
                quotaRate,
                management,
                codewhisperer,
                applicationClaims,
                updatePending,
                updateCreates,
                pendingCancelHolds,
                uniqueEmails,
                powerReadBack);
    }

    public Settings withGroupSyncDelay(Duration value) {
        return new Settings(
                assignmentDelay,
                value,
                quota,
                quotaRate,
                management,
                codewhisperer,
                applicationClaims,
                updatePending,
                updateCreates,
                pendingCancelHolds,
                uniqueEmails,
                powerReadBack);
    }

    public Settings withQuota(boolean value) {
        return new Settings(
                assignmentDelay,
                groupSyncDelay,
                value,
                quotaRate,
                management,
                codewhisperer,
                applicationClaims,
                updatePending,
                updateCreates,
                pendingCancelHolds,
                uniqueEmails,
                powerReadBack);
    }

    public Settings withQuotaRate(int value) {
        return new Settings(
                assignmentDelay,
                groupSyncDelay,
                quota,
                value,
                management,
                codewhisperer,
                applicationClaims,
                updatePending,
                updateCreates,
                pendingCancelHolds,
                uniqueEmails,
                powerReadBack);
    }

    public Settings withManagement(boolean value) {
        return new Settings(
                assignmentDelay,
                groupSyncDelay,
                quota,
                quotaRate,
                value,
                codewhisperer,
                applicationClaims,
                updatePending,
                updateCreates,
                pendingCancelHolds,
                uniqueEmails,
                powerReadBack);
    }

    public Settings withCodewhisperer(boolean value) {
        return new Settings(
                assignmentDelay,
                groupSyncDelay,
                quota,
                quotaRate,
                management,
                value,
                applicationClaims,
                updatePending,
                updateCreates,
                pendingCancelHolds,
                uniqueEmails,
                powerReadBack);
    }

    public Settings withApplicationClaims(boolean value) {
        return new Settings(
                assignmentDelay,
                groupSyncDelay,
                quota,
                quotaRate,
                management,
                codewhisperer,
                value,
                updatePending,
                updateCreates,
                pendingCancelHolds,
                uniqueEmails,
                powerReadBack);
    }

    public Settings withUpdatePending(boolean value) {
        return new Settings(
                assignmentDelay,
                groupSyncDelay,
                quota,
                quotaRate,
                management,
                codewhisperer,
                applicationClaims,
                value,
                updateCreates,
                pendingCancelHolds,
                uniqueEmails,
                powerReadBack);
    }

    public Settings withUpdateCreates(boolean value) {
        return new Settings(
                assignmentDelay,
                groupSyncDelay,
                quota,
                quotaRate,
                management,
                codewhisperer,
                applicationClaims,
                updatePending,
                value,
                pendingCancelHolds,
                uniqueEmails,
                powerReadBack);
    }

    public Settings withPendingCancelHolds(boolean value) {
        return new Settings(
                assignmentDelay,
                groupSyncDelay,
                quota,
                quotaRate,
                management,
                codewhisperer,
                applicationClaims,
                updatePending,
                updateCreates,
                value,
                uniqueEmails,
                powerReadBack);
    }

    public Settings withUniqueEmails(boolean value) {
        return new Settings(
                assignmentDelay,
                groupSyncDelay,
                quota,
                quotaRate,
                management,
                codewhisperer,
                applicationClaims,
                updatePending,
                updateCreates,
                pendingCancelHolds,
                value,
                powerReadBack);
    }

    public Settings withPowerReadBack(String value) {
        return new Settings(
                assignmentDelay,
                groupSyncDelay,
                quota,
                quotaRate,
                management,
                codewhisperer,
                applicationClaims,
                updatePending,
                updateCreates,
                pendingCancelHolds,
                uniqueEmails,
                value);
    }

    /** The plan's name in answers. */
    public String readName(Plan plan) {
        return plan == Plan.POWER ? powerReadBack : plan.readName();
    }
}
