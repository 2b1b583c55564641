package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.fedGroup;
import static dev.kirooperator.testing.TestingIdentities.fedUser;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.ProvisionedMemberships;
import dev.kirooperator.converge.Provisioning;
import dev.kirooperator.converge.UserSource;
import dev.kirooperator.status.Transition;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member whose user an identity provider feeds. */
class ProvisionedMemberTest {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final String ISSUER = "https://idp.example.com";

    private MemberLife ada = new MemberLife();

    @BeforeEach
    void adaIsProvisioned() {
        ada.aws.directory().put(fedUser("u-ada", "ada@example.com"));
        ada.manifest = TestingMember.of("dev", "ada").team("kiro", null);
    }

    private String message(ConditionType type) {
        return ada.condition(type).map(Condition::message).orElse("none");
    }

    private void kiroIsTheProviders() {
        ada.team(TestingTeam.of("dev", "kiro").adopt().recordedGroup("g-kiro"));
        ada.aws.directory().put(fedGroup("g-kiro", "kiro"));
    }

    @Test
    void aProvisionedUserJoinsATeamsOwnGroupAndIsNeverWrittenTo() {
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.manifest.adopt().deletingItsUser();

        assertThat(ada.reconcile()).containsExactly("join g-kiro u-ada");
        assertThat(ada.reason(ConditionType.USER_SYNCED)).isEqualTo("ManagedByIdentityProvider");
        assertThat(ada.reason(ConditionType.TEAMS_SYNCED)).isEqualTo("Synced");
        assertThat(ada.user())
                .hasValueSatisfying(user -> assertThat(user)
                        .extracting(UserStatus::origin, UserStatus::managedBy)
                        .containsExactly(Origin.EXISTING, ManagedBy.IDENTITY_PROVIDER));
        assertThat(ada.cleanUp()).containsExactly("leave g-kiro u-ada");
    }

    @Test
    void whereTheConnectionSaysNoneTheUserIsPutIntoNoGroup() {
        ada = new MemberLife(new Provisioning(UserSource.AUTO, ProvisionedMemberships.NONE));
        adaIsProvisioned();
        ada.team(TestingTeam.of("dev", "kiro"));

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.TEAMS_SYNCED)).isEqualTo("ManagedByIdentityProvider");
        assertThat(message(ConditionType.TEAMS_SYNCED))
                .contains(ISSUER, "kiro.connections.default.identity-center.provisioned-memberships=own-groups");
    }

    @Test
    void whoIsMissingFromAProvidersGroupIsLookedForAndNotPutThere() {
        kiroIsTheProviders();

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.TEAMS_SYNCED)).isEqualTo("ManagedByIdentityProvider");
        assertThat(message(ConditionType.TEAMS_SYNCED)).contains(ISSUER, "group g-kiro");
        assertThat(ada.next).isLessThan(MemberLife.REGULAR);

        ada.aws.directory().putMember("g-kiro", "u-ada");
        assertThat(ada.reconcileAfter(SOON)).isEmpty();
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("Synced");
    }

    @Test
    void aDeletedMemberWhoStaysInAProvidersGroupIsSaidTo() {
        kiroIsTheProviders();
        ada.aws.directory().putMember("g-kiro", "u-ada");
        ada.reconcile();

        assertThat(ada.cleanUp()).isEmpty();
        assertThat(ada.gone).isTrue();
        assertThat(ada.events)
                .singleElement()
                .satisfies(event -> assertThat(event.note()).contains("group g-kiro", ISSUER, "Take them out"));
        assertThat(ada.events).extracting(Transition::reason).containsExactly("MembershipKept");
    }

    @Test
    void aDeletedMemberWhomAnotherKeepsInAProvidersGroupIsNotWorthAWord() {
        kiroIsTheProviders();
        ada.aws.directory().putMember("g-kiro", "u-ada");
        ada.reconcile();
        KiroMember peer = TestingMember.of("ops", "ada").team("kiro", "dev").build();
        peer.setStatus(ada.status.orElseThrow());
        ada.peers.add(peer);

        ada.cleanUp();
        assertThat(ada.events).isEmpty();
    }

    @Test
    void aTeamThatIsNotNamedAnyMoreAndKeepsItsMemberIsSaidOnce() {
        kiroIsTheProviders();
        ada.aws.directory().putMember("g-kiro", "u-ada");
        ada.reconcile();
        ada.teams.clear();
        ada.apply(TestingMember.of("dev", "ada"));

        assertThat(ada.reconcileAfter(SOON)).isEmpty();
        assertThat(ada.events).extracting(Transition::reason).containsExactly("MembershipKept");
        assertThat(ada.condition(ConditionType.READY).map(Condition::status)).contains("True");
        ada.reconcileAfter(SOON);
        assertThat(ada.events).isEmpty();
        assertThat(ada.condition(ConditionType.TEAMS_SYNCED)).isEmpty();
    }

    @Test
    void whoExpiresInAProvidersGroupIsSaidToBeInItUntilTheProviderTookThemOut() {
        kiroIsTheProviders();
        ada.aws.directory().putMember("g-kiro", "u-ada");
        ada.manifest.expiresAt("2026-11-25T11:00:00Z");

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("ManagedByIdentityProvider");
        assertThat(message(ConditionType.TEAMS_SYNCED)).contains("spec.expiresAt is past", "group g-kiro", ISSUER);
        assertThat(ada.next).isLessThan(MemberLife.REGULAR);

        ada.aws.directory().removeMember("g-kiro", "u-ada");
        ada.reconcileAfter(SOON);
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("Expired");
    }

    @Test
    void aUserWhomTheProviderRenamedIsFollowedAndTheManifestSaidToBeStale() {
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.reconcile();
        assertThat(message(ConditionType.USER_SYNCED)).doesNotContain("renamed");

        ada.aws.directory().put(fedUser("u-ada", "countess@example.com"));
        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.condition(ConditionType.READY).map(Condition::status)).contains("True");
        assertThat(message(ConditionType.USER_SYNCED))
                .contains("u-ada", "renamed", "spec.userName")
                .doesNotContain("countess", "ada@");
    }

    @Test
    void aUserThatIsNotThereYetIsWaitedForAndFoundByAPointRead() {
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.manifest = TestingMember.of("dev", "new").named("New", "One").team("kiro", null);

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.USER_SYNCED)).isEqualTo("WaitingForUser");
        assertThat(message(ConditionType.USER_SYNCED))
                .contains(ISSUER, "kiro.connections.default.identity-center.users=operator");
        assertThat(ada.next).isEqualTo(SOON);

        ada.aws.directory().put(fedUser("u-new", "new@example.com"));
        ada.aws.directory().unlist("u-new");
        assertThat(ada.reconcileAfter(SOON)).containsExactly("join g-kiro u-new");
    }
}
