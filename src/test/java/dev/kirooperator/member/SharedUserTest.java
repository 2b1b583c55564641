package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.testing.TestingMember;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user that several members stand for keeps its name and its e-mail address until all of them ask for others. */
class SharedUserTest {

    private static final String NAME = "ada@example.com";
    private static final String ADA = "u-" + NAME;
    private static final String EVIL = "eve@evil.example";
    private static final Duration SOON = Duration.ofSeconds(2);

    private final MemberLife ada = new MemberLife();

    @BeforeEach
    void withItsUser() {
        ada.reconcile();
    }

    private static TestingMember manifest(String userName, String email) {
        return TestingMember.of("dev", "ada")
                .named("Ada", "Lovelace")
                .userName(userName)
                .email(email);
    }

    private static KiroMember reference(String userName, String email, Origin origin) {
        return TestingMember.of("ops", "ada")
                .userName(userName)
                .email(email)
                .status(new KiroMemberStatus(
                        1L,
                        new UserStatus(ADA, origin, ManagedBy.OPERATOR, "default", null),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .build();
    }

    private void assertUnchanged() {
        assertThat(ada.reconcileAfter(SOON)).isEmpty();
        assertThat(ada.aws.directory().readUserByName(NAME))
                .hasValueSatisfying(
                        user -> assertThat(user.attributes().email()).contains(NAME));
        assertThat(ada.user().map(UserStatus::id)).contains(ADA);
        assertThat(ada.reason(ConditionType.USER_SYNCED)).isEqualTo("Conflict");
        assertThat(ada.condition(ConditionType.USER_SYNCED).map(Condition::message))
                .hasValueSatisfying(message -> assertThat(message)
                        .contains("KiroMember ops/ada", "spec.userName", "spec.email")
                        .doesNotContain(EVIL));
    }

    @ParameterizedTest
    @CsvSource({EVIL + "," + EVIL, NAME + "," + EVIL, EVIL + "," + NAME})
    void neitherNameNorAddressChangesWhileAnotherNeedsThem(String userName, String email) {
        ada.peers.add(reference(NAME, NAME, Origin.EXISTING));
        ada.apply(manifest(userName, email));

        assertUnchanged();
        ada.peers.clear();
        assertThat(ada.reconcileAfter(SOON)).containsExactly("update user " + ADA);
    }

    @Test
    void oneThatHasNoUserYetNeedsThemToo() {
        ada.peers.add(TestingMember.of("ops", "ada").build());
        ada.apply(manifest(EVIL, EVIL));

        assertUnchanged();
    }

    @Test
    void whoAsksInVainToAdoptItHasNoSay() {
        ada.peers.add(TestingMember.of("ops", "ada").adopt().build());
        ada.apply(manifest("countess", "countess@example.com"));

        assertThat(ada.reconcileAfter(SOON)).containsExactly("update user " + ADA);
    }

    @Test
    void theOtherAttributesAreWritten() {
        ada.peers.add(reference(NAME, NAME, Origin.EXISTING));
        ada.apply(manifest(EVIL, EVIL).displayName("Countess"));

        assertThat(ada.reconcileAfter(SOON)).containsExactly("update user " + ADA);
        assertUnchanged();
    }

    @Test
    void theyChangeOnceAllAskForTheSame() {
        ada.peers.add(reference("Countess", "COUNTESS@example.com", Origin.EXISTING));
        ada.apply(manifest("countess", "countess@example.com"));

        assertThat(ada.reconcileAfter(SOON)).containsExactly("update user " + ADA);
        assertThat(ada.reason(ConditionType.USER_SYNCED)).isEqualTo("Synced");
    }

    @Test
    void whoseManifestFollowsTheOwnersStaysWithTheUserUntilItIsRenamed() {
        MemberLife eve = new MemberLife();
        eve.aws.directory().put(ada.aws.directory().readUserByName(NAME).orElseThrow());
        eve.reconcile();
        assertThat(eve.user().map(UserStatus::origin)).contains(Origin.EXISTING);
        eve.peers.add(reference("countess", NAME, Origin.CREATED));
        eve.apply(manifest("countess", NAME));

        assertThat(eve.reconcileAfter(SOON)).isEmpty();
        assertThat(eve.user().map(UserStatus::id)).contains(ADA);
    }
}
