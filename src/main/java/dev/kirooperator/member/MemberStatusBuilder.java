package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.InvitationStatus;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SignInStatus;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.ReconcileRequest;
import dev.kirooperator.converge.StatusPatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a member's status; what a reconcile could not look at stays as it was. Confined to one thread. */
final class MemberStatusBuilder {

    private final KiroMember member;
    private final @Nullable KiroMemberStatus previous;
    private @Nullable Long generation;
    private boolean isHeld;
    private @Nullable UserStatus user;
    private @Nullable List<TeamMembershipStatus> teams;
    private @Nullable MemberSeatStatus seat;
    private @Nullable SignInStatus signIn;
    private @Nullable InvitationStatus invitation;

    MemberStatusBuilder(KiroMember member) {
        this.member = member;
        this.generation = member.getMetadata().getGeneration();
        this.previous = member.getStatus();
        if (previous != null) {
            user = previous.user();
            teams = previous.teams();
            seat = previous.seat();
            signIn = previous.signIn();
            invitation = previous.invitation();
        }
    }

    void user(UserStatus value) {
        user = value;
    }

    /** Takes the last {@link #user} back, and with it a create that was noted before: AWS has answered that there is none. */
    void restoreUser() {
        UserStatus before = previous == null ? null : previous.user();
        user = before != null && before.creating() == null ? before : null;
    }

    /** Takes back what was noted of a request that led to nothing. */
    void restore(Optional<UserStatus> userBefore, Optional<MemberSeatStatus> seatBefore) {
        user = userBefore.orElse(null);
        seat = seatBefore.orElse(null);
    }

    /** Says that the status is still the one of the manifest before: whom that one meant is not settled yet. */
    void holdGeneration() {
        isHeld = true;
        generation = previous == null ? null : previous.observedGeneration();
    }

    boolean isHeld() {
        return isHeld;
    }

    /** Forgets a user that was left, with all that was said of it. */
    void leaveUser() {
        user = null;
        teams = null;
        seat = null;
        invitation = null;
    }

    Optional<UserStatus> user() {
        return Optional.ofNullable(user);
    }

    void teams(List<TeamMembershipStatus> value) {
        teams = value.isEmpty() ? null : List.copyOf(value);
    }

    List<TeamMembershipStatus> teams() {
        return teams == null ? List.of() : teams;
    }

    void seat(Optional<MemberSeatStatus> value) {
        seat = value.orElse(null);
    }

    Optional<MemberSeatStatus> seat() {
        return Optional.ofNullable(seat);
    }

    /** The individual plan that this operator asked AWS for. */
    Optional<Plan> individualPlan() {
        return seat().map(MemberSeatStatus::individualPlan);
    }

    void signIn(SignInStatus value) {
        signIn = value;
    }

    void invitation(Optional<InvitationStatus> value) {
        invitation = value.orElse(null);
    }

    Optional<InvitationStatus> invitation() {
        return Optional.ofNullable(invitation);
    }

    KiroMemberStatus build(Progress progress) {
        return new KiroMemberStatus(
                generation,
                user,
                teams,
                seat,
                signIn,
                invitation,
                ReconcileRequest.handled(
                                member,
                                Optional.ofNullable(previous).map(KiroMemberStatus::lastHandledReconcileAt),
                                progress)
                        .orElse(null),
                progress.conditions(),
                seal());
    }

    /**
     * What is known so far, in a reconcile that goes on: the previous status with what was set since. It always has conditions: the API
     * server takes no empty status, and a reader is to see that the operator is at it, however long AWS takes.
     */
    KiroMember interim(Progress progress) {
        return patch(
                member,
                new KiroMemberStatus(
                        previous == null ? null : previous.observedGeneration(),
                        user,
                        teams,
                        seat,
                        signIn,
                        invitation,
                        previous == null ? null : previous.lastHandledReconcileAt(),
                        progress.interim(ConditionType.USER_SYNCED),
                        seal()));
    }

    /** The one so far: whoever writes the status seals it anew. */
    private @Nullable String seal() {
        return previous == null ? null : previous.seal();
    }

    /** The object that server-side apply needs to write the status. */
    static KiroMember patch(KiroMember member, KiroMemberStatus status) {
        KiroMember patch = new KiroMember();
        patch.setMetadata(StatusPatch.metadata(member));
        patch.setStatus(status);
        return patch;
    }
}
