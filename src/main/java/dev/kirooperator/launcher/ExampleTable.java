package dev.kirooperator.launcher;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MemberCounts;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.api.v1alpha1.SignInStatus;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.api.v1alpha1.SubscriptionStatus;
import dev.kirooperator.status.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The teams and members of the sandbox as lines of text. Pure. */
record ExampleTable(List<Row> rows, Optional<SignInStatus> signIn) {

    /** One object. */
    record Row(String object, boolean ready, String reason, String seen, String message) {}

    static ExampleTable of(List<KiroTeam> teams, List<KiroMember> members) {
        List<Row> rows = new ArrayList<>();
        teams.forEach(team -> rows.add(row(team)));
        members.forEach(member -> rows.add(row(member)));
        return new ExampleTable(
                List.copyOf(rows),
                teams.stream()
                        .flatMap(team -> Optional.ofNullable(team.getStatus()).map(KiroTeamStatus::signIn).stream())
                        .findFirst());
    }

    boolean allReady() {
        return !rows.isEmpty() && rows.stream().allMatch(Row::ready);
    }

    /** A header and a line for each object, with aligned columns; the usual ones fit into 60 characters. */
    List<String> lines() {
        int object = width(rows.stream().map(Row::object).toList(), "OBJECT");
        int reason = width(rows.stream().map(Row::reason).toList(), "REASON");
        String format = "%-" + object + "s  %-5s  %-" + reason + "s  %s";
        List<String> lines = new ArrayList<>();
        lines.add(String.format(format, "OBJECT", "READY", "REASON", "SEEN AT AWS"));
        rows.forEach(row ->
                lines.add(String.format(format, row.object(), row.ready() ? "True" : "False", row.reason(), row.seen())
                        .stripTrailing()));
        return List.copyOf(lines);
    }

    /** Why the objects that are not Ready are not, a line for each. */
    List<String> reasons() {
        return rows.stream()
                .filter(row -> !row.ready())
                .map(row -> row.object() + ": " + row.reason() + ": " + row.message())
                .toList();
    }

    private static Row row(KiroTeam team) {
        Optional<KiroTeamStatus> status = Optional.ofNullable(team.getStatus());
        List<String> seen = Stream.of(
                        status.map(KiroTeamStatus::members).map(ExampleTable::joined),
                        status.map(KiroTeamStatus::subscription).map(ExampleTable::plan))
                .flatMap(Optional::stream)
                .toList();
        return row(
                "kteam/" + team.getMetadata().getName(),
                status.map(KiroTeamStatus::conditions).orElse(List.of()),
                status.map(KiroTeamStatus::observedGeneration).orElse(null),
                team.getMetadata().getGeneration(),
                String.join(", ", seen));
    }

    private static Row row(KiroMember member) {
        Optional<KiroMemberStatus> status = Optional.ofNullable(member.getStatus());
        return row(
                "kmember/" + member.getMetadata().getName(),
                status.map(KiroMemberStatus::conditions).orElse(List.of()),
                status.map(KiroMemberStatus::observedGeneration).orElse(null),
                member.getMetadata().getGeneration(),
                status.map(KiroMemberStatus::seat).map(ExampleTable::seat).orElse(""));
    }

    private static String joined(MemberCounts members) {
        return Objects.requireNonNullElse(members.joined(), 0) + "/" + Objects.requireNonNullElse(members.desired(), 0)
                + " members";
    }

    private static String plan(SubscriptionStatus subscription) {
        String plan = Optional.ofNullable(subscription.plan()).map(Plan::label).orElse("no plan");
        return Optional.ofNullable(subscription.state())
                .filter(state -> state != SubscriptionState.SUBSCRIBED)
                .map(state -> plan + " " + state.label())
                .orElse(plan);
    }

    private static String seat(MemberSeatStatus seat) {
        String state = Optional.ofNullable(seat.state()).map(SeatState::label).orElse("Unknown");
        return "seat " + state
                + Optional.ofNullable(seat.effectivePlan())
                        .map(plan -> ", " + plan.label())
                        .orElse("");
    }

    private static Row row(
            String object,
            List<Condition> conditions,
            @Nullable Long observed,
            @Nullable Long generation,
            String seen) {
        Optional<Condition> ready = Conditions.find(conditions, ConditionType.READY)
                .filter(condition -> Objects.equals(observed, generation));
        return new Row(
                object,
                ready.filter(condition -> condition.status().equals("True")).isPresent(),
                ready.flatMap(condition -> Optional.ofNullable(condition.reason()))
                        .orElse("(not seen yet)"),
                seen,
                ready.flatMap(condition -> Optional.ofNullable(condition.message()))
                        .orElse("The operator has not seen it yet"));
    }

    private static int width(List<String> cells, String header) {
        return cells.stream().mapToInt(String::length).reduce(header.length(), Math::max);
    }
}
