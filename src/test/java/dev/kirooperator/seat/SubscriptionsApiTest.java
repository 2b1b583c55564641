package dev.kirooperator.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.Connections;
import dev.kirooperator.aws.TestingAws;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of the private API that the stand-in does not give. */
class SubscriptionsApiTest {

    private static final String LIST = "ListUserSubscriptions";

    private final TestingAws aws = new TestingAws();
    private final Connections connections = aws.connect();
    private final Seats seats = new ConnectionSeats(connections, InstantSource.system())
            .find("default")
            .orElseThrow();

    @AfterEach
    void close() {
        connections.close();
        aws.close();
    }

    @Test
    void theInstanceTheRegionAndALargePageAreAskedFor() {
        aws.on(LIST, TestingAws.ok("{}"));
        assertThat(read().byUserId()).isEmpty();
        assertThat(aws.calls(LIST))
                .singleElement()
                .satisfies(call -> assertThat(call.body())
                        .hasToString("{\"instanceArn\":\"arn:aws:sso:::instance/ssoins-1\",\"maxResults\":1000,"
                                + "\"subscriptionRegion\":\"us-east-1\"}"));
    }

    @Test
    void aPageThatIsTooLargeIsMadeSmallerForGood() {
        aws.on(
                LIST,
                call -> call.body().path("maxResults").asInt() > 100
                        ? TestingAws.error(400, "ValidationException", "maxResults must be at most 100")
                        : TestingAws.ok("{\"subscriptions\":[" + row("ada", "1794301200") + "]}"));
        assertThat(read().byUserId()).containsKey("ada");
        assertThat(read().byUserId()).containsKey("ada");
        assertThat(aws.calls(LIST))
                .extracting(call -> call.body().path("maxResults").asInt())
                .containsExactly(1000, 100, 100);
    }

    @Test
    void aRequestThatIsRefusedAtAnySizeIsRefused() {
        aws.on(LIST, TestingAws.error(400, "ValidationException", "bad instance"));
        assertThatThrownBy(this::read).hasMessageContaining("bad instance");
        assertThat(aws.calls(LIST)).hasSize(2);
    }

    @Test
    void unknownMembersAndWordsSpoilNothing() {
        aws.on(
                LIST,
                TestingAws.ok("{\"subscriptions\":[{\"principal\":{\"user\":\"ada\",\"robot\":\"r\"},"
                        + "\"type\":{\"amazonQ\":\"KIRO_ENTERPRISE_ULTRA\",\"other\":1},\"status\":\"HIBERNATING\","
                        + "\"usage\":{\"credits\":[1,2]},\"activationDate\":{\"odd\":true},"
                        + "\"aggregatedSubscriptionType\":\"FAMILY\"}],\"more\":null}"));
        assertThat(read().seat("ada"))
                .contains(new Seat(
                        "ada",
                        SeatStatus.UNKNOWN,
                        Optional.empty(),
                        Optional.empty(),
                        SeatSource.UNKNOWN,
                        Optional.empty()));
    }

    @Test
    void emptyPlacesInListsSpoilNothing() {
        aws.on(LIST, TestingAws.ok("{\"subscriptions\":[null," + row("ada", "1794301200") + "]}"))
                .on("ListProfiles", TestingAws.ok("{\"profiles\":[null]}"))
                .on(
                        "ListApplications",
                        TestingAws.ok("{\"Applications\":[null,{\"Name\":\"KiroProfile-us-east-1\","
                                + "\"ApplicationArn\":\"arn:aws:sso::1:application/a\"}]}"))
                .on("ListApplicationClaims", TestingAws.ok("{\"claims\":[null]}"))
                .on("ListApplicationAssignments", TestingAws.ok("{\"ApplicationAssignments\":[null]}"));
        assertThat(read().seat("ada")).isPresent();
        assertThat(read().groups()).isEqualTo(new GroupAssignments.Known(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1794301200", "1794301200.0", "1.7943012E9", "\"2026-11-10T09:00:00Z\"", "\"1794301200\""})
    void theActivationMayComeAsANumberOrAText(String date) {
        aws.on(LIST, TestingAws.ok("{\"subscriptions\":[" + row("ada", date) + "]}"));
        Seat seat = read().seat("ada").orElseThrow();
        assertThat(seat.activatedAt()).contains(Instant.parse("2026-11-10T09:00:00Z"));
        assertThat(seat.plan()).contains(Plan.PRO);
    }

    @Test
    void allPagesAreRead() {
        pages(4);
        assertThat(read().byUserId()).containsOnlyKeys("user0", "user1", "user2", "user3");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aPageThatFailsLeavesTheSnapshotAsItWas(int failing) {
        pages(4);
        SeatSnapshot good = read();
        aws.on(
                LIST,
                call -> page(call) == failing
                        ? TestingAws.error(400, "AccessDeniedException", "no")
                        : pageOf(4, page(call)));
        assertThatThrownBy(() -> seats.snapshot(Duration.ofSeconds(-1))).hasMessageContaining("AccessDeniedException");
        assertThat(seats.snapshot(Duration.ofDays(1))).isSameAs(good);
    }

    private void pages(int pages) {
        aws.on(LIST, call -> pageOf(pages, page(call)));
    }

    private static int page(TestingAws.Call call) {
        return call.text("nextToken").isEmpty() ? 0 : Integer.parseInt(call.text("nextToken"));
    }

    private static TestingAws.Answer pageOf(int pages, int page) {
        String next = page + 1 < pages ? ",\"nextToken\":\"" + (page + 1) + "\"" : "";
        return TestingAws.ok("{\"subscriptions\":[" + row("user" + page, "0") + "]" + next + "}");
    }

    private SeatSnapshot read() {
        return seats.snapshot(Duration.ofSeconds(-1));
    }

    private static String row(String user, String date) {
        return "{\"principal\":{\"user\":\"" + user + "\"},\"type\":{\"amazonQ\":\"KIRO_ENTERPRISE_PRO\"},"
                + "\"status\":\"ACTIVE\",\"activationDate\":" + date + "}";
    }

    @Test
    void rowsOfOnePageKeepTheirUsers() {
        String rows = IntStream.range(0, 5)
                .mapToObj(i -> row("user" + i, "0"))
                .reduce((a, b) -> a + "," + b)
                .orElse("");
        aws.on(LIST, TestingAws.ok("{\"subscriptions\":[" + rows + "]}"));
        assertThat(read().byUserId())
                .hasSize(5)
                .allSatisfy((id, seat) -> assertThat(seat.userId()).isEqualTo(id));
    }
}
