package dev.kirooperator.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.Connections;
import dev.kirooperator.aws.SeatApi;
import dev.kirooperator.aws.TestingAws;
import dev.kirooperator.aws.TestingAws.Answer;
import dev.kirooperator.aws.Unanswered;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice between the two generations of the assignment API. */
class AutoAssignmentsTest {

    private static final String NEWER = "KiroControlPlaneQDeveloperService.";
    private static final String OLDER = "AmazonQDeveloperService.";
    private static final Principal ADA = new Principal.User("u-1");
    private static final Answer OK = TestingAws.ok("{}");

    private final TestingAws aws = new TestingAws();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void theNewerGenerationIsTriedFirst() {
        aws.on(NEWER + "CreateAssignment", OK);
        with(SeatApi.AUTO, seats -> {
            seats.create(ADA, Plan.PRO_MAX);
            assertThat(seats.generation()).contains(AssignmentGeneration.MANAGEMENT);
        });
        assertThat(aws.calls()).singleElement().satisfies(call -> {
            assertThat(call.target()).isEqualTo(NEWER + "CreateAssignment");
            assertThat(call.body())
                    .hasToString("{\"principalId\":\"u-1\",\"principalType\":\"USER\","
                            + "\"subscriptionType\":\"Q_DEVELOPER_STANDALONE_PRO_MAX\"}");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404})
    void theOlderGenerationTakesOverWhereTheNewerIsNotKnownAndStays(int status) {
        aws.on(
                NEWER + "CreateAssignment",
                status == 404
                        ? new Answer(404, "<html>", Map.of())
                        : TestingAws.error(400, "UnknownOperationException", ""));
        aws.on(OLDER + "CreateAssignment", OK)
                .on(OLDER + "DeleteAssignment", OK)
                .on(OLDER + "UpdateAssignment", OK);
        with(SeatApi.AUTO, seats -> {
            seats.create(ADA, Plan.PRO);
            seats.update(ADA, Plan.POWER);
            seats.delete(new Principal.Group("g-1"));
            assertThat(seats.generation()).contains(AssignmentGeneration.CODEWHISPERER);
        });
        assertThat(aws.calls())
                .extracting(TestingAws.Call::target)
                .containsExactly(
                        NEWER + "CreateAssignment",
                        OLDER + "CreateAssignment",
                        OLDER + "UpdateAssignment",
                        OLDER + "DeleteAssignment");
        assertThat(aws.calls(OLDER + "DeleteAssignment").get(0).text("principalType"))
                .isEqualTo("GROUP");
    }

    @Test
    void theOtherGenerationIsTriedWhenTheOneInUseNoLongerAnswers() {
        Answer unknown = TestingAws.error(400, "UnknownOperationException", "");
        aws.on(OLDER + "CreateAssignment", OK);
        with(SeatApi.AUTO, seats -> {
            seats.create(ADA, Plan.PRO);
            aws.on(NEWER + "CreateAssignment", OK).on(OLDER + "CreateAssignment", unknown);
            seats.create(ADA, Plan.PRO);
            assertThat(seats.generation()).contains(AssignmentGeneration.MANAGEMENT);
            aws.on(NEWER + "CreateAssignment", unknown).on(OLDER + "CreateAssignment", OK);
            seats.create(ADA, Plan.PRO);
            assertThat(seats.generation()).contains(AssignmentGeneration.CODEWHISPERER);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "ConflictException", "ValidationException"})
    void aRefusalIsAnAnswer(String code) {
        aws.on(NEWER + "CreateAssignment", TestingAws.error(400, code, "no"));
        aws.on(OLDER + "CreateAssignment", OK);
        with(SeatApi.AUTO, seats -> {
            assertThatThrownBy(() -> seats.create(ADA, Plan.PRO)).hasMessageContaining(code);
            assertThat(seats.generation()).contains(AssignmentGeneration.MANAGEMENT);
        });
        assertThat(aws.calls(OLDER + "CreateAssignment")).isEmpty();
    }

    @Test
    void aLostAnswerDoesNotGoToTheOlderGeneration() {
        aws.on(NEWER + "CreateAssignment", TestingAws.lost());
        aws.on(OLDER + "CreateAssignment", OK);
        with(
                SeatApi.AUTO,
                seats -> assertThatThrownBy(() -> seats.create(ADA, Plan.PRO))
                        .isInstanceOfSatisfying(
                                AwsException.class,
                                e -> assertThat(e.failure()).isInstanceOf(AwsFailure.Transient.class)));
        assertThat(aws.calls()).hasSize(1);
    }

    @Test
    void whereNeitherAnswersBothAreToldAndBothAreTriedAgain() {
        with(SeatApi.AUTO, seats -> {
            assertThatThrownBy(() -> seats.create(ADA, Plan.PRO))
                    .hasMessageContaining("neither generation of Kiro's assignment API answers")
                    .isInstanceOfSatisfying(AwsException.class, e -> {
                        assertThat(e.getSuppressed()).hasSize(1);
                        assertThat(e.failure()).isInstanceOf(AwsFailure.Transient.class);
                        assertThat(Unanswered.by(e)).isTrue();
                    });
            assertThatThrownBy(() -> seats.create(ADA, Plan.PRO)).isInstanceOf(AwsException.class);
        });
        assertThat(aws.calls()).hasSize(4);
    }

    @Test
    void aRefusalByTheOlderGenerationMakesItTheOneInUse() {
        aws.on(OLDER + "CreateAssignment", TestingAws.error(400, "ConflictException", "already"));
        with(SeatApi.AUTO, seats -> {
            assertThatThrownBy(() -> seats.create(ADA, Plan.PRO)).hasMessageContaining("already");
            assertThat(seats.generation()).contains(AssignmentGeneration.CODEWHISPERER);
        });
    }

    @Test
    void aChosenGenerationIsTheOnlyOne() {
        aws.on(NEWER + "CreateAssignment", OK).on(OLDER + "CreateAssignment", OK);
        with(SeatApi.CODEWHISPERER, seats -> seats.create(ADA, Plan.PRO));
        with(SeatApi.MANAGEMENT, seats -> seats.create(ADA, Plan.PRO));
        assertThat(aws.calls())
                .extracting(TestingAws.Call::target)
                .containsExactly(OLDER + "CreateAssignment", NEWER + "CreateAssignment");
    }

    @Test
    void aConnectionThatDoesNotWriteRefusesToWrite() {
        with(SeatApi.NONE, seats -> {
            assertThat(seats.writable()).isFalse();
            assertThat(seats.generation()).isEmpty();
            assertThatThrownBy(() -> seats.create(ADA, Plan.PRO))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("kiro.connections.default.kiro.seat-api=none");
            assertThatThrownBy(() -> seats.update(ADA, Plan.PRO)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> seats.delete(ADA)).isInstanceOf(IllegalStateException.class);
        });
        assertThat(aws.calls()).isEmpty();
    }

    private void with(SeatApi api, Consumer<AwsSeats> test) {
        try (Connections connections = aws.connect(aws.settings().writingTo(api))) {
            test.accept(ConnectionSeats.seats(connections.find("default").orElseThrow(), InstantSource.system()));
        }
    }
}
