package dev.kirooperator.team;

import static dev.kirooperator.testing.TestingIdentities.fedGroup;
import static dev.kirooperator.testing.TestingIdentities.fedUser;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.converge.ProvisionedMemberships;
import dev.kirooperator.converge.Provisioning;
import dev.kirooperator.converge.UserSource;
import dev.kirooperator.status.Conditions;
import dev.kirooperator.testing.TestingMember;
import org.junit.jupiter.api.Test;

/** A team whose members an identity provider has to see to. */
class ProviderWaitTest extends TeamSyncTestCase {

    private static final String ISSUER = "https://idp.example.com";

    private void areFed(String... names) {
        for (String name : names) {
            aws.directory().put(fedUser("u-" + name, name + "@example.com"));
        }
    }

    private void notDelivered(String... names) {
        for (String name : names) {
            members.add(TestingMember.of("dev", name).team("kiro", null).build());
        }
    }

    private void putsProvisionedPeopleIntoNoGroup() {
        aws = aws.with(new Provisioning(UserSource.AUTO, ProvisionedMemberships.NONE));
    }

    @Test
    void aTeamOverAProvidersGroupIsReadyAndSaysWhomTheProviderHasToAdd() {
        aws.directory().put(fedGroup(GROUP, "kiro"));
        manifest.adopt();
        inGroup("ada");
        notDelivered("cat", "dan", "eve");
        reconcile();
        reconcileAfter(SETTLE);

        assertThat(reason(ConditionType.MEMBERS_SYNCED)).isEqualTo("ManagedByIdentityProvider");
        assertThat(message(ConditionType.MEMBERS_SYNCED))
                .contains(ISSUER, "1 of 5 KiroMembers", "to add 4 members: dev/bob, dev/cat, dev/dan and 1 more");
        assertThat(isReady()).isTrue();
        assertThat(reason(ConditionType.RECONCILING)).isEqualTo("none");
        assertThat(plan()).isEmpty();

        members.removeIf(member -> !member.getMetadata().getName().equals("ada"));
        reconcile();
        assertThat(reason(ConditionType.MEMBERS_SYNCED)).isEqualTo("Synced");
    }

    @Test
    void whoIsNotDeliveredYetDoesNotHoldTheTeamUp() {
        areFed("ada", "bob");
        bothHaveJoined();
        areFed("ada", "bob");
        notDelivered("cat");
        reconcileAfter(SETTLE);

        assertThat(reason(ConditionType.MEMBERS_SYNCED)).isEqualTo("WaitingForUser");
        assertThat(message(ConditionType.MEMBERS_SYNCED)).contains("1 member whom", ISSUER, "dev/cat");
        assertThat(isReady()).isTrue();

        areFed("cat");
        reconcileAfter(SETTLE);
        assertThat(reason(ConditionType.MEMBERS_SYNCED)).isEqualTo("Progressing");
        aws.directory().putMember(GROUP, "u-cat");
        reconcileAfter(SETTLE);
        assertThat(reason(ConditionType.MEMBERS_SYNCED)).isEqualTo("Synced");
    }

    @Test
    void whoTheOperatorItselfIsToLetInIsWaitedForFirst() {
        areFed("ada", "bob");
        notDelivered("cat");
        reconcile();

        assertThat(reason(ConditionType.MEMBERS_SYNCED)).isEqualTo("Progressing");
        assertThat(isReady()).isFalse();
    }

    @Test
    void whoCanNeverJoinByTheConfigurationIsForSomebodyToDecide() {
        putsProvisionedPeopleIntoNoGroup();
        areFed("ada", "bob");
        notDelivered("cat");
        reconcile();

        assertThat(reason(ConditionType.MEMBERS_SYNCED)).isEqualTo("ManagedByIdentityProvider");
        assertThat(message(ConditionType.MEMBERS_SYNCED))
                .contains(
                        "2 members cannot join",
                        ISSUER,
                        "dev/ada, dev/bob",
                        "kiro.connections.default.identity-center.provisioned-memberships=own-groups");
        assertThat(reason(ConditionType.STALLED)).isEqualTo("ManagedByIdentityProvider");
    }

    @Test
    void whereNobodyIsProvisionedAMissingUserIsTheOperatorsToMake() {
        putsProvisionedPeopleIntoNoGroup();
        notDelivered("cat");
        bothHaveJoined();

        assertThat(reason(ConditionType.MEMBERS_SYNCED)).isEqualTo("Progressing");
    }

    private boolean isReady() {
        return Conditions.find(status.orElseThrow().conditions(), ConditionType.READY)
                .filter(ready -> ready.status().equals("True"))
                .isPresent();
    }
}
