package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.MonthlyCost;
import dev.kirooperator.api.v1alpha1.SeatCounts;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What teams cost, and how many members they take. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostIT {

    private static final Map<String, String> PRICES =
            Map.of("KIRO_ENTERPRISE_PRO", "20.00", "KIRO_ENTERPRISE_PRO_PLUS", "40.00");

    private final Installation it;

    CostIT(Cluster cluster) throws Exception {
        it = Installation.start(cluster, Map.of());
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @Test
    void twoTeamsThatShareAMemberAddUpToTheBillThroughoutTheSeatsLife() throws Exception {
        it.apply(team("low", "subscription: {plan: Pro}")
                + team("high", "subscription: {plan: ProPlus}")
                + member("ada", "teams: [{name: low}, {name: high}]")
                + member("bob", inTeam("low"))
                + member("cy", inTeam("high")));
        awaitCost("low", new MonthlyCost("0.00", "USD", "20.00", "0.00", 0));
        awaitCost("high", new MonthlyCost("0.00", "USD", "80.00", "0.00", 0));
        SeatCounts pending = new SeatCounts(0, 2, 0, 1, null);
        it.awaitThat("the seats", i -> pending.equals(i.teamStatus("low").seats()));

        it.aws().signIn("ada@example.com");
        it.aws().signIn("bob@example.com");
        awaitCost("low", new MonthlyCost("20.00", "USD", "20.00", "0.00", 1_000));
        awaitCost("high", new MonthlyCost("40.00", "USD", "80.00", "0.00", 2_000));
        assertThat(it.teamStatus("high").seats()).isEqualTo(new SeatCounts(1, 1, 0, 0, null));
        assertThatTheTeamsAddUpToTheBill();

        it.apply(member("ada", inTeam("low")));
        awaitCost("high", new MonthlyCost("0.00", "USD", "40.00", "0.00", 0));
        awaitCost("low", new MonthlyCost("60.00", "USD", "60.00", "0.00", 3_000));
        assertThatTheTeamsAddUpToTheBill();

        it.delete("kmember", "bob");
        awaitCost("low", new MonthlyCost("60.00", "USD", "60.00", "20.00", 2_000));
        assertThat(requireNonNull(it.teamStatus("low").seats())).satisfies(seats -> {
            assertThat(seats.cancelled()).isEqualTo(1);
            assertThat(seats.left()).hasSize(1);
        });
        assertThatTheTeamsAddUpToTheBill();

        it.aws()
                .setClock(it.aws()
                        .now()
                        .atOffset(ZoneOffset.UTC)
                        .withDayOfMonth(1)
                        .truncatedTo(ChronoUnit.DAYS)
                        .plusMonths(1)
                        .toInstant());
        awaitCost("low", new MonthlyCost("20.00", "USD", "20.00", "0.00", 1_000));
        assertThat(it.teamStatus("low").seats()).isEqualTo(new SeatCounts(1, 0, 0, 0, null));
        assertThatTheTeamsAddUpToTheBill();

        String labels = "namespace=\"" + it.namespace() + "\",team=\"low\"";
        assertThat(it.metrics())
                .contains("kiro_team_monthly_cost{currency=\"USD\"," + labels + "} 20.0")
                .contains("kiro_team_seats{namespace=\"" + it.namespace() + "\",state=\"pending\",team=\"high\"} 1.0");
        it.delete("kteam", "high");
        assertThat(it.metrics()).contains(labels).doesNotContain("team=\"high\"");
    }

    @Test
    void loweringALiveTeamsLimitThrowsNobodyOutAndLetsNobodyIn() {
        it.apply(team("shrinking", "membership: {maxMembers: 2}")
                + member("s1", inTeam("shrinking"))
                + member("s2", inTeam("shrinking")));
        it.awaitReady("kteam/shrinking", "kmember/s1", "kmember/s2");

        it.apply(team("shrinking", "membership: {maxMembers: 1}") + member("s3", inTeam("shrinking")));
        it.awaitReason("kmember", "s3", ConditionType.TEAMS_SYNCED, "LimitReached");
        it.awaitReason("kteam", "shrinking", ConditionType.MEMBERS_SYNCED, "LimitReached");
        assertThat(usersIn("shrinking_group")).containsExactly("s1@example.com", "s2@example.com");

        it.delete("kmember", "s1");
        it.lookAgain("kmember", "s3");
        assertThat(usersIn("shrinking_group")).containsExactly("s2@example.com");

        it.delete("kmember", "s2");
        it.awaitReady("kmember/s3", "kteam/shrinking");
        assertThat(usersIn("shrinking_group")).containsExactly("s3@example.com");
    }

    @Test
    void ofManyWhoJoinAtOnceNeverOneTooManyGetsIn() {
        it.apply(team("narrow", "membership: {maxMembers: 1}"));
        it.awaitReady("kteam/narrow");
        String groupId =
                requireNonNull(requireNonNull(it.teamStatus("narrow").group()).id());
        List<String> names =
                IntStream.rangeClosed(1, 10).mapToObj(i -> "n" + (100 - i)).toList();
        it.apply(String.join(
                "", names.stream().map(name -> member(name, inTeam("narrow"))).toList()));

        it.awaitThat(
                "one in and nine that wait",
                i -> names.stream()
                                .flatMap(name -> i.condition("kmember", name, ConditionType.TEAMS_SYNCED).stream())
                                .filter(condition -> "LimitReached".equals(condition.reason()))
                                .count()
                        == 9);
        assertThat(usersIn("narrow_group")).hasSize(1);
        assertThat(it.writes().stream()
                        .filter(call -> call.operation().equals("CreateGroupMembership"))
                        .filter(call -> call.request().path("GroupId").asText().equals(groupId)))
                .hasSize(1);
    }

    private void awaitCost(String team, MonthlyCost cost) {
        it.awaitThat(
                team + " costs " + cost,
                i -> Optional.ofNullable(i.team(team).getStatus())
                        .filter(status -> cost.equals(status.monthlyCost()))
                        .isPresent());
    }

    private void assertThatTheTeamsAddUpToTheBill() {
        BigDecimal bill = it.rows("seats").stream()
                .filter(seat -> !seat.path("status").asText().equals("PENDING"))
                .map(seat -> seat.path("activatedType").asText())
                .map(type -> new BigDecimal(Objects.requireNonNull(PRICES.get(type), type)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal teams = Stream.of("low", "high")
                .map(team -> requireNonNull(it.teamStatus(team).monthlyCost()))
                .map(cost -> new BigDecimal(String.valueOf(cost.amount())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(teams).isEqualByComparingTo(bill);
    }

    private List<String> usersIn(String groupName) {
        return it.rows("memberships").stream()
                .filter(row -> row.path("group").asText().equals(groupName))
                .map(row -> row.path("userName"))
                .map(JsonNode::asText)
                .sorted()
                .toList();
    }
}
