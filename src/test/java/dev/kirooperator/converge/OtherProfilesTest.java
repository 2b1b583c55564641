package dev.kirooperator.converge;

import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.converge.OtherProfiles.Elsewhere;
import dev.kirooperator.directory.User;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.testing.TestingConnection;
import dev.kirooperator.testing.TestingConnections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtherProfilesTest {

    private static final User ADA = user("u-ada", "ada@example.com");

    private final TestingConnection own = TestingConnection.named("own");
    private final TestingConnection other = TestingConnection.named("other");
    private final OtherProfiles profiles = new OtherProfiles(new TestingConnections(List.of(own, other)));

    @ParameterizedTest
    @EnumSource(SeatStatus.class)
    void aSeatCountsThatIsPaidForOrWillBe(SeatStatus status) {
        other.seats().show("u-ada", status, Plan.PRO, SeatSource.GROUP);

        assertThat(profiles.seatsOf(ADA, own))
                .hasSize(status == SeatStatus.ACTIVE || status == SeatStatus.PENDING ? 1 : 0);
    }

    @Test
    void theOwnProfileDoesNotCountUnderWhateverName() {
        TestingConnection alias = own.as("alias");
        OtherProfiles both = new OtherProfiles(new TestingConnections(List.of(own, alias)));
        own.seats().show("u-ada", SeatStatus.ACTIVE, Plan.PRO, SeatSource.GROUP);

        assertThat(both.seatsOf(ADA, own)).isEmpty();
    }

    @Test
    void anotherIdentityCentersUserOfThatNameIsTheSamePersonWithoutRegardToCase() {
        other.directory().put(user("u-2", "ADA@example.com"));
        other.seats().show("u-2", SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);

        assertThat(profiles.seatsOf(ADA, own)).extracting(Elsewhere::connection).containsExactly("other");
    }

    @Test
    void somebodyElsesSeatDoesNotCount() {
        other.directory().put(user("u-2", "grace@example.com"));
        other.seats().show("u-2", SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);

        assertThat(profiles.seatsOf(ADA, own)).isEmpty();
    }
}
