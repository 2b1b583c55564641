package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.fedUser;
import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.status.Transition;
import dev.kirooperator.testing.TestingMember;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who deletes a member whose user is to go with it learns when the user stays. */
class KeptUserTest {

    private static final String ADA = "u-ada@example.com";

    private final MemberLife ada = new MemberLife();

    @BeforeEach
    void withItsUser() {
        ada.apply(ada.manifest.deletingItsUser());
        ada.reconcile();
    }

    private void assertKept(String... words) {
        assertThat(ada.cleanUp()).isEmpty();
        assertThat(ada.gone).isTrue();
        assertThat(ada.events).singleElement().satisfies(event -> {
            assertThat(event.warning()).isTrue();
            assertThat(event.reason()).isEqualTo("UserKept");
            assertThat(event.note()).contains(words);
        });
    }

    @Test
    void anotherMemberStandsForIt() {
        KiroMember peer =
                TestingMember.of("ops", "ada").recordedUser(ADA, "default").build();
        ada.peers.add(peer);

        assertKept(ADA, "KiroMember ops/ada", "delete it in the AWS console");
    }

    @Test
    void anotherMemberWithoutAUserAsksForItsName() {
        ada.peers.add(TestingMember.of("ops", "ada")
                .userName("ADA@Example.com")
                .adopt()
                .build());

        assertKept(ADA, "KiroMember ops/ada");
    }

    @Test
    void whoAsksForAnotherNameOrHasAnotherUserDoesNotKeepIt() {
        ada.peers.add(TestingMember.of("ops", "bob").build());
        ada.peers.add(
                TestingMember.of("ops", "ada").recordedUser("u-2", "default").build());

        assertThat(ada.cleanUp()).containsExactly("delete user " + ADA);
    }

    @Test
    void itWasOnlyReferenced() {
        MemberLife other = new MemberLife();
        other.aws.directory().put(user("u-bob", "ada@example.com"));
        other.apply(other.manifest.deletingItsUser());
        other.reconcile();

        assertThat(other.cleanUp()).isEmpty();
        assertThat(other.events).extracting(Transition::reason).containsExactly("UserKept");
    }

    @Test
    void itWasAdopted() {
        MemberLife other = new MemberLife();
        other.aws.directory().put(user("u-bob", "ada@example.com"));
        other.apply(other.manifest.adopt().deletingItsUser());
        other.reconcile();
        assertThat(other.user().map(UserStatus::origin)).contains(Origin.ADOPTED);

        assertThat(other.cleanUp()).doesNotContain("delete user u-bob");
        assertThat(other.gone).isTrue();
        assertThat(other.events).singleElement().satisfies(event -> {
            assertThat(event.reason()).isEqualTo("UserKept");
            assertThat(event.note()).contains("u-bob", "Adopted", "delete it in the AWS console");
        });
    }

    @Test
    void anIdentityProviderFeedsItNow() {
        ada.aws.directory().put(fedUser(ADA, "ada@example.com"));

        assertKept(ADA, "identity provider");
    }

    @Test
    void whoRetainsItIsToldNothing() {
        MemberLife other = new MemberLife();
        other.reconcile();

        assertThat(other.cleanUp()).isEmpty();
        assertThat(other.events).isEmpty();
    }

    @Test
    void oneThatGoesIsNotSaidToStay() {
        assertThat(ada.cleanUp()).containsExactly("delete user " + ADA);
        assertThat(ada.events).isEmpty();
    }
}
