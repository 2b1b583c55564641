package dev.kirooperator.sandbox.aws;

import static dev.kirooperator.sandbox.aws.SdkClients.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kirooperator.sandbox.aws.control.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.identitystore.model.IdentitystoreException;
import software.amazon.awssdk.services.identitystore.model.InternalServerException;
import software.amazon.awssdk.services.identitystore.model.ThrottlingException;

/** Each kind of fault as AWS's own client meets it. */
class FaultsTest extends KiroTestCase {
    private IdentitystoreClient store;

    @BeforeEach
    void client() {
        store = SdkClients.identityStore(standIn.url());
    }

    @AfterEach
    void closeClient() {
        store.close();
    }

    @Test
    void aThrottledCallSaysWhenToComeBackAndDoesNothing() {
        standIn.fault(Fault.throttle("identitystore:CreateGroup", 7));

        ThrottlingException throttled =
                catchThrowableOfType(ThrottlingException.class, () -> createSdkGroup("developers"));

        assertThat(throttled.retryAfterSeconds()).isEqualTo(7);
        assertThat(throttled.isThrottlingException()).isTrue();
        assertThat(standIn.dump().path("groups")).isEmpty();
        createSdkGroup("developers");
        assertThat(standIn.dump().path("groups")).hasSize(1);
    }

    @Test
    void kirosThrottlingHasNoHintAsItsModelHasNone() {
        String user = createUser("ada");
        standIn.fault(Fault.throttle("CreateAssignment", 7));

        var reply = wire.assignment(MANAGEMENT, "CreateAssignment", "USER", user, PRO);

        assertThat(reply.type()).isEqualTo("ThrottlingException");
        assertThat(reply.body().has("RetryAfterSeconds")).isFalse();
    }

    @Test
    void anErrorOfChoiceHasItsStatusTextAndMembers() {
        standIn.fault(Fault.error("ListGroups", 403, "AccessDeniedException", "no")
                .withMembers(Map.of("Reason", "KMS_ACCESS_DENIED")));

        IdentitystoreException denied = catchThrowableOfType(IdentitystoreException.class, () -> listGroups());

        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
        assertThat(denied.awsErrorDetails().errorMessage()).isEqualTo("no");
    }

    @Test
    void anInternalErrorIsTheServicesOwn() {
        standIn.fault(Fault.internal("ListGroups"));

        assertThatThrownBy(this::listGroups)
                .isInstanceOfSatisfying(
                        InternalServerException.class,
                        error -> assertThat(error.statusCode()).isEqualTo(500));
    }

    @Test
    void aLostAnswerLeavesTheWriteDone() {
        standIn.fault(Fault.lostAnswer("CreateGroup"));

        assertThatThrownBy(() -> createSdkGroup("developers")).isInstanceOf(SdkClientException.class);

        assertThat(standIn.dump().path("groups")).hasSize(1);
        assertThat(standIn.calls()).singleElement().satisfies(call -> {
            assertThat(call.status()).isZero();
            assertThat(call.fault()).isEqualTo("LOST_ANSWER");
        });
    }

    @Test
    void anAnswerOfChoiceIsASuccessThatDoesNothing() {
        standIn.fault(Fault.answer("CreateGroup", Map.of("GroupId", "g-none", "IdentityStoreId", STORE)));

        assertThat(store.createGroup(r -> r.identityStoreId(STORE).displayName("developers"))
                        .groupId())
                .isEqualTo("g-none");
        assertThat(standIn.dump().path("groups")).isEmpty();
    }

    @Test
    void aTimeoutDoesNothingAndAnswersNothing() {
        standIn.fault(Fault.timeout("CreateGroup").holding(Duration.ofMillis(50)));

        assertThatThrownBy(() -> createSdkGroup("developers")).isInstanceOf(SdkClientException.class);

        assertThat(standIn.dump().path("groups")).isEmpty();
    }

    @Test
    void aHeldCallIsInTheLogAndLetGoWhenTheFaultsAreCleared() {
        standIn.fault(Fault.timeout("CreateGroup"));
        CompletableFuture<WireClient.Reply> held = CompletableFuture.supplyAsync(() -> wire.call(
                "AWSIdentityStore.CreateGroup",
                "identitystore",
                "{\"IdentityStoreId\": \"d-1234567890\", \"DisplayName\": \"developers\"}"));
        Awaitility.await().until(() -> standIn.calls().size() == 1);
        assertThat(held).isNotDone();

        standIn.clearFaults();

        assertThat(held)
                .succeedsWithin(10, TimeUnit.SECONDS)
                .satisfies(reply -> assertThat(reply.status()).isZero());
    }

    @Test
    void aSlowCallIsDoneBeforeItsAnswerComes() {
        standIn.fault(Fault.slow("CreateGroup", Duration.ofMinutes(5)));
        CompletableFuture<Void> held = CompletableFuture.runAsync(() -> createSdkGroup("developers"));
        Awaitility.await().until(() -> !standIn.dump().path("groups").isEmpty());
        assertThat(held).isNotDone();

        standIn.clearFaults();

        assertThat(held).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void aFaultHitsAsOftenAsItSaysAndSkipsTheFirst() {
        standIn.fault(Fault.internal("ListGroups").skipping(1).times(2));

        listGroups();
        assertThatThrownBy(this::listGroups).isInstanceOf(InternalServerException.class);
        assertThatThrownBy(this::listGroups).isInstanceOf(InternalServerException.class);
        listGroups();

        assertThat(standIn.faults()).isEmpty();
    }

    @Test
    void anyNumberOfHeldCallsLeavesTheControlEndpointAlive() {
        int calls = 150;
        standIn.fault(Fault.timeout("ListGroups").always());
        ExecutorService callers = Executors.newFixedThreadPool(calls);
        try {
            for (int i = 0; i < calls; i++) {
                callers.execute(() -> wire.call("AWSIdentityStore.ListGroups", "identitystore", "{}"));
            }
            Awaitility.await().until(() -> standIn.calls().size() == calls);
            assertThat(wire.control("GET", "clock", "").status()).isEqualTo(200);
        } finally {
            standIn.clearFaults();
            callers.shutdown();
        }
        assertThat(Fault.timeout("*").hold()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aFaultThatStaysGoesOnlyWhenItIsCleared() {
        standIn.fault(Fault.internal("identitystore:*").always());
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(this::listGroups).isInstanceOf(InternalServerException.class);
        }

        standIn.clearFaults();

        listGroups();
    }

    @Test
    void onlyTheNamedPageFails() {
        for (int i = 0; i < 5; i++) {
            createSdkGroup("group" + i);
        }
        standIn.fault(Fault.internal("ListGroups").onPage(3));

        var pages = store.listGroupsPaginator(
                        request -> request.identityStoreId(STORE).maxResults(2))
                .iterator();

        assertThat(pages.next().groups()).hasSize(2);
        assertThat(pages.next().groups()).hasSize(2);
        assertThatThrownBy(pages::next).isInstanceOf(InternalServerException.class);
    }

    @Test
    void aFaultOfAPageHitsListsOnly() {
        standIn.fault(Fault.internal("identitystore:*").onPage(1));

        createSdkGroup("developers");

        assertThatThrownBy(this::listGroups).isInstanceOf(InternalServerException.class);
    }

    @Test
    void onlyTheNamedRequestFails() {
        standIn.fault(Fault.internal("CreateGroup").containing("\"developers\""));

        createSdkGroup("others");

        assertThatThrownBy(() -> createSdkGroup("developers")).isInstanceOf(InternalServerException.class);
    }

    @Test
    void aFaultOfAnotherServiceDoesNotHit() {
        standIn.fault(Fault.internal("sso-admin:ListGroups"));
        standIn.fault(Fault.internal("ListGroup"));

        listGroups();

        assertThat(standIn.faults()).hasSize(2);
    }

    private void createSdkGroup(String name) {
        store.createGroup(request -> request.identityStoreId(STORE).displayName(name));
    }

    private void listGroups() {
        store.listGroups(request -> request.identityStoreId(STORE));
    }
}
