package dev.kirooperator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.GroupStatus;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import dev.kirooperator.api.v1alpha1.MemberCounts;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.api.v1alpha1.SubscriptionStatus;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.api.v1alpha1.TeamState;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TriggersTest {

    private static final List<Condition> CONDITIONS = List.of(new Condition("Ready", "True", 1L, null, "Synced", "m"));

    private static KiroTeam team(Consumer<KiroTeam> change) {
        KiroTeam team = TestingTeam.of("platform", "kiro").build();
        change.accept(team);
        return team;
    }

    private static KiroTeamStatus teamStatus(
            @Nullable GroupStatus group,
            @Nullable SubscriptionStatus subscription,
            @Nullable MemberCounts members,
            @Nullable List<Condition> conditions) {
        return new KiroTeamStatus(
                1L, group, subscription, null, members, null, null, null, null, null, null, null, conditions, null);
    }

    private static KiroMember member(@Nullable KiroMemberStatus status) {
        KiroMember member = TestingMember.of("dev", "ada").team("kiro", null).build();
        member.setStatus(status);
        return member;
    }

    private static KiroMemberStatus memberStatus(
            @Nullable UserStatus user,
            @Nullable List<TeamMembershipStatus> teams,
            @Nullable MemberSeatStatus seat,
            @Nullable List<Condition> conditions) {
        return new KiroMemberStatus(1L, user, teams, seat, null, null, null, conditions, null);
    }

    private static TeamMembershipStatus joined(String team) {
        return new TeamMembershipStatus(team, "dev", "g", "m", TeamState.JOINED);
    }

    static Stream<Arguments> ownChanges() {
        return Stream.of(
                Arguments.of("nothing", change(t -> {}), false),
                Arguments.of("spec", change(t -> t.getMetadata().setGeneration(2L)), true),
                Arguments.of(
                        "annotation",
                        change(t -> t.getMetadata().setAnnotations(Map.of(Annotations.APPROVE_PLAN, "5f2c"))),
                        true),
                Arguments.of("finalizer", change(t -> t.getMetadata().setFinalizers(List.of("f"))), true),
                Arguments.of(
                        "deletion", change(t -> t.getMetadata().setDeletionTimestamp("2026-11-25T12:00:00Z")), true),
                Arguments.of("label", change(t -> t.getMetadata().setLabels(Map.of("a", "b"))), false),
                Arguments.of("resource version", change(t -> t.getMetadata().setResourceVersion("9")), false),
                Arguments.of("status", change(t -> t.setStatus(teamStatus(null, null, null, CONDITIONS))), false));
    }

    private static Consumer<KiroTeam> change(Consumer<KiroTeam> change) {
        return change;
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("ownChanges")
    void onlyWhatAPersonChangesStartsAReconcile(String name, Consumer<KiroTeam> change, boolean accepted) {
        var filter = new Triggers.OwnChanges();
        HasMetadata older = team(t -> {});

        assertThat(filter.accept(team(change), older)).isEqualTo(accepted);
    }

    static Stream<Arguments> teamChanges() {
        GroupStatus group = new GroupStatus("g", "kiro", Origin.CREATED);
        SubscriptionStatus subscribed = new SubscriptionStatus(
                Plan.PRO, SubscriptionState.SUBSCRIBED, null, null, null, null, null, null, null);
        SubscriptionStatus ofMembers = new SubscriptionStatus(
                Plan.PRO, SubscriptionState.PENDING, null, AssignTo.MEMBERS, null, null, null, null, null);
        return Stream.of(
                Arguments.of("the members' own seats", teamStatus(null, ofMembers, null, null), false),
                Arguments.of("conditions", teamStatus(null, null, null, CONDITIONS), false),
                Arguments.of("group", teamStatus(group, null, null, null), true),
                Arguments.of("subscription", teamStatus(null, subscribed, null, null), true),
                Arguments.of("members", teamStatus(null, null, new MemberCounts(1, 1, 0, 0), null), false));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("teamChanges")
    void membersHearOfATeamsGroupAndPlanOnly(String name, KiroTeamStatus status, boolean concerns) {
        assertThat(Triggers.concernsMembers(team(t -> t.setStatus(status)), team(t -> {})))
                .isEqualTo(concerns);
        assertThat(Triggers.concernsMembers(team(t -> t.setStatus(status)), team(t -> t.setStatus(status))))
                .isFalse();
    }

    @Test
    void membersHearOfATeamsCountsWhereTheyMayWaitForAPlace() {
        KiroTeam before = TestingTeam.of("platform", "kiro").membership(null, 1).build();
        KiroTeam after = TestingTeam.of("platform", "kiro").membership(null, 1).build();
        after.setStatus(teamStatus(null, null, new MemberCounts(1, 1, 0, 0), null));

        assertThat(Triggers.concernsMembers(after, before)).isTrue();
    }

    @Test
    void membersHearOfATeamsSpecAndDeletion() {
        assertThat(Triggers.concernsMembers(team(t -> t.getMetadata().setGeneration(2L)), team(t -> {})))
                .isTrue();
        assertThat(Triggers.concernsMembers(
                        team(t -> t.getMetadata().setDeletionTimestamp("2026-11-25T12:00:00Z")), team(t -> {})))
                .isTrue();
    }

    static Stream<Arguments> memberChanges() {
        UserStatus user = new UserStatus("u", Origin.CREATED, ManagedBy.OPERATOR, "default", null);
        MemberSeatStatus seat =
                new MemberSeatStatus(SeatState.PENDING, Plan.PRO, null, null, null, null, null, null, null);
        return Stream.of(
                Arguments.of("conditions", memberStatus(null, null, null, CONDITIONS), false),
                Arguments.of("user", memberStatus(user, null, null, null), true),
                Arguments.of("seat", memberStatus(null, null, seat, null), true),
                Arguments.of("teams", memberStatus(null, List.of(joined("kiro")), null, null), true));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("memberChanges")
    void teamsHearOfAMembersUserSeatAndMemberships(String name, KiroMemberStatus status, boolean concerns) {
        assertThat(Triggers.concernsTeams(member(status), member(null))).isEqualTo(concerns);
        assertThat(Triggers.concernsTeams(member(status), member(status))).isFalse();
    }

    @Test
    void aMemberConcernsTheTeamsItNamesAndThoseItWasIn() {
        assertThat(Triggers.teamsOf(member(memberStatus(null, List.of(joined("former"), joined("kiro")), null, null))))
                .containsExactlyInAnyOrder(new ObjectKey("dev", "kiro"), new ObjectKey("dev", "former"));
        assertThat(Triggers.teamsOf(member(null))).containsExactly(new ObjectKey("dev", "kiro"));
    }

    @Test
    void aWishToLookNowIsNewUntilItWasActedOn() {
        KiroTeam asked = team(t -> t.getMetadata().setAnnotations(Map.of(Annotations.RECONCILE_REQUESTED_AT, "noon")));

        assertThat(ReconcileRequest.of(asked)).contains("noon");
        assertThat(ReconcileRequest.isNew(asked, Optional.empty())).isTrue();
        assertThat(ReconcileRequest.isNew(asked, Optional.of("morning"))).isTrue();
        assertThat(ReconcileRequest.isNew(asked, Optional.of("noon"))).isFalse();
    }

    @Test
    void withoutTheAnnotationThereIsNoWish() {
        assertThat(ReconcileRequest.isNew(team(t -> {}), Optional.of("noon"))).isFalse();
        assertThat(ReconcileRequest.isNew(
                        team(t -> t.getMetadata().setAnnotations(Map.of("other", "x"))), Optional.empty()))
                .isFalse();
    }
}
