package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.SeatOrigin;
import dev.kirooperator.sandbox.aws.Seed;
import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing is taken away on a list that was not read to its end, nor on one that has become too old meanwhile: of each list that a removal
 * rests on, each page fails, at the time at which the removal is asked for. The operator has seen before who is to go.
 */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompleteReadIT {

    private static final int PEOPLE = 203;
    private static final int GROUPS = 210;
    private static final int PAGES = 3;
    private static final String ADDITIVE = "membership: {policy: Additive}";
    private static final String EXCLUSIVE = "membership: {policy: Exclusive}";

    private final Installation it;

    CompleteReadIT(Cluster cluster) throws Exception {
        StandIn aws = Worlds.shortDelays(Seed.parse(seed()));
        aws.fault(Fault.error("ListUserSubscriptions", 400, "ValidationException", "maxResults: at most 100"));
        it = Installation.start(cluster, aws, Map.of());
        it.apply(crew(ADDITIVE)
                + IntStream.range(0, PEOPLE)
                        .mapToObj(i -> i < PAGES ? powerful(i + 1) : member("p" + i, inTeam("crew")))
                        .collect(Collectors.joining()));
        it.awaitReady("kteam/crew");
        it.awaitThat(
                "all to be in",
                i -> Optional.ofNullable(i.teamStatus("crew").members())
                        .filter(members -> Integer.valueOf(PEOPLE).equals(members.joined()))
                        .isPresent());
        it.awaitReady("kteam/crew");
    }

    private static String seed() {
        String people = IntStream.range(0, PEOPLE)
                .mapToObj(i -> user("p" + i, "Example"))
                .collect(Collectors.joining(","));
        String members = IntStream.range(0, PEOPLE)
                .mapToObj(i -> "\"p" + i + "@example.com\"")
                .collect(Collectors.joining(","));
        String groups = IntStream.range(0, GROUPS)
                .mapToObj(i -> ",{\"displayName\":\"other" + i + "\"}")
                .collect(Collectors.joining());
        return "{\"users\":[" + user("stranger", "Stranger") + "," + people
                + "],\"groups\":[{\"displayName\":\"crew_group\",\"members\":[" + members + "]}" + groups + "]}";
    }

    private static String user(String name, String familyName) {
        return ("{'userName':'%s@example.com','givenName':'%s','familyName':'%s','displayName':'%s %s',"
                        + "'email':'%s@example.com'}")
                .formatted(name, name, familyName, name, familyName, name)
                .replace('\'', '"');
    }

    private static String crew(String policy) {
        return team("crew", policy, "subscription: {plan: Pro}").replace("crew_group}", "crew_group, adopt: true}");
    }

    private static String powerful(int number) {
        return member("p" + (number - 1), inTeam("crew"), "subscription: {plan: Power}");
    }

    @AfterAll
    void stop() {
        it.close();
    }

    private static Stream<Arguments> pages() {
        return Stream.of("ListUsers", "ListGroups", "ListGroupMemberships")
                .flatMap(list -> IntStream.rangeClosed(1, PAGES).mapToObj(page -> Arguments.of(list, page)));
    }

    private String addTheStranger() {
        String user = it.rows("users").stream()
                .filter(row -> row.path("userName").asText().startsWith("stranger"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        String groupId =
                requireNonNull(requireNonNull(it.teamStatus("crew").group()).id());
        return it.console()
                .createGroupMembership(membership -> membership
                        .identityStoreId(Installation.STORE)
                        .groupId(groupId)
                        .memberId(who -> who.userId(user)))
                .membershipId();
    }

    private void failing(String operation, int page) {
        it.aws().clearCalls();
        it.aws().fault(Fault.internal(operation).onPage(page).always());
    }

    private void awaitFailures() {
        long before = failures();
        it.awaitThat("more failures", i -> failures() > before + 5);
    }

    private long failures() {
        return it.aws().calls().stream()
                .filter(call -> call.fault().equals("INTERNAL"))
                .count();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nobodyIsRemovedWhileAPageFailsAndWhoHasToGoGoesAfterwards(String list, int page) {
        String membership = addTheStranger();
        it.awaitThat(
                "the stranger to be seen",
                i -> Integer.valueOf(1)
                        .equals(requireNonNull(i.teamStatus("crew").members()).unmanaged()));
        failing(list, page);
        it.awaitReason("kteam", "crew", ConditionType.READY, "AWSUnavailable");

        it.apply(crew(EXCLUSIVE));
        it.awaitReason("kteam", "crew", ConditionType.READY, "AWSUnavailable");
        awaitFailures();
        assertThat(it.writes()).isEmpty();

        it.aws().clearFaults();
        it.awaitThat("the removal", i -> !i.writes().isEmpty());
        it.awaitReady("kteam/crew");
        assertThat(it.writes()).singleElement().satisfies(call -> {
            assertThat(call.operation()).isEqualTo("DeleteGroupMembership");
            assertThat(call.request().path("MembershipId").asText()).isEqualTo(membership);
        });
        it.apply(crew(ADDITIVE));
        it.awaitReady("kteam/crew");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, PAGES})
    void noSeatIsGivenBackWhileAPageOfTheSeatsFailsAndItGoesAfterwards(int page) {
        String name = "p" + (page - 1);
        it.awaitThat(
                "the seat",
                i -> Optional.ofNullable(i.memberStatus(name).seat())
                        .filter(seat -> seat.source() == SeatOrigin.INDIVIDUAL_AND_GROUP)
                        .isPresent());
        failing("ListUserSubscriptions", page);
        it.awaitReason("kmember", name, ConditionType.SEAT_ASSIGNED, "AWSUnavailable");

        it.apply(member(name, inTeam("crew")));
        it.awaitReason("kmember", name, ConditionType.SEAT_ASSIGNED, "AWSUnavailable");
        awaitFailures();
        assertThat(it.writes()).isEmpty();

        it.aws().clearFaults();
        it.awaitThat("the return", i -> !i.writes().isEmpty());
        it.awaitReason("kmember", name, ConditionType.SEAT_ASSIGNED, "SeatPending");
        assertThat(it.writeOperations()).containsExactly("DeleteAssignment");
    }
}
