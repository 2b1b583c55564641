package dev.kirooperator.converge;

/** Where users that an identity provider feeds may be put ({@code ...identity-center.provisioned-memberships}). */
public enum ProvisionedMemberships {
    /** Into groups that no identity provider feeds. */
    OWN_GROUPS,
    /** Into no group. */
    NONE
}
