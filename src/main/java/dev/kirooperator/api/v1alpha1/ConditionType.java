package dev.kirooperator.api.v1alpha1;

/** Types of conditions; {@link #RECONCILING} and {@link #STALLED} are present only when true, as kstatus expects. */
public enum ConditionType {
    READY("Ready"),
    RECONCILING("Reconciling"),
    STALLED("Stalled"),
    GROUP_SYNCED("GroupSynced"),
    MEMBERS_SYNCED("MembersSynced"),
    SUBSCRIPTION_SYNCED("SubscriptionSynced"),
    USER_SYNCED("UserSynced"),
    TEAMS_SYNCED("TeamsSynced"),
    SEAT_ASSIGNED("SeatAssigned");

    private final String label;

    ConditionType(String label) {
        this.label = label;
    }

    /** Whether it sums the aspects up, and so is made anew each time. */
    public boolean isSummary() {
        return this == READY || this == RECONCILING || this == STALLED;
    }

    /** The word in conditions. */
    public String label() {
        return label;
    }
}
