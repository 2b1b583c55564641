package dev.kirooperator.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.seat.AssignmentSending.Outcome;
import dev.kirooperator.testing.TestingConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conflict is resolved by reading, and by a second request only where that is the answer, or the only way to learn it. */
class AssignmentSendingTest {

    private final TestingConnection aws = TestingConnection.empty();
    private final AssignmentSending sending = AssignmentSending.of(aws.seats(), new Principal.Group("g"));

    @BeforeEach
    void awsRefusesEveryCreate() {
        aws.calls().conflict("assign");
    }

    @Test
    void whatIsListedOnTheWantedPlanIsLeftAlone() {
        aws.seats().showGroup("g", Plan.POWER);

        assertThat(sending.create(Plan.POWER)).isEqualTo(Outcome.ASKED);
        assertThat(aws.calls().takeWrites()).isEmpty();
    }

    @Test
    void whatIsListedOnAnotherPlanIsChanged() {
        aws.seats().showGroup("g", Plan.PRO);

        assertThat(sending.create(Plan.POWER)).isEqualTo(Outcome.CONFIRMED);
        assertThat(aws.calls().takeWrites()).containsExactly("reassign g POWER");
    }

    @Test
    void whatIsNotAmongTheListedIsNotAskedForASecondTime() {
        aws.seats().showGroup("another", Plan.POWER);

        assertThat(sending.create(Plan.POWER)).isEqualTo(Outcome.HELD);
        assertThat(aws.calls().takeWrites()).isEmpty();
    }

    @Test
    void whereNoListTellsOnlyAnUpdateCanTell() {
        aws.seats().showGroupWithoutItsPlan("g");
        assertThat(sending.create(Plan.POWER)).isEqualTo(Outcome.CONFIRMED);

        aws.seats().listNoGroups();
        assertThat(sending.create(Plan.POWER)).isEqualTo(Outcome.CONFIRMED);

        aws.seats().groupsCannotBeRead();
        assertThat(sending.create(Plan.POWER)).isEqualTo(Outcome.CONFIRMED);
        assertThat(aws.calls().takeWrites()).hasSize(3).containsOnly("reassign g POWER");
    }

    @Test
    void anUpdateThatIsRefusedTooIsNotRepeatedNow() {
        aws.seats().groupsCannotBeRead();
        aws.calls().conflict("reassign");

        assertThat(sending.create(Plan.POWER)).isEqualTo(Outcome.HELD);
    }
}
