package dev.kirooperator.api.v1alpha1;

/** Annotations that people set on the custom resources. */
public final class Annotations {

    /** Any new value makes the operator look at AWS now; it is echoed in {@code status.lastHandledReconcileAt}. */
    public static final String RECONCILE_REQUESTED_AT = "kiro-operator.dev/reconcile-requested-at";

    /** Lets the plan with this hash through, once. */
    public static final String APPROVE_PLAN = "kiro-operator.dev/approve-plan";

    /** Any new value has the set-password mail sent once more; it is echoed in {@code status.invitation.lastRequest}. */
    public static final String RESEND_INVITATION = "kiro-operator.dev/resend-invitation";

    /**
     * Names the group ({@code KiroTeam}) or user ({@code KiroMember}) in Kiro's own directory, by its id there, that the plan is assigned
     * to where the Kiro profile takes its people straight from an identity provider. Has no effect with any other profile.
     */
    public static final String PRINCIPAL_ID = "kiro-operator.dev/principal-id";

    /**
     * With the value {@code true} on an object that is being deleted: what AWS does not let be undone is left there, and the object goes.
     * Each step is still tried once before.
     */
    public static final String ABANDON = "kiro-operator.dev/abandon";

    private Annotations() {}
}
