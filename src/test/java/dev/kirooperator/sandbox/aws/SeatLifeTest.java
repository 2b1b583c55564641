package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kirooperator.testing.ForSomeSeeds;
import dev.kirooperator.testing.Gen;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The whole life of seats: whatever people do in whatever order, the stand-in answers and shows what {@link SeatModel} says. */
class SeatLifeTest extends KiroTestCase {
    private static final int STEPS = 60;

    private static final List<String> WRITE_NAMES = List.of(
            "Q_DEVELOPER_STANDALONE",
            "Q_DEVELOPER_STANDALONE_PRO",
            "Q_DEVELOPER_STANDALONE_PRO_PLUS",
            "Q_DEVELOPER_STANDALONE_PRO_MAX",
            "Q_DEVELOPER_STANDALONE_POWER");

    private static final List<String> READ_NAMES = List.of(
            "Q_DEVELOPER_STANDALONE",
            "KIRO_ENTERPRISE_PRO",
            "KIRO_ENTERPRISE_PRO_PLUS",
            "KIRO_ENTERPRISE_PRO_MAX",
            "KIRO_ENTERPRISE_POWER");

    private final List<String> users = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final Map<String, String> memberships = new HashMap<>();
    private final List<String> history = new ArrayList<>();

    @ForSomeSeeds
    void seatsFollowTheModel(long seed) {
        Gen gen = new Gen(seed);
        SeatModel model = begin(gen);
        for (int i = 0; i < STEPS; i++) {
            step(gen, model);
            compare(model);
        }
    }

    private SeatModel begin(Gen gen) {
        boolean updatePending = gen.flip();
        boolean updateCreates = gen.flip();
        boolean pendingCancelHolds = gen.flip();
        standIn.settings(settings -> settings.withUpdatePending(updatePending)
                .withUpdateCreates(updateCreates)
                .withPendingCancelHolds(pendingCancelHolds));
        SeatModel model = new SeatModel(START, updatePending, updateCreates, pendingCancelHolds);
        for (String name : List.of("ada", "bob", "cyd")) {
            users.add(createUser(name));
        }
        for (String name : List.of("one", "two")) {
            groups.add(createGroup(name));
        }
        users.forEach(model::addUser);
        groups.forEach(model::addGroup);
        return model;
    }

    private void step(Gen gen, SeatModel model) {
        switch (gen.below(20)) {
            case 0, 1, 2, 3 -> write(gen, model, "CreateAssignment");
            case 4, 5 -> write(gen, model, "UpdateAssignment");
            case 6, 7 -> write(gen, model, "DeleteAssignment");
            case 8, 9, 10, 11 -> changeMembership(gen.pick(groups), gen.pick(users), model);
            case 12, 13 -> signIn(gen.pick(users), model);
            case 14, 15, 16, 17 -> move(model, model.now().plusSeconds(gen.between(1, 4)));
            case 18 -> move(model, aroundTheTurnOfTheMonth(gen, model));
            default -> rarely(gen, model);
        }
    }

    private void write(Gen gen, SeatModel model, String operation) {
        SeatModel.Who who =
                gen.flip() ? new SeatModel.Who("USER", gen.pick(users)) : new SeatModel.Who("GROUP", gen.pick(groups));
        int plan = gen.below(WRITE_NAMES.size());
        String expected = switch (operation) {
            case "CreateAssignment" -> model.create(who, plan);
            case "UpdateAssignment" -> model.update(who, plan);
            default -> model.delete(who);
        };

        var reply = wire.assignment(
                gen.pick(List.of(MANAGEMENT, CODEWHISPERER)),
                operation,
                who.type(),
                who.id(),
                operation.equals("DeleteAssignment") ? "" : WRITE_NAMES.get(plan));

        history.add(operation + " " + who + " " + plan + " -> " + reply.type());
        assertThat(reply.type()).as("%s", history).isEqualTo(expected);
    }

    private void changeMembership(String group, String user, SeatModel model) {
        if (model.isMember(group, user)) {
            history.add(user + " leaves " + group);
            model.leave(group, user);
            leave(memberships.getOrDefault(group + user, ""));
        } else if (isThere(group, "groups", "groupId") && isThere(user, "users", "userId")) {
            history.add(user + " joins " + group);
            model.join(group, user);
            memberships.put(group + user, join(group, user));
        }
    }

    private void signIn(String user, SeatModel model) {
        boolean expected = model.signIn(user);

        Throwable refused = catchThrowable(() -> standIn.signIn(user));

        history.add(user + " signs in -> " + refused);
        if (expected) {
            assertThat(refused).as("%s", history).isNull();
        } else {
            assertThat(refused).as("%s", history).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void move(SeatModel model, Instant time) {
        history.add("clock to " + time);
        model.moveTo(time);
        standIn.setClock(time);
    }

    private static Instant aroundTheTurnOfTheMonth(Gen gen, SeatModel model) {
        Instant turn = YearMonth.from(model.now().atOffset(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        Instant near = turn.plusSeconds(gen.between(-2, 2));
        return near.isBefore(model.now()) ? model.now().plus(Duration.ofDays(70)) : near;
    }

    private void rarely(Gen gen, SeatModel model) {
        switch (gen.below(4)) {
            case 0 -> {
                String user = gen.pick(users);
                if (isThere(user, "users", "userId")) {
                    history.add("delete " + user);
                    model.deleteUser(user);
                    deleteUser(user);
                    users.add(createUser("user" + users.size()));
                    model.addUser(users.get(users.size() - 1));
                }
            }
            case 1 -> {
                String group = gen.pick(groups);
                if (isThere(group, "groups", "groupId")) {
                    history.add("delete " + group);
                    model.deleteGroup(group);
                    store("DeleteGroup", "{\"IdentityStoreId\": \"d-1234567890\", \"GroupId\": \"" + group + "\"}");
                    groups.add(createGroup("group" + groups.size()));
                    model.addGroup(groups.get(groups.size() - 1));
                }
            }
            default -> {
                boolean blocked = gen.flip();
                history.add("block " + blocked);
                model.block(blocked);
                standIn.block(blocked);
            }
        }
    }

    private boolean isThere(String id, String list, String member) {
        return standIn.dump().path(list).findValuesAsText(member).contains(id);
    }

    private void compare(SeatModel model) {
        assertThat(shown()).as("%s", history).isEqualTo(model.rows());
        assertThat(claims()).as("%s", history).isEqualTo(model.claims());
        assertThat(applicationAssignments()).as("%s", history).isEqualTo(model.assigned());
    }

    private Map<String, SeatModel.Row> shown() {
        Map<String, SeatModel.Row> rows = new TreeMap<>();
        for (JsonNode row : seats()) {
            SeatModel.Row before = rows.put(
                    row.path("principal").path("user").asText(),
                    new SeatModel.Row(
                            row.path("status").asText(),
                            plan(row.path("type")),
                            Optional.of(row.path("activatedType"))
                                    .filter(type -> !type.isMissingNode())
                                    .map(SeatLifeTest::plan),
                            Optional.of(row.path("activationDate"))
                                    .filter(date -> !date.isMissingNode())
                                    .map(date -> Instant.ofEpochSecond(new BigDecimal(date.asText()).longValueExact())),
                            row.path("aggregatedSubscriptionType").asText()));
            assertThat(before).as("two rows of one user").isNull();
        }
        return rows;
    }

    private Map<SeatModel.Who, Integer> claims() {
        JsonNode answer = succeed(wire.call(
                "AWSZornControlPlaneService.ListApplicationClaims",
                "user-subscriptions",
                "{\"applicationArn\": \"" + applicationArn() + "\", \"subscriptionRegion\": \"us-east-1\"}"));
        return StreamSupport.stream(answer.path("claims").spliterator(), false)
                .collect(Collectors.toMap(
                        claim -> claim.path("principal").has("user")
                                ? new SeatModel.Who(
                                        "USER",
                                        claim.path("principal").path("user").asText())
                                : new SeatModel.Who(
                                        "GROUP",
                                        claim.path("principal").path("group").asText()),
                        claim -> plan(claim.path("type"))));
    }

    private Set<SeatModel.Who> applicationAssignments() {
        return StreamSupport.stream(
                        standIn.dump().path("applicationAssignments").spliterator(), false)
                .map(one -> new SeatModel.Who(
                        one.path("principalType").asText(),
                        one.path("principalId").asText()))
                .collect(Collectors.toSet());
    }

    private static int plan(JsonNode type) {
        return READ_NAMES.indexOf(type.path("amazonQ").asText());
    }
}
