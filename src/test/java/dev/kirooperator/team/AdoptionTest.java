package dev.kirooperator.team;

import static dev.kirooperator.testing.TestingIdentities.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.directory.Group;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A group that was made by hand, while others have an eye on it too. */
class AdoptionTest extends TeamSyncTestCase {

    private static final String ELSEWHERE = "By hand [kiro-operator:test/dev/kiro]";

    private static Group byHand(String description) {
        return group(GROUP, "kiro", description);
    }

    @Test
    void aClaimOfAnotherClusterIsSeenBeforeTheGroupIsMarked() {
        aws.directory().put(byHand(ELSEWHERE));
        aws.directory().showOutdated(byHand("By hand"));
        manifest.adopt().plan(Plan.POWER, null);

        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("Conflict");
        assertThat(message(ConditionType.GROUP_SYNCED)).contains("test/dev/kiro");
    }

    @Test
    void aClaimThatCameAtTheSameTimeAndLastWins() {
        aws.directory().put(byHand("By hand"));
        manifest.adopt().plan(Plan.POWER, null);
        reconcile();
        aws.directory().put(byHand(ELSEWHERE));

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("Conflict");
        assertThat(cleanUp()).isEmpty();
        assertThat(gone).isTrue();
    }

    @Test
    void aYoungerTeamWaitsForTheOlderOneAndTakesOverAfterIt() {
        aws.directory().put(byHand("By hand"));
        manifest.adopt();
        olderAdopter = Optional.of(OLDER);

        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("Conflict");
        assertThat(message(ConditionType.GROUP_SYNCED)).contains("ops/older");
        assertThat(status.map(KiroTeamStatus::group)).isEmpty();

        olderAdopter = Optional.empty();
        assertThat(reconcileAfter(REGULAR)).containsExactly("update group g-kiro");
    }

    @Test
    void whoHasTheMarkerKeepsTheGroupThoughAnOlderTeamWantsItNow() {
        aws.directory().put(byHand("By hand"));
        manifest.adopt();
        reconcile();
        olderAdopter = Optional.of(OLDER);

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("Synced");
    }
}
