package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many calls AWS gets for a team of N: docs/scale.md has the contract. The sync interval is an hour, so that only what is asked for
 * here is counted.
 */
@RealCluster
class CallContractIT {

    private static final int FEW = 100;
    private static final int STEPS = 5;

    /** Asking which instance this is, whose groups open accounts, and what the profile is: once for all teams. */
    private static final int ONCE = 12;

    /** {@code @RateLimited} of the team controller. */
    private static final int LOOKS_A_SECOND = 2;

    /** The seats and, twice, whose groups they come from. */
    private static final int SEATS = 3;

    private final Cluster cluster;

    CallContractIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 500, 5_000})
    void callsForATeamOf(int n) throws Exception {
        Map<String, String> settings =
                Map.of("KIRO_SYNC_INTERVAL", "1h", "KIRO_PACING_CALLS_PER_SECOND", "1000", "KIRO_PACING_SHARE", "1");
        try (Installation it = Installation.start(cluster, settings)) {
            fromNothing(it, n);
            restart(it, n);
            oneMore(it, n);
            changedByHand(it, n + 1);
            if (n == FEW) {
                regularLooks(it, n + 1);
            }
        }
    }

    private void fromNothing(Installation it, int n) {
        it.aws().clearCalls();
        Instant begun = Instant.now();
        it.apply(team("big"));
        IntStream.range(0, n).parallel().forEach(i -> Crowd.create(cluster, it, "m" + i, "big"));
        IntStream.range(1, STEPS)
                .forEach(step -> it.awaitThat("a part", i -> Crowd.joined(i, "big") >= step * n / STEPS));
        awaitJoined(it, n);
        assertThat(Crowd.looksAtTeams(it))
                .as("thousands of members that change are few looks at their team")
                .isLessThanOrEqualTo(
                        LOOKS_A_SECOND * (Duration.between(begun, Instant.now()).toSeconds() + 2));
        assertThat(count(it, "CreateUser")).isEqualTo(n);
        assertThat(count(it, "CreateGroupMembership")).isEqualTo(n);
        assertThat(it.aws().calls())
                .as(() -> "2N + U/100 + N/100 + %d, but %s".formatted(ONCE, operations(it)))
                .hasSizeLessThanOrEqualTo(2 * n + Crowd.pages(n) + Crowd.pages(n) + ONCE);
    }

    /** A cycle of the team and of all its members, with nothing remembered. */
    private static void restart(Installation it, int n) throws Exception {
        it.killOperator();
        it.aws().clearCalls();
        it.startAgain();
        it.awaitThat("all to be looked at", i -> Crowd.isLookedAt(i, n));
        assertThat(it.writes()).isEmpty();
        assertThat(it.aws().calls())
                .as(() -> "1 + N/100 + U/100 + %d, but %s".formatted(ONCE, operations(it)))
                .hasSizeLessThanOrEqualTo(1 + Crowd.pages(n) + Crowd.pages(n + 10) + ONCE);
    }

    private static void oneMore(Installation it, int n) {
        it.aws().clearCalls();
        it.apply(member("m" + n, inTeam("big")));
        awaitJoined(it, n + 1);
        assertThat(it.aws().calls()).as(() -> operations(it).toString()).hasSizeLessThanOrEqualTo(4);
    }

    /** Found by the lists that a cycle reads anyway: of groups, of users, of the group's members, of the seats and their groups. */
    private static void changedByHand(Installation it, int n) {
        String user = find(it, "users", row -> row.path("userName").asText().equals("m0@example.com"));
        String membership =
                find(it, "memberships", row -> row.path("userId").asText().equals(user));
        it.console()
                .deleteGroupMembership(
                        request -> request.identityStoreId(Installation.STORE).membershipId(membership));
        it.aws().clearCalls();
        it.lookAgain("kmember", "m0");
        awaitJoined(it, n);
        assertThat(it.writeOperations()).containsExactly("CreateGroupMembership");
        assertThat(it.aws().calls())
                .as(() -> "a cycle's lists, the repair and its confirmation, but " + operations(it))
                .hasSizeLessThanOrEqualTo(1 + Crowd.pages(n) + Crowd.pages(n + 10) + SEATS + 2);
    }

    /** The team and all its members, again and again, as time goes by. */
    private static void regularLooks(Installation it, int n) throws Exception {
        it.restartWith(Map.of("KIRO_SYNC_INTERVAL", "5s"));
        it.lookAgain("kteam", "big");
        it.aws().clearCalls();
        int users = Crowd.pages(n + 10);
        it.awaitThat("three cycles", i -> operations(i).getOrDefault("ListUsers", 0L) > 3L * users);
        Map<String, Long> calls = operations(it);
        long cycles = calls.getOrDefault("ListUsers", 0L) / users + 1;
        assertThat(it.writes()).isEmpty();
        assertThat(calls.values().stream().mapToLong(c -> c).sum())
                .as(() -> "in %d cycles, but %s".formatted(cycles, calls))
                .isLessThanOrEqualTo(cycles * (1 + Crowd.pages(n) + users + SEATS));
    }

    private static String find(Installation it, String table, Predicate<JsonNode> test) {
        return it.rows(table).stream()
                .filter(test)
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private static void awaitJoined(Installation it, int n) {
        it.awaitThat(n + " joined", i -> Crowd.joined(i, "big") == n);
        it.awaitReady("kteam/big");
        it.awaitReady("kmember/m0", "kmember/m" + (n - 1));
    }

    private static long count(Installation it, String operation) {
        return it.writes().stream()
                .filter(call -> call.operation().equals(operation))
                .count();
    }

    private static Map<String, Long> operations(Installation it) {
        return it.aws().calls().stream().collect(Collectors.groupingBy(Call::operation, Collectors.counting()));
    }
}
