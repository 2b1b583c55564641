package dev.kirooperator.launcher;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.SignInStatus;
import dev.kirooperator.status.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /** The table with a header and aligned columns. */
    String text() {
        int object = width(rows.stream().map(Row::object).toList(), "OBJECT");
        int reason = width(rows.stream().map(Row::reason).toList(), "REASON");
        String format = "%-" + object + "s  %-5s  %-" + reason + "s  %s%n";
        StringBuilder text = new StringBuilder(String.format(format, "OBJECT", "READY", "REASON", "SEEN AT AWS"));
        rows.forEach(row -> text.append(
                String.format(format, row.object(), row.ready() ? "True" : "False", row.reason(), row.seen())));
        return text.toString();
    }

    /** Why the objects that are not Ready are not. */
    String reasons() {
        StringBuilder text = new StringBuilder();
        rows.stream()
                .filter(row -> !row.ready())
                .forEach(row -> text.append(row.object() + ": " + row.reason() + ": " + row.message() + "\n"));
        return text.toString();
    }

    private static Row row(KiroTeam team) {
        Optional<KiroTeamStatus> status = Optional.ofNullable(team.getStatus());
        String seen = status.map(KiroTeamStatus::members)
                        .map(m -> m.joined() + "/" + m.desired() + " members")
                        .orElse("")
                + status.map(KiroTeamStatus::subscription)
                        .map(s -> ", plan " + Objects.requireNonNull(s.plan()).label() + " "
                                + Objects.requireNonNull(s.state()).label())
                        .orElse("");
        return row(
                "kiroteam/" + team.getMetadata().getName(),
                status.map(KiroTeamStatus::conditions).orElse(List.of()),
                status.map(KiroTeamStatus::observedGeneration).orElse(null),
                team.getMetadata().getGeneration(),
                seen);
    }

    private static Row row(KiroMember member) {
        Optional<KiroMemberStatus> status = Optional.ofNullable(member.getStatus());
        String seen = status.map(KiroMemberStatus::seat)
                .map(seat -> "seat " + Objects.requireNonNull(seat.state()).label() + plan(seat))
                .orElse("");
        return row(
                "kiromember/" + member.getMetadata().getName(),
                status.map(KiroMemberStatus::conditions).orElse(List.of()),
                status.map(KiroMemberStatus::observedGeneration).orElse(null),
                member.getMetadata().getGeneration(),
                seen);
    }

    private static String plan(MemberSeatStatus seat) {
        return Optional.ofNullable(seat.effectivePlan())
                .map(plan -> ", plan " + plan.label())
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
