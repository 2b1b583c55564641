package dev.kirooperator.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.TestingWorld;
import dev.kirooperator.sandbox.aws.control.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stand-in's answers about account assignments come to, and how often it is asked. */
class SsoAccountAssignmentsTest {

    private static final String OPENS = "11111111-1111-1111-1111-111111111111";
    private static final String PLAIN = "22222222-2222-2222-2222-222222222222";
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestingWorld world = TestingWorld.of("""
            {"groups": [{"id": "%s", "displayName": "opens"}, {"id": "%s", "displayName": "plain"}],
             "accountAssignments": [
               {"group": "opens", "permissionSetArn": "arn:aws:sso:::permissionSet/ssoins-7223c45b67d89e0f/ps-0123456789abcdef"}]}
            """.formatted(OPENS, PLAIN));
    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private final SsoAccountAssignments assignments = new SsoAccountAssignments(world.connection(), HOUR, () -> now);

    @AfterEach
    void stop() {
        world.close();
    }

    private long asked() {
        return world.operations().stream()
                .filter("ListAccountAssignmentsForPrincipal"::equals)
                .count();
    }

    @Test
    void aGroupIsToldByItsAssignments() {
        assertThat(assignments.of(OPENS)).isInstanceOf(AccountAccess.Held.class);
        assertThat(assignments.of(PLAIN)).isInstanceOf(AccountAccess.None.class);
    }

    @Test
    void aUserIsAskedAboutEachTime() {
        assertThat(assignments.ofUser(OPENS)).isInstanceOf(AccountAccess.None.class);
        assignments.ofUser(OPENS);
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void anAnswerCountsForItsTimeAndNotBeforeAnAdoption() {
        assignments.of(PLAIN);
        now = now.plus(HOUR);
        assignments.of(PLAIN);
        assertThat(asked()).isEqualTo(1);

        now = now.plusSeconds(1);
        assignments.of(PLAIN);
        assertThat(asked()).isEqualTo(2);
        assignments.now(PLAIN);
        assertThat(asked()).isEqualTo(3);
    }

    @Test
    void aGroupThatTheOperatorMadeIsAskedAboutWhenThatIsLongAgo() {
        assignments.isNew(PLAIN);
        assertThat(assignments.of(PLAIN)).isInstanceOf(AccountAccess.None.class);
        assertThat(asked()).isZero();

        now = now.plus(HOUR);
        assignments.of(PLAIN);
        assertThat(asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "ValidationException", "UnknownOperationException"})
    void aRefusalIsNoAnswerAndIsRememberedAsOne(String type) {
        world.standIn().fault(Fault.error("ListAccountAssignmentsForPrincipal", 400, type, "No."));

        assertThat(assignments.of(OPENS))
                .asInstanceOf(InstanceOfAssertFactories.type(AccountAccess.Untold.class))
                .satisfies(untold -> assertThat(untold.why()).contains(type));
        assertThat(assignments.of(OPENS)).isInstanceOf(AccountAccess.Untold.class);
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void aBusyAwsIsAskedAgain() {
        world.standIn()
                .fault(Fault.throttle("ListAccountAssignmentsForPrincipal", 1).always());

        assertThatThrownBy(() -> assignments.of(OPENS))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.failure()).isInstanceOf(AwsFailure.Throttled.class));
        world.standIn().clearFaults();
        assertThat(List.of(assignments.of(OPENS))).containsExactly(new AccountAccess.Held());
    }
}
