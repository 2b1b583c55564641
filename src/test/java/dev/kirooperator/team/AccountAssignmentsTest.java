package dev.kirooperator.team;

import static dev.kirooperator.testing.TestingIdentities.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.directory.AccountAccess;
import dev.kirooperator.testing.TestingTeam;
import org.junit.jupiter.api.Test;

/** Groups that open AWS accounts: nothing of them is written, whosever they are. */
class AccountAssignmentsTest extends TeamSyncTestCase {

    private static final AccountAccess HELD = new AccountAccess.Held();
    private static final AccountAccess UNTOLD = new AccountAccess.Untold("it fails with AccessDeniedException");

    private void madeByHand() {
        aws.directory().put(group(GROUP, "kiro", "By hand"));
        manifest = manifest.adopt().plan(Plan.PRO, AssignTo.GROUP);
    }

    private void ours() {
        aws.directory().put(group(GROUP, "kiro", "[kiro-operator:prod/dev/kiro]"));
    }

    private void isRefused() {
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("TargetNotAllowed");
        assertThat(reason(ConditionType.STALLED)).isEqualTo("TargetNotAllowed");
    }

    @Test
    void aGroupThatOpensAccountsIsNotAdoptedWhateverWasToldBefore() {
        madeByHand();
        aws.accountAssignments().tell(GROUP, new AccountAccess.None());
        aws.accountAssignments().set(GROUP, HELD);

        assertThat(reconcile()).isEmpty();
        isRefused();
        assertThat(message(ConditionType.GROUP_SYNCED)).contains("has AWS account assignments");
    }

    @Test
    void aGroupOfWhichAwsDoesNotTellIsNotAdopted() {
        madeByHand();
        aws.accountAssignments().set(GROUP, UNTOLD);

        assertThat(reconcile()).isEmpty();
        isRefused();
        assertThat(message(ConditionType.GROUP_SYNCED))
                .contains("AccessDeniedException")
                .contains("sso:ListAccountAssignmentsForPrincipal")
                .contains("identity-center.account-assignments");
    }

    @Test
    void onceItsPermissionSetsAreTakenAwayItIsAdopted() {
        madeByHand();
        aws.accountAssignments().set(GROUP, HELD);
        reconcile();
        aws.accountAssignments().set(GROUP, new AccountAccess.None());

        assertThat(reconcileAfter(REGULAR)).contains("update group " + GROUP);
    }

    @Test
    void anOwnGroupThatOpensAccountsNowIsNeitherRenamedNorEmptied() {
        ours();
        inGroup("ada", "stranger");
        reconcile();
        aws.accountAssignments().tell(GROUP, HELD);
        manifest = manifest.groupName("renamed").plan(Plan.PRO, AssignTo.GROUP);

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        isRefused();
        assertThat(status.orElseThrow().group()).as("the record").isNotNull();
    }

    @Test
    void aRefusedTeamAsksAwsAtEachLookAndGoesOnByItself() {
        ours();
        aws.accountAssignments().tell(GROUP, HELD);
        reconcile();
        aws.accountAssignments().set(GROUP, new AccountAccess.None());

        reconcileAfter(REGULAR);
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("Synced");
    }

    @Test
    void workOnAnOwnGroupGoesOnWhereAwsDoesNotTellAndSaysSo() {
        ours();
        aws.accountAssignments().set(GROUP, UNTOLD);
        manifest = manifest.groupName("renamed");

        assertThat(reconcile()).containsExactly("update group " + GROUP);
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("Synced");
        assertThat(message(ConditionType.GROUP_SYNCED)).contains("Whether it opens AWS accounts is not known");
    }

    @Test
    void aGroupThatTheOperatorHasJustMadeCostsNoQuestion() {
        reconcile();
        reconcileAfter(REGULAR);

        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("Synced");
        assertThat(aws.accountAssignments().takeAsked()).isZero();
    }

    @Test
    void aLookAtAnUnchangedTeamAsksOnce() {
        ours();
        reconcile();
        reconcileAfter(REGULAR);

        assertThat(aws.accountAssignments().takeAsked()).isEqualTo(1);
    }

    @Test
    void aGroupThatOpensAccountsIsLetGoOf() {
        madeByHand();
        reconcile();
        aws.accountAssignments().tell(GROUP, HELD);
        manifest = TestingTeam.of("dev", "kiro");

        assertThat(reconcileAfter(REGULAR)).contains("update group " + GROUP);
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("AlreadyExists");
    }

    @Test
    void aGroupThatOpensAccountsIsReleasedAndNotDeleted() {
        ours();
        reconcile();
        aws.accountAssignments().set(GROUP, HELD);
        manifest = manifest.deletingItsGroup();

        assertThat(cleanUp()).containsExactly("update group " + GROUP);
        assertThat(gone).isTrue();
        assertThat(reason(ConditionType.GROUP_SYNCED)).isEqualTo("TargetNotAllowed");
    }

    @Test
    void aGroupOfWhichAwsDoesNotTellIsDeletedAsItsOwnTeamWishes() {
        ours();
        aws.accountAssignments().set(GROUP, UNTOLD);
        manifest = manifest.deletingItsGroup();

        assertThat(cleanUp()).containsExactly("delete group " + GROUP);
    }
}
