package dev.kirooperator.aws;

import static dev.kirooperator.aws.AwsFailure.Subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kirooperator.aws.TestingAws.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over HTTP, since what matters is what the SDK makes of an answer. */
class FailureClassifierTest {

    private final TestingAws aws = new TestingAws();
    private final Connections connections = aws.connect();
    private final AwsClients clients = connections.find("default").orElseThrow().clients();

    @AfterEach
    void close() {
        connections.close();
        aws.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException,           Throttled",
        "429, TooManyRequestsException,      Throttled",
        "400, AccessDeniedException,         Denied",
        "403, ExpiredTokenException,         Denied",
        "400, UnrecognizedClientException,   Denied",
        "400, InvalidSignatureException,     Denied",
        "400, ConflictException,             Conflict",
        "400, ResourceNotFoundException,     NotFound",
        "400, ValidationException,           Invalid",
        "400, UnknownOperationException,     Invalid",
        "402, ServiceQuotaExceededException, Invalid",
        "400, SomethingNewException,         Invalid",
        "400, ForbiddenException,            Denied",
        "400, NotAuthorizedException,        Denied",
        "403, SomethingNewException,         Denied",
        "401, SomethingNewException,         Denied",
        "500, SomethingNewException,         Transient",
        "500, InternalServerException,       Transient",
        "400, InternalServerException,       Transient",
        "503, ServiceUnavailableException,   Transient",
        "500, AccessDeniedException,         Denied",
        "500, ConflictException,             Conflict",
    })
    void theCodeDecides(int status, String code, String failure) {
        aws.on("CreateGroup", TestingAws.error(status, code, "because"));
        AwsFailure found = failureOf("CreateGroup", this::createGroup);
        assertThat(found.getClass().getSimpleName()).isEqualTo(failure);
        assertThat(found.call().errorCode()).contains(code);
        assertThat(found.call().message()).startsWith("because");
        assertThat(found.call().requestId())
                .hasValueSatisfying(id -> assertThat(id).startsWith("request-"));
    }

    @ParameterizedTest
    @CsvSource({"500, Transient", "502, Transient", "429, Throttled", "403, Denied", "401, Denied", "404, Invalid"})
    void theStatusDecidesWhereThereIsNoCode(int status, String failure) {
        aws.on("CreateGroup", new Answer(status, "<html>a proxy speaks</html>", Map.of()));
        AwsFailure found = failureOf("CreateGroup", this::createGroup);
        assertThat(found.getClass().getSimpleName()).isEqualTo(failure);
        assertThat(found.call().errorCode()).isEmpty();
        assertThat(found.call().message()).contains("HTTP status " + status);
    }

    @Test
    void aCodeMayCarryANamespace() {
        aws.on(
                "CreateAssignment",
                TestingAws.error(400, "com.amazon.kiro.controlplane#ConflictException", "already subscribed"));
        AwsFailure found = failureOf("CreateAssignment", this::createAssignment);
        assertThat(found).isInstanceOf(AwsFailure.Conflict.class);
        assertThat(found.call().errorCode()).contains("ConflictException");
    }

    @Test
    void aCodeMayComeInTheHeaderOnly() {
        aws.on(
                "CreateAssignment",
                new Answer(400, "{}", Map.of("x-amzn-errortype", "ConflictException:http://internal/")));
        assertThat(failureOf("CreateAssignment", this::createAssignment)).isInstanceOf(AwsFailure.Conflict.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your account is not authorized to make this call.",
                "Your account is not currently eligible to create new subscriptions. Contact support.",
            })
    void aBlockedAccountIsNotTakenForAMissingPermission(String message) {
        aws.on("CreateAssignment", TestingAws.error(400, "AccessDeniedException", message));
        AwsFailure found = failureOf("CreateAssignment", this::createAssignment);
        assertThat(found).isInstanceOf(AwsFailure.AccountBlocked.class);
        assertThat(found.call().describe()).contains(message).contains("AWS request id request-1");
    }

    @Test
    void theOldWordsForABlockedAccountAreKnownToo() {
        aws.on("CreateAssignment", TestingAws.error(400, "UnknownError", "An unknown error occurred"));
        assertThat(failureOf("CreateAssignment", this::createAssignment)).isInstanceOf(AwsFailure.AccountBlocked.class);
    }

    @Test
    void aMissingPermissionIsNotTakenForABlockedAccount() {
        String message = "User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: q:CreateAssignment";
        aws.on("CreateAssignment", TestingAws.error(400, "AccessDeniedException", message));
        assertThat(failureOf("CreateAssignment", this::createAssignment)).isInstanceOf(AwsFailure.Denied.class);
    }

    @Test
    void aBlockedAccountsWordsMeanADenialWhereNoNewSeatIsAskedFor() {
        Answer denied =
                TestingAws.error(400, "AccessDeniedException", "Your account is not authorized to make this call.");
        aws.on("UpdateAssignment", denied).on("DeleteAssignment", denied);
        assertThat(failureOf(
                        "UpdateAssignment",
                        c -> c.kiroManagement()
                                .updateAssignment(r ->
                                        r.principalId("u").principalType("USER").subscriptionType("X"))))
                .isInstanceOf(AwsFailure.Denied.class);
        assertThat(failureOf(
                        "DeleteAssignment",
                        c -> c.kiroManagement()
                                .deleteAssignment(r -> r.principalId("u").principalType("USER"))))
                .isInstanceOf(AwsFailure.Denied.class);
    }

    @Test
    void aBlockedAccountsWordsMeanADenialElsewhere() {
        aws.on(
                "CreateGroup",
                TestingAws.error(400, "AccessDeniedException", "Your account is not authorized to make this call."));
        assertThat(failureOf("CreateGroup", this::createGroup)).isInstanceOf(AwsFailure.Denied.class);
    }

    @ParameterizedTest
    @CsvSource({
        "USER,             USER",
        "GROUP,            GROUP",
        "GROUP_MEMBERSHIP, MEMBERSHIP",
        "IDENTITY_STORE,   INSTANCE",
        "SOMETHING_NEW,    OTHER",
    })
    void theAnswerTellsWhatWasNotFound(String resourceType, Subject subject) {
        aws.on(
                "CreateGroupMembership",
                new Answer(
                        400,
                        "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"not there\",\"ResourceType\":\""
                                + resourceType + "\",\"ResourceId\":\"x\"}",
                        Map.of()));
        AwsFailure found = failureOf(
                "CreateGroupMembership",
                c -> c.identityStore()
                        .createGroupMembership(r ->
                                r.identityStoreId("d-1234567890").groupId("g").memberId(m -> m.userId("u"))));
        assertThat(found)
                .isInstanceOfSatisfying(
                        AwsFailure.NotFound.class,
                        missing -> assertThat(missing.subject()).isEqualTo(subject));
        assertThat(found.call().message()).isEqualTo("not there");
    }

    @Test
    void anAssignmentWithoutAProfileIsTold() {
        aws.on("CreateAssignment", TestingAws.error(400, "ResourceNotFoundException", "no profile"));
        assertThat(failureOf("CreateAssignment", this::createAssignment))
                .isInstanceOfSatisfying(
                        AwsFailure.NotFound.class,
                        missing -> assertThat(missing.subject()).isEqualTo(Subject.PROFILE));
    }

    @Test
    void theHintOfAThrottleIsReadFromTheBody() {
        aws.on(
                "CreateGroup",
                new Answer(
                        400,
                        "{\"__type\":\"ThrottlingException\",\"Message\":\"slow down\",\"RetryAfterSeconds\":7}",
                        Map.of()));
        assertThat(failureOf("CreateGroup", this::createGroup))
                .isInstanceOfSatisfying(
                        AwsFailure.Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @Test
    void theHintOfAThrottleIsReadWhereTheServicesModelHasNone() {
        aws.on(
                "CreateAssignment",
                new Answer(400, "{\"__type\":\"ThrottlingException\",\"retryAfterSeconds\":8}", Map.of()));
        assertThat(failureOf("CreateAssignment", this::createAssignment))
                .isInstanceOfSatisfying(
                        AwsFailure.Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).contains(Duration.ofSeconds(8)));
    }

    @Test
    void theHintOfAThrottleIsReadFromTheHeader() {
        aws.on("CreateAssignment", new Answer(429, "{\"__type\":\"ThrottlingException\"}", Map.of("Retry-After", "9")));
        assertThat(failureOf("CreateAssignment", this::createAssignment))
                .isInstanceOfSatisfying(
                        AwsFailure.Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).contains(Duration.ofSeconds(9)));
    }

    @Test
    void aLostAnswerIsTransient() {
        aws.on("CreateGroup", TestingAws.lost());
        AwsFailure found = failureOf("CreateGroup", this::createGroup);
        assertThat(found).isInstanceOf(AwsFailure.Transient.class);
        assertThat(found.call().message()).startsWith("no answer");
        assertThat(found.call().requestId()).isEqualTo(Optional.empty());
    }

    @Test
    void aServerThatIsNotThereIsTransient() {
        aws.close();
        assertThat(failureOf("CreateGroup", this::createGroup)).isInstanceOf(AwsFailure.Transient.class);
    }

    @Test
    void expiredCredentialsSayWhatToDo() {
        aws.on("CreateGroup", TestingAws.error(400, "ExpiredTokenException", "The security token included is expired"));
        assertThat(failureOf("CreateGroup", this::createGroup).call().message())
                .contains("is expired")
                .contains("renew them");
    }

    private void createGroup(AwsClients c) {
        c.identityStore()
                .createGroup(r -> r.identityStoreId("d-1234567890")
                        .displayName("kiro")
                        .overrideConfiguration(Retries::onlyWhenThrottled));
    }

    private void createAssignment(AwsClients c) {
        c.kiroManagement()
                .createAssignment(r -> r.principalId("u")
                        .principalType("USER")
                        .subscriptionType("Q_DEVELOPER_STANDALONE_PRO")
                        .overrideConfiguration(Retries::onlyWhenThrottled));
    }

    private AwsFailure failureOf(String operation, Consumer<AwsClients> request) {
        AwsException thrown = catchThrowableOfType(
                AwsException.class,
                () -> AwsCalls.call(operation, () -> {
                    request.accept(clients);
                    return "done";
                }));
        assertThat(thrown).as("%s had to fail", operation).isNotNull();
        return thrown.failure();
    }
}
