package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.testing.TestingMember;
import org.junit.jupiter.api.Test;

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
}
