package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the deletion of a member undoes at AWS, and in which order. */
class MemberDeletionTest {

    private static final String ADA = "u-ada";

    private final MemberLife ada = new MemberLife();

    private static TestingMember manifest() {
        return TestingMember.of("dev", "ada").named("Ada", "Lovelace").deletingItsUser();
    }

    @Test
    void anAdoptedUserIsDeletedWithItsMember() {
        adopted();

        assertThat(ada.cleanUp()).containsExactly("delete user u-ada");
        assertThat(ada.gone).isTrue();
    }

    @Test
    void aUserThatIsNotAdoptedAnyMoreStaysEvenIfNoReconcileCameBetween() {
        adopted();
        ada.apply(manifest());

        assertThat(ada.cleanUp()).isEmpty();
        assertThat(ada.gone).isTrue();
    }

    private void adopted() {
        ada.aws.directory().put(user(ADA, "ada@example.com"));
        ada.manifest = manifest().adopt();
        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.user().map(UserStatus::origin)).contains(Origin.ADOPTED);
    }

    private void joinedKiroAndTools() {
        ada.aws.directory().put(user(ADA, "ada@example.com"));
        ada.manifest = manifest().adopt().team("kiro", null).team("tools", null);
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.team(TestingTeam.of("dev", "tools"));
        assertThat(ada.reconcile()).containsExactly("join g-kiro u-ada", "join g-tools u-ada");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereTheTeamIsSuspendedOrOnlyObservedTheMembershipAndTheUserStayAndAnEventSaysSo(boolean suspended) {
        joinedKiroAndTools();
        TestingTeam kiro = TestingTeam.of("dev", "kiro");
        ada.team(suspended ? kiro.suspended() : kiro.mode(SyncMode.OBSERVE));

        assertThat(ada.cleanUp()).containsExactly("leave g-tools u-ada");
        assertThat(ada.gone).isTrue();
        assertThat(ada.events).singleElement().satisfies(event -> {
            assertThat(event.warning()).isTrue();
            assertThat(event.reason()).isEqualTo("LeftBehind");
            assertThat(event.note()).contains(ADA, "group g-kiro of team dev/kiro");
        });
    }

    @Test
    void whoEndsWhileTheTeamIsSuspendedLeavesItWhenItIsResumed() {
        joinedKiroAndTools();
        ada.team(TestingTeam.of("dev", "kiro").suspended());
        ada.apply(manifest().adopt().team("kiro", null).team("tools", null).expiresAt("2026-11-01T00:00:00Z"));

        assertThat(ada.reconcile()).containsExactly("leave g-tools u-ada");
        assertThat(ada.condition(ConditionType.TEAMS_SYNCED).map(Condition::message))
                .hasValueSatisfying(message -> assertThat(message).contains("stays", "suspended"));
        ada.team(TestingTeam.of("dev", "kiro"));
        assertThat(ada.reconcile()).containsExactly("leave g-kiro u-ada");
    }
}
