package dev.kirooperator.api.v1alpha1;

/** Reasons of conditions and Events: a fixed contract, like the names of fields. */
public enum Reason {
    SYNCED("Synced"),
    PROGRESSING("Progressing"),
    WAITING_FOR_TEAM("WaitingForTeam"),
    WAITING_FOR_USER("WaitingForUser"),
    WAITING_FOR_SEAT("WaitingForSeat"),
    SEAT_PENDING("SeatPending"),
    SEAT_ACTIVE("SeatActive"),
    SEAT_LATE("SeatLate"),
    NO_EFFECT("NoEffect"),
    DOUBLE_BILLED("DoubleBilled"),
    CANCELLED_THIS_MONTH("CancelledThisMonth"),
    EXPIRED("Expired"),
    LIMIT_REACHED("LimitReached"),
    ALREADY_EXISTS("AlreadyExists"),
    CONFLICT("Conflict"),
    NOT_ALLOWED_BY_TEAM("NotAllowedByTeam"),
    TARGET_NOT_ALLOWED("TargetNotAllowed"),
    REMOVAL_HELD_BACK("RemovalHeldBack"),
    MANAGED_BY_IDENTITY_PROVIDER("ManagedByIdentityProvider"),
    SUSPENDED("Suspended"),
    OBSERVE_ONLY("ObserveOnly"),
    INVALID_SPEC("InvalidSpec"),
    INSTANCE_NOT_FOUND("InstanceNotFound"),
    PROFILE_NOT_FOUND("ProfileNotFound"),
    PROFILE_NOT_ACTIVE("ProfileNotActive"),
    WRONG_REGION("WrongRegion"),
    INSTANCE_IN_ANOTHER_ACCOUNT("InstanceInAnotherAccount"),
    MEMBER_ACCOUNT("MemberAccount"),
    ACCESS_DENIED("AccessDenied"),
    ACCOUNT_BLOCKED("AccountBlocked"),
    THROTTLED("Throttled"),
    AWS_UNAVAILABLE("AWSUnavailable"),
    AWS_REJECTED("AWSRejected"),
    NOT_FOUND("NotFound"),
    SEATS_NOT_MANAGED("SeatsNotManaged"),
    DELETING("Deleting"),
    INVITATION_SENT("InvitationSent"),
    NOT_INVITED("NotInvited"),
    EXPIRES_SOON("ExpiresSoon"),
    EXTERNAL_IDENTITY_PROVIDER("ExternalIdentityProvider"),
    MEMBERSHIP_KEPT("MembershipKept"),
    USER_KEPT("UserKept"),
    LEFT_BEHIND("LeftBehind"),
    STATUS_REJECTED("StatusRejected");

    private final String label;

    Reason(String label) {
        this.label = label;
    }

    /** The word in conditions and Events. */
    public String label() {
        return label;
    }
}
