package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.api.v1alpha1.TeamState;
import dev.kirooperator.directory.AccountAccess;
import dev.kirooperator.guard.Verdict;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the rules forbid a team is not done through its members either, and what was done before the rules is not undone. */
class RefusedTeamTest {

    private static final Verdict VERDICT = new Verdict(Reason.TARGET_NOT_ALLOWED, "The group name is protected");

    private final MemberLife ada = new MemberLife();

    private List<TeamState> states() {
        return ada.status.map(KiroMemberStatus::teams).orElse(List.of()).stream()
                .map(TeamMembershipStatus::state)
                .toList();
    }

    @Test
    void noUserIsCreatedForATeamThatIsRefused() {
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.refuse("kiro", VERDICT);
        ada.manifest = ada.manifest.team("kiro", null);

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.TEAMS_SYNCED)).isEqualTo("TargetNotAllowed");
        assertThat(ada.condition(ConditionType.TEAMS_SYNCED).map(Condition::message))
                .contains("Team dev/kiro: The group name is protected");
        assertThat(ada.condition(ConditionType.STALLED)).isPresent();
    }

    @Test
    void anotherTeamOfTheMemberIsJoinedAllTheSame() {
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.team(TestingTeam.of("dev", "tools"));
        ada.refuse("kiro", VERDICT);
        ada.manifest = ada.manifest.team("kiro", null).team("tools", null);
        ada.aws.directory().put(user("u-1", "ada@example.com"));

        assertThat(ada.reconcile()).containsExactly("join g-tools u-1");
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("TargetNotAllowed");
    }

    @Test
    void whoIsInTheGroupAlreadyStaysThere() {
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.manifest = ada.manifest.team("kiro", null);
        ada.aws.directory().put(user("u-1", "ada@example.com"));
        ada.reconcile();
        ada.refuse("kiro", VERDICT);

        assertThat(ada.reconcileAfter(MemberLife.REGULAR)).isEmpty();
        assertThat(states()).containsExactly(TeamState.JOINED);
    }

    @Test
    void rulesThatChangeKeepNoExpiredMembersSeat() {
        ada.manifest = ada.manifest.plan(Plan.PRO);
        ada.aws.directory().put(user("u-1", "ada@example.com"));
        ada.reconcile();
        ada.aws.seats().show("u-1", SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        ada.manifest = ada.manifest.expiresAt("2026-11-25T12:05:00Z");
        ada.refuseItsNamespace();

        assertThat(ada.reconcileAfter(MemberLife.REGULAR)).containsExactly("unassign u-1");
    }

    @Test
    void anExpiredMemberThatTheRulesNeverLetInEndsNobodysAccess() {
        ada.manifest = TestingMember.of("dev", "ada").plan(Plan.PRO).expiresAt("2026-11-25T11:00:00Z");
        ada.aws.directory().put(user("u-1", "ada@example.com"));
        ada.aws.seats().show("u-1", SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        ada.refuseItsNamespace();

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("TargetNotAllowed");
    }

    @Test
    void nobodyJoinsAGroupThatOpensAwsAccounts() {
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.manifest = ada.manifest.team("kiro", null);
        ada.aws.directory().put(user("u-1", "ada@example.com"));
        ada.aws.accountAssignments().tell("g-kiro", new AccountAccess.Held());

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.TEAMS_SYNCED)).isEqualTo("TargetNotAllowed");
        assertThat(states()).containsExactly(TeamState.WAITING);
    }

    @Test
    void whoIsDeletedLeavesAGroupThatOpensAwsAccounts() {
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.manifest = ada.manifest.team("kiro", null);
        ada.aws.directory().put(user("u-1", "ada@example.com"));
        ada.reconcile();
        ada.aws.accountAssignments().tell("g-kiro", new AccountAccess.Held());

        assertThat(ada.cleanUp()).containsExactly("leave g-kiro u-1");
    }
}
