package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kiro's assignments at the wire: the oddities of facts of the Kiro API, section 1.3, on both generations. */
class AssignmentsTest extends KiroTestCase {
    /** A state of a user's seat, what is then asked, and the answer (empty for success). */
    static Stream<Arguments> oddities() {
        return Stream.of(
                Arguments.of("none", "CreateAssignment", ""),
                Arguments.of("none", "UpdateAssignment", "ResourceNotFoundException"),
                Arguments.of("none", "DeleteAssignment", "ResourceNotFoundException"),
                Arguments.of("requested", "CreateAssignment", "ConflictException"),
                Arguments.of("requested", "UpdateAssignment", "AccessDeniedException"),
                Arguments.of("requested", "DeleteAssignment", ""),
                Arguments.of("pending", "CreateAssignment", "ConflictException"),
                Arguments.of("pending", "UpdateAssignment", "AccessDeniedException"),
                Arguments.of("pending", "DeleteAssignment", ""),
                Arguments.of("active", "CreateAssignment", "ConflictException"),
                Arguments.of("active", "UpdateAssignment", ""),
                Arguments.of("active", "DeleteAssignment", ""),
                Arguments.of("cancelled", "CreateAssignment", "ConflictException"),
                Arguments.of("cancelled", "UpdateAssignment", ""),
                Arguments.of("cancelled", "DeleteAssignment", "ResourceNotFoundException"),
                Arguments.of("given back unused", "CreateAssignment", ""),
                Arguments.of("given back unused", "DeleteAssignment", "ResourceNotFoundException"),
                Arguments.of("from a group", "CreateAssignment", ""),
                Arguments.of("from a group", "UpdateAssignment", "ConflictException"),
                Arguments.of("from a group", "DeleteAssignment", "ResourceNotFoundException"),
                Arguments.of("cancelled last month", "CreateAssignment", ""),
                Arguments.of("cancelled last month", "UpdateAssignment", "ResourceNotFoundException"));
    }

    @ParameterizedTest(name = "{1} of a seat that is {0}: {2}")
    @MethodSource("oddities")
    void anOperationAnswersByTheStateOfTheSeat(String state, String operation, String error) {
        for (String generation : List.of(MANAGEMENT, CODEWHISPERER)) {
            standIn.reset();
            String user = userIn(state);

            var reply = wire.assignment(generation, operation, "USER", user, "Q_DEVELOPER_STANDALONE_PRO_PLUS");

            assertThat(reply.type()).as(generation).isEqualTo(error);
            assertThat(reply.status()).as(generation).isEqualTo(error.isEmpty() ? 200 : 400);
        }
    }

    private String userIn(String state) {
        String user = createUser("ada");
        switch (state) {
            case "none" -> {}
            case "requested" -> assign("USER", user, PRO);
            case "pending" -> pending(user);
            case "active" -> active(user);
            case "cancelled" -> cancelled(user);
            case "given back unused" -> {
                pending(user);
                unassign("USER", user);
            }
            case "from a group" -> {
                String group = createGroup("developers");
                join(group, user);
                assign("GROUP", group, PRO);
                standIn.advance(GROUP_DELAY);
                standIn.signIn(user);
            }
            case "cancelled last month" -> {
                cancelled(user);
                standIn.setClock(NEXT_MONTH);
            }
            default -> throw new AssertionError(state);
        }
        return user;
    }

    @Test
    void anUpdateOfACancelledSeatChangesNothing() {
        String user = createUser("ada");
        cancelled(user);

        var reply = wire.assignment(MANAGEMENT, "UpdateAssignment", "USER", user, POWER);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(seat(user).path("status").asText()).isEqualTo("CANCELLED");
        assertThat(seat(user).path("type").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_PRO");
    }

    @Test
    void anUpdateOfAPendingSeatWorksWhereTheSettingsAllowIt() {
        String user = createUser("ada");
        pending(user);
        standIn.settings(settings -> settings.withUpdatePending(true));

        assertThat(wire.assignment(MANAGEMENT, "UpdateAssignment", "USER", user, POWER)
                        .status())
                .isEqualTo(200);

        assertThat(seat(user).path("type").path("amazonQ").asText()).isEqualTo("KIRO_ENTERPRISE_POWER");
        assertThat(seat(user).path("status").asText()).isEqualTo("PENDING");
    }

    @Test
    void anUpdateCreatesWhereTheSettingsSaySo() {
        String user = createUser("ada");
        standIn.settings(settings -> settings.withUpdateCreates(true));

        wire.assignment(MANAGEMENT, "UpdateAssignment", "USER", user, PRO);
        standIn.advance(USER_DELAY);

        assertThat(seat(user).path("status").asText()).isEqualTo("PENDING");
    }

    @Test
    void anUpdateThatCreatesIsRefusedLikeACreation() {
        standIn.settings(settings -> settings.withUpdateCreates(true));
        String ada = createUser("ada");
        String gone = createUser("bob");
        deleteUser(gone);

        assertThat(wire.assignment(MANAGEMENT, "UpdateAssignment", "USER", gone, PRO)
                        .type())
                .isEqualTo("ResourceNotFoundException");
        standIn.block(true);
        assertThat(wire.assignment(MANAGEMENT, "UpdateAssignment", "USER", ada, PRO)
                        .type())
                .isEqualTo("AccessDeniedException");
        assertThat(standIn.dump().path("assignments")).isEmpty();
    }

    @Test
    void aGivenBackUnusedSeatHoldsItsPlaceWhereTheSettingsSaySo() {
        String user = createUser("ada");
        standIn.settings(settings -> settings.withPendingCancelHolds(true));
        pending(user);
        unassign("USER", user);

        assertThat(seat(user).path("status").asText()).isEqualTo("CANCELLED");
        assertThat(wire.assignment(MANAGEMENT, "CreateAssignment", "USER", user, PRO)
                        .type())
                .isEqualTo("ConflictException");
    }

    @Test
    void aBlockedAccountGetsNoNewSeatsButKeepsAndGivesBackTheOld() {
        String old = createUser("ada");
        String fresh = createUser("bob");
        active(old);
        standIn.block(true);

        var refused = wire.assignment(MANAGEMENT, "CreateAssignment", "USER", fresh, PRO);
        assertThat(refused.type()).isEqualTo("AccessDeniedException");
        assertThat(refused.message()).isEqualTo("Your account is not authorized to make this call.");
        assertThat(wire.assignment(MANAGEMENT, "UpdateAssignment", "USER", old, POWER)
                        .status())
                .isEqualTo(200);
        assertThat(wire.assignment(MANAGEMENT, "DeleteAssignment", "USER", old, "")
                        .status())
                .isEqualTo(200);

        standIn.block(false);
        assertThat(wire.assignment(MANAGEMENT, "CreateAssignment", "USER", fresh, PRO)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void errorsCarryKirosPrefixWhateverTheTarget() {
        for (String generation : List.of(MANAGEMENT, CODEWHISPERER)) {
            var reply = wire.assignment(generation, "DeleteAssignment", "USER", createUser(generation), "");

            assertThat(reply.body().path("__type").asText())
                    .isEqualTo("com.amazon.kiro.controlplane#ResourceNotFoundException");
            assertThat(reply.header("x-amzn-errortype")).isEqualTo("ResourceNotFoundException");
            assertThat(reply.header("x-amzn-requestid")).isNotEmpty();
        }
    }

    @Test
    void anUnknownPlanListsTheLegalOnes() {
        var reply = wire.assignment(MANAGEMENT, "CreateAssignment", "USER", createUser("ada"), "KIRO_ENTERPRISE_PRO");

        assertThat(reply.type()).isEqualTo("ValidationException");
        assertThat(reply.message()).contains("Q_DEVELOPER_STANDALONE_PRO_MAX", "CREDIT_POOL", "subscriptionType");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"principalType\":\"USER\",\"subscriptionType\":\"Q_DEVELOPER_STANDALONE_PRO\"}', principalId",
        "'{\"principalId\":\"nobody\",\"principalType\":\"USER\",\"subscriptionType\":\"x\"}', principalId",
        "'{\"principalId\":\"90676d6f5f-00000000-0000-4000-8000-000000000000\",\"principalType\":\"TEAM\"}', principalType",
        "'{\"principalId\":\"90676d6f5f-00000000-0000-4000-8000-000000000000\",\"principalType\":\"USER\"}', subscriptionType",
    })
    void aWrongRequestNamesTheMember(String request, String member) {
        var reply = wire.call(MANAGEMENT + ".CreateAssignment", "q", request);

        assertThat(reply.type()).isEqualTo("ValidationException");
        assertThat(reply.message()).contains("'" + member + "'");
    }

    @Test
    void aPrincipalOfTheOtherKindIsNotFound() {
        var reply = wire.assignment(MANAGEMENT, "CreateAssignment", "GROUP", createUser("ada"), PRO);

        assertThat(reply.type()).isEqualTo("ResourceNotFoundException");
    }

    @Test
    void withoutAProfileInTheRegionNothingIsFound() {
        String user = createUser("ada");

        var reply = wire.callIn(
                "eu-central-1",
                MANAGEMENT + ".CreateAssignment",
                "q",
                "{\"principalId\":\"" + user + "\",\"principalType\":\"USER\",\"subscriptionType\":\"" + PRO + "\"}");

        assertThat(reply.type()).isEqualTo("ResourceNotFoundException");
        assertThat(reply.message()).contains("eu-central-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"profileArn", "instanceArn"})
    void aProfileOrInstanceOfAnotherIsRefused(String member) {
        String user = createUser("ada");

        var reply = wire.call(
                MANAGEMENT + ".CreateAssignment",
                "q",
                "{\"principalId\":\"" + user + "\",\"principalType\":\"USER\",\"subscriptionType\":\"" + PRO + "\",\""
                        + member + "\":\"arn:aws:other\"}");

        assertThat(reply.type()).isIn("ResourceNotFoundException", "ValidationException");
        assertThat(standIn.dump().path("assignments")).isEmpty();
    }

    @Test
    void aGenerationThatIsTurnedOffKnowsNoOperation() {
        String user = createUser("ada");
        standIn.settings(settings -> settings.withManagement(false));

        assertThat(wire.assignment(MANAGEMENT, "CreateAssignment", "USER", user, PRO)
                        .body()
                        .path("__type")
                        .asText())
                .endsWith("UnknownOperationException");
        assertThat(wire.assignment(CODEWHISPERER, "CreateAssignment", "USER", user, PRO)
                        .status())
                .isEqualTo(200);

        standIn.settings(settings -> settings.withManagement(true).withCodewhisperer(false));
        assertThat(wire.assignment(CODEWHISPERER, "DeleteAssignment", "USER", user, "")
                        .type())
                .endsWith("UnknownOperationException");
        assertThat(wire.assignment(MANAGEMENT, "DeleteAssignment", "USER", user, "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void bothGenerationsSeeTheSameAssignments() {
        String user = createUser("ada");
        wire.assignment(CODEWHISPERER, "CreateAssignment", "USER", user, PRO);

        assertThat(wire.assignment(MANAGEMENT, "CreateAssignment", "USER", user, PRO)
                        .type())
                .isEqualTo("ConflictException");
    }

    @Test
    void anAssignmentAlsoAssignsTheApplication() {
        String group = createGroup("developers");
        assign("GROUP", group, PRO);

        JsonNode assigned = standIn.dump().path("applicationAssignments");
        assertThat(assigned).singleElement().satisfies(one -> {
            assertThat(one.path("principalId").asText()).isEqualTo(group);
            assertThat(one.path("principalType").asText()).isEqualTo("GROUP");
        });

        unassign("GROUP", group);
        assertThat(standIn.dump().path("applicationAssignments")).isEmpty();
    }

    @Test
    void aGroupThatWasInUseHoldsItsPlaceUntilTheMonthTurns() {
        String group = createGroup("developers");
        String user = createUser("ada");
        join(group, user);
        assign("GROUP", group, PRO);
        standIn.advance(GROUP_DELAY);
        standIn.signIn(user);
        unassign("GROUP", group);

        assertThat(wire.assignment(MANAGEMENT, "CreateAssignment", "GROUP", group, PRO)
                        .type())
                .isEqualTo("ConflictException");

        standIn.setClock(NEXT_MONTH);
        assertThat(wire.assignment(MANAGEMENT, "CreateAssignment", "GROUP", group, PRO)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aGroupThatNobodyUsedCanBeSubscribedAgainAtOnce() {
        String group = createGroup("developers");
        assign("GROUP", group, PRO);
        unassign("GROUP", group);

        assertThat(wire.assignment(MANAGEMENT, "CreateAssignment", "GROUP", group, PRO)
                        .status())
                .isEqualTo(200);
    }
}
