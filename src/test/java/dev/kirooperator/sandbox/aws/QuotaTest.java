package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The quota, counted on a frozen clock. */
class QuotaTest extends KiroTestCase {
    private static final String STORE = "{\"IdentityStoreId\": \"d-1234567890\"}";

    @BeforeEach
    void limit() {
        standIn.settings(settings -> settings.withQuota(true));
    }

    @Test
    void twentyCallsPassAndTheNextIsThrottledWithAHint() {
        assertThat(passing("ListUsers", 20)).isEqualTo(20);

        var throttled = list("ListUsers");

        assertThat(throttled.status()).isEqualTo(400);
        assertThat(throttled.type()).isEqualTo("ThrottlingException");
        assertThat(throttled.body().path("RetryAfterSeconds").asInt()).isEqualTo(1);
    }

    @Test
    void everyOperationHasItsOwnQuota() {
        passing("ListUsers", 21);

        assertThat(passing("ListGroups", 20)).isEqualTo(20);
    }

    @Test
    void noSecondHasMoreThanTheRateWhereverItBegins() {
        passing("ListUsers", 15);
        standIn.advance(Duration.ofMillis(600));
        assertThat(passing("ListUsers", 15)).isEqualTo(5);

        standIn.advance(Duration.ofMillis(399));
        assertThat(passing("ListUsers", 15)).isZero();
        standIn.advance(Duration.ofMillis(1));
        assertThat(passing("ListUsers", 30)).isEqualTo(15);

        standIn.advance(Duration.ofHours(1));
        assertThat(passing("ListUsers", 30)).isEqualTo(20);
    }

    @Test
    void theRateCanBeChangedAndTheQuotaLifted() {
        standIn.settings(settings -> settings.withQuotaRate(3));
        assertThat(passing("ListUsers", 10)).isEqualTo(3);

        standIn.settings(settings -> settings.withQuota(false));
        assertThat(passing("ListUsers", 30)).isEqualTo(30);
    }

    @Test
    void aThrottledWriteIsNotDone() {
        standIn.settings(settings -> settings.withQuotaRate(1));
        createGroup("first");

        var second = wire.call(
                "AWSIdentityStore.CreateGroup",
                "identitystore",
                "{\"IdentityStoreId\": \"d-1234567890\", \"DisplayName\": \"second\"}");

        assertThat(second.type()).isEqualTo("ThrottlingException");
        assertThat(standIn.dump().path("groups")).hasSize(1);
    }

    @Test
    void serviceQuotasThrottlesInItsOwnWords() {
        standIn.settings(settings -> settings.withQuotaRate(1));
        String request = "{\"ServiceCode\": \"kiro\", \"QuotaCode\": \"L-75434B0B\"}";
        wire.call("ServiceQuotasV20190624.GetServiceQuota", "servicequotas", request);

        assertThat(wire.call("ServiceQuotasV20190624.GetServiceQuota", "servicequotas", request)
                        .type())
                .isEqualTo("TooManyRequestsException");
    }

    private int passing(String operation, int calls) {
        int passed = 0;
        for (int i = 0; i < calls; i++) {
            passed += list(operation).status() == 200 ? 1 : 0;
        }
        return passed;
    }

    private WireClient.Reply list(String operation) {
        return wire.call("AWSIdentityStore." + operation, "identitystore", STORE);
    }
}
