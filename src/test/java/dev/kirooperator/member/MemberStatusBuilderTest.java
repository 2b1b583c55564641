package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.SeatOrigin;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.api.v1alpha1.SignInStatus;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.api.v1alpha1.TeamState;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.status.Finding;
import dev.kirooperator.testing.TestingMember;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemberStatusBuilderTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final UserStatus USER = new UserStatus("u", Origin.CREATED, ManagedBy.OPERATOR, "default", null);
    private static final List<TeamMembershipStatus> TEAMS =
            List.of(new TeamMembershipStatus("kiro", "dev", "g", "m", TeamState.JOINED));
    private static final MemberSeatStatus SEAT = new MemberSeatStatus(
            SeatState.ACTIVE,
            Plan.PRO,
            SeatOrigin.INDIVIDUAL,
            "2026-11-25T11:00:00Z",
            Plan.PRO,
            Plan.PRO,
            null,
            null,
            null);
    private static final SignInStatus SIGN_IN = new SignInStatus("https://d-1.awsapps.com/start", "us-east-1");

    private final KiroMember member = TestingMember.of("dev", "ada").build();

    private KiroMemberStatus build(MemberStatusBuilder builder) {
        KiroMemberStatus previous = member.getStatus();
        Progress progress =
                new Progress(previous == null ? null : previous.conditions(), 1L, NOON, Duration.ofMinutes(10));
        progress.report(ConditionType.USER_SYNCED, Finding.done(Reason.SYNCED, "m"));
        return builder.build(progress);
    }

    private KiroMemberStatus filled() {
        MemberStatusBuilder builder = new MemberStatusBuilder(member);
        builder.user(USER);
        builder.teams(TEAMS);
        builder.seat(Optional.of(SEAT));
        builder.signIn(SIGN_IN);
        return build(builder);
    }

    @Test
    void everythingThatWasSeenIsInTheStatus() {
        KiroMemberStatus status = filled();

        assertThat(status.observedGeneration()).isEqualTo(1L);
        assertThat(status.user()).isEqualTo(USER);
        assertThat(status.teams()).isEqualTo(TEAMS);
        assertThat(status.seat()).isEqualTo(SEAT);
        assertThat(status.signIn()).isEqualTo(SIGN_IN);
        assertThat(status.conditions()).extracting(Condition::type).containsExactly("Ready", "UserSynced");
    }

    @Test
    void whatCouldNotBeLookedAtStaysAsItWas() {
        KiroMemberStatus status = filled();
        member.setStatus(status);

        assertThat(build(new MemberStatusBuilder(member))).isEqualTo(status);
    }

    @Test
    void noTeamsAndNoSeatAreAbsent() {
        member.setStatus(filled());
        MemberStatusBuilder builder = new MemberStatusBuilder(member);
        builder.teams(List.of());
        builder.seat(Optional.empty());
        KiroMemberStatus status = build(builder);

        assertThat(status.teams()).isNull();
        assertThat(status.seat()).isNull();
        assertThat(builder.individualPlan()).isEmpty();
    }

    @Test
    void theIndividualPlanThatWasAskedForIsRemembered() {
        member.setStatus(filled());

        assertThat(new MemberStatusBuilder(member).individualPlan()).contains(Plan.PRO);
    }

    @Test
    void theWishThatWasActedOnIsEchoed() {
        member.getMetadata().setAnnotations(Map.of(Annotations.RECONCILE_REQUESTED_AT, "noon"));

        assertThat(filled().lastHandledReconcileAt()).isEqualTo("noon");
    }
}
