package dev.kirooperator.api.v1alpha1;

/** Types of conditions; {@link #RECONCILING}, {@link #STALLED} and {@link #EXPIRING} are present only when true. */
public enum ConditionType {
    READY("Ready"),
    RECONCILING("Reconciling"),
    STALLED("Stalled"),
    GROUP_SYNCED("GroupSynced"),
    MEMBERS_SYNCED("MembersSynced"),
    SUBSCRIPTION_SYNCED("SubscriptionSynced"),
    USER_SYNCED("UserSynced"),
    TEAMS_SYNCED("TeamsSynced"),
    SEAT_ASSIGNED("SeatAssigned"),
    INVITED("Invited"),
    EXPIRING("Expiring");

    private final String label;

    ConditionType(String label) {
        this.label = label;
    }

    /** Whether it sums the aspects up, and so is made anew each time. */
    public boolean isSummary() {
        return this == READY || this == RECONCILING || this == STALLED;
    }

    /** Whether true is what somebody should look at; such a condition is present only while it is true. */
    public boolean isAbnormal() {
        return this == RECONCILING || this == STALLED || this == EXPIRING;
    }

    /** The word in conditions. */
    public String label() {
        return label;
    }
}
