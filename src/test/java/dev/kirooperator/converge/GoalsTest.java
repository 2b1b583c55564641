package dev.kirooperator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.AllowedNamespaces;
import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.DeletionPolicy;
import dev.kirooperator.api.v1alpha1.Invitation;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.api.v1alpha1.NamespacesFrom;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.directory.UserAttributes;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoalsTest {

    private static final TeamGoal DEFAULTS = new TeamGoal(
            new ObjectKey("platform", "kiro-dev"),
            "kiro-dev",
            Optional.empty(),
            false,
            Optional.empty(),
            AssignTo.GROUP,
            MembershipPolicy.EXCLUSIVE,
            OptionalInt.empty(),
            new AllowedNamespaces(NamespacesFrom.SAME, null),
            "default",
            false,
            false,
            DeletionPolicy.RETAIN);

    @Test
    void aTeamWithAnEmptySpecHasAllTheDefaults() {
        assertThat(TestingTeam.of("platform", "kiro-dev").goal()).isEqualTo(DEFAULTS);
    }

    @Test
    void aTeamWithoutASpecHasAllTheDefaults() {
        KiroTeam team = new KiroTeam();
        team.setMetadata(new ObjectMetaBuilder()
                .withNamespace("platform")
                .withName("kiro-dev")
                .build());

        assertThat(TeamGoal.of(team)).isEqualTo(DEFAULTS);
    }

    @Test
    void whatATeamStatesIsTaken() {
        AllowedNamespaces all = new AllowedNamespaces(NamespacesFrom.ALL, null);
        TeamGoal goal = TestingTeam.of("platform", "kiro-dev")
                .groupName("Kiro developers")
                .description("for all")
                .adopt()
                .plan(Plan.POWER, AssignTo.MEMBERS)
                .membership(MembershipPolicy.ADDITIVE, 0)
                .allow(all)
                .connection("eu")
                .mode(SyncMode.OBSERVE)
                .suspended()
                .goal();

        assertThat(goal)
                .isEqualTo(new TeamGoal(
                        new ObjectKey("platform", "kiro-dev"),
                        "Kiro developers",
                        Optional.of("for all"),
                        true,
                        Optional.of(Plan.POWER),
                        AssignTo.MEMBERS,
                        MembershipPolicy.ADDITIVE,
                        OptionalInt.of(0),
                        all,
                        "eu",
                        true,
                        true,
                        DeletionPolicy.RETAIN));
    }

    static Stream<Arguments> assignments() {
        return Stream.of(
                Arguments.of(null, Optional.of(Plan.PRO), Optional.empty()),
                Arguments.of(AssignTo.GROUP, Optional.of(Plan.PRO), Optional.empty()),
                Arguments.of(AssignTo.MEMBERS, Optional.empty(), Optional.of(Plan.PRO)));
    }

    @ParameterizedTest
    @MethodSource("assignments")
    void thePlanIsTheGroupsOrTheMembersAndNeverBoth(
            @Nullable AssignTo assignTo, Optional<Plan> groupPlan, Optional<Plan> memberPlan) {
        TeamGoal goal = TestingTeam.of("a", "b").plan(Plan.PRO, assignTo).goal();

        assertThat(goal.groupPlan()).isEqualTo(groupPlan);
        assertThat(goal.memberPlan()).isEqualTo(memberPlan);
    }

    @Test
    void aTeamWithoutASubscriptionHasNoPlanForAnybody() {
        assertThat(DEFAULTS.groupPlan()).isEmpty();
        assertThat(DEFAULTS.memberPlan()).isEmpty();
    }

    @Test
    void aMemberWithOnlyAnAddressHasAllTheDefaults() {
        assertThat(TestingMember.of("dev", "ada").goal())
                .isEqualTo(new MemberGoal(
                        new ObjectKey("dev", "ada"),
                        new UserAttributes(
                                "ada@example.com",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("ada@example.com")),
                        List.of(),
                        Optional.empty(),
                        false,
                        Invitation.NONE,
                        Optional.empty(),
                        DeletionPolicy.RETAIN));
    }

    @Test
    void whatAMemberStatesIsTaken() {
        MemberGoal goal = TestingMember.of("dev", "ada")
                .userName("ada.l")
                .email("ada@lovelace.example")
                .named("Ada", "Lovelace")
                .displayName("The Countess")
                .plan(Plan.POWER)
                .adopt()
                .expiresAt("2027-03-31T02:00:00+02:00")
                .goal();

        assertThat(goal.attributes())
                .isEqualTo(new UserAttributes(
                        "ada.l",
                        Optional.of("Ada"),
                        Optional.of("Lovelace"),
                        Optional.of("The Countess"),
                        Optional.of("ada@lovelace.example")));
        assertThat(goal.plan()).contains(Plan.POWER);
        assertThat(goal.adopt()).isTrue();
        assertThat(goal.expiresAt()).contains(Instant.parse("2027-03-31T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"Ada, Lovelace, Ada Lovelace", "Ada, , Ada", " , Lovelace, Lovelace", " , ,"})
    void theDisplayNameIsMadeOfTheNamesThatThereAre(
            @Nullable String given, @Nullable String family, @Nullable String expected) {
        assertThat(TestingMember.of("dev", "ada")
                        .named(given, family)
                        .goal()
                        .attributes()
                        .displayName())
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void aTeamWithoutANamespaceIsOneOfTheMembersOwnAndIsCountedOnce() {
        assertThat(TestingMember.of("dev", "ada")
                        .team("b", null)
                        .team("a", "")
                        .team("b", "dev")
                        .team("b", "platform")
                        .goal()
                        .teams())
                .containsExactly(new ObjectKey("dev", "b"), new ObjectKey("dev", "a"), new ObjectKey("platform", "b"));
    }

    @Test
    void theUserNameIsTheAddressUnlessStated() {
        assertThat(MemberGoal.userName(TestingMember.of("dev", "ada").build())).isEqualTo("ada@example.com");
        assertThat(MemberGoal.userName(
                        TestingMember.of("dev", "ada").userName("al").build()))
                .isEqualTo("al");
    }

    @ParameterizedTest
    @CsvSource({"2027-03-30T23:59:59Z, false", "2027-03-31T00:00:00Z, true", "2027-04-01T00:00:00Z, true"})
    void aMemberExpiresAtItsVeryTime(Instant now, boolean expired) {
        MemberGoal goal =
                TestingMember.of("dev", "ada").expiresAt("2027-03-31T00:00:00Z").goal();

        assertThat(goal.isExpired(now)).isEqualTo(expired);
    }

    @Test
    void aMemberWithoutAnEndNeverExpires() {
        assertThat(TestingMember.of("dev", "ada").goal().isExpired(Instant.MAX)).isFalse();
    }
}
