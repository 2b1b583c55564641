package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the deletion of a member undoes at AWS, and in which order. */
class MemberDeletionTest {

    private static final String ADA = "u-ada@example.com";

    private final MemberLife ada = new MemberLife();

    private static TestingMember manifest() {
        return TestingMember.of("dev", "ada").named("Ada", "Lovelace").deletingItsUser();
    }

    private void joinedKiroAndTools() {
        ada.manifest = manifest().team("kiro", null).team("tools", null);
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.team(TestingTeam.of("dev", "tools"));
        assertThat(ada.reconcile()).contains("join g-kiro " + ADA, "join g-tools " + ADA);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereTheTeamIsSuspendedOrOnlyObservedTheMembershipAndTheUserStayAndAnEventSaysSo(boolean suspended) {
        joinedKiroAndTools();
        TestingTeam kiro = TestingTeam.of("dev", "kiro");
        ada.team(suspended ? kiro.suspended() : kiro.mode(SyncMode.OBSERVE));

        assertThat(ada.cleanUp()).containsExactly("leave g-tools " + ADA);
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
        ada.apply(manifest().team("kiro", null).team("tools", null).expiresAt("2026-11-01T00:00:00Z"));

        assertThat(ada.reconcile()).containsExactly("leave g-tools " + ADA);
        assertThat(ada.condition(ConditionType.TEAMS_SYNCED).map(Condition::message))
                .hasValueSatisfying(message -> assertThat(message).contains("stays", "suspended"));
        ada.team(TestingTeam.of("dev", "kiro"));
        assertThat(ada.reconcile()).containsExactly("leave g-kiro " + ADA);
    }
}
