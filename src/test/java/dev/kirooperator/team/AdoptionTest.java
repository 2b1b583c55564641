package dev.kirooperator.team;

import static dev.kirooperator.testing.TestingIdentities.fedGroup;
import static dev.kirooperator.testing.TestingIdentities.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.GroupStatus;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.PlanStatus;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.directory.Group;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.util.List;
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

    private void adoptedWithAPlan() {
        aws.directory().put(byHand("By hand"));
        manifest.adopt().plan(Plan.POWER, null);
        reconcile();
        aws.seats().showGroup(GROUP, Plan.POWER);
        reconcileAfter(Duration.ofSeconds(2));
        assertThat(status.map(KiroTeamStatus::group).map(GroupStatus::origin)).contains(Origin.ADOPTED);
        manifest = TestingTeam.of("dev", "kiro").plan(Plan.POWER, null).deletingItsGroup();
    }

    private Optional<String> description() {
        return aws.directory().readGroup(GROUP).flatMap(Group::description);
    }

    @Test
    void whoDoesNotAskForAdoptionAnyMoreLetsGoOfTheGroupAsIfItNeverHadBeen() {
        adoptedWithAPlan();
        inGroup("ada", "eve");

        assertThat(reconcileAfter(SETTLE)).containsExactly("unassign g-kiro");
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("Progressing");
        aws.seats().listNoGroups();
        assertThat(reconcileAfter(Duration.ofSeconds(2))).containsExactly("unassign g-kiro", "update group g-kiro");
        assertThat(description()).contains("By hand");
        assertThat(reason(ConditionType.READY)).isEqualTo("AlreadyExists");
        assertThat(status.map(KiroTeamStatus::group)).isEmpty();
        assertThat(status.map(KiroTeamStatus::subscription)).isEmpty();

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(cleanUp()).isEmpty();
        assertThat(gone).isTrue();
    }

    @Test
    void whoHasLetGoMayAdoptAgain() {
        adoptedWithAPlan();
        aws.seats().listNoGroups();
        reconcileAfter(SETTLE);
        manifest.adopt();

        assertThat(reconcileAfter(REGULAR)).containsExactly("update group g-kiro", "assign g-kiro POWER");
    }

    @Test
    void anAdoptedGroupIsNotDeletedOnceAdoptIsNotTrueAnyMore() {
        adoptedWithAPlan();
        aws.seats().listNoGroups();

        assertThat(cleanUp()).containsExactly("unassign g-kiro", "update group g-kiro");
        assertThat(description()).contains("By hand");
        assertThat(gone).isTrue();
    }

    @Test
    void anAdoptedGroupIsDeletedWhereTheManifestStillAsksForBoth() {
        adoptedWithAPlan();
        aws.seats().listNoGroups();
        manifest.adopt();

        assertThat(cleanUp()).containsExactly("unassign g-kiro", "delete group g-kiro");
    }

    @Test
    void onAnAdoptedGroupThatIsRetainedNothingOfTheTeamStays() {
        adoptedWithAPlan();
        aws.seats().listNoGroups();
        manifest = TestingTeam.of("dev", "kiro").adopt();
        cleanUp();
        assertThat(description()).contains("By hand");

        status = Optional.empty();
        manifest = TestingTeam.of("dev", "kiro").deletingItsGroup();
        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("AlreadyExists");
    }

    @Test
    void aTeamThatIsOnlyObservedSaysThatItWouldLetGo() {
        adoptedWithAPlan();
        manifest.mode(SyncMode.OBSERVE);

        assertThat(reconcileAfter(SETTLE)).isEmpty();
        assertThat(plan().map(PlanStatus::summary)).contains(List.of("let go of group g-kiro"));
    }

    @Test
    void aProvidersGroupIsLetGoOfWithItsAssignment() {
        aws.directory().put(fedGroup(GROUP, "kiro"));
        manifest.adopt().plan(Plan.POWER, null);
        reconcile();
        manifest = TestingTeam.of("dev", "kiro").plan(Plan.POWER, null);

        assertThat(reconcileAfter(REGULAR)).containsExactly("unassign g-kiro");
        assertThat(reason(ConditionType.READY)).isEqualTo("AlreadyExists");
    }
}
