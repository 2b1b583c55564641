package dev.kirooperator.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the facts of the Kiro API (1.3 to 1.5) and docs/stand-in.md say of assignments and seats, written a second time and in other terms than the stand-in's
 * own code: a list of looks that are due, and what is true when each is made. Plans are numbers, the higher the dearer.
 */
final class SeatModel {
    /** A user or a group. */
    record Who(String type, String id) {
        boolean isUser() {
            return type.equals("USER");
        }
    }

    /** A row of ListUserSubscriptions; {@code inForce} is empty before the first sign-in. */
    record Row(String status, int plan, Optional<Integer> inForce, Optional<Instant> since, String origin) {}

    private record Given(int plan, Instant shows) {}

    private record Member(String group, String user) {}

    private record Look(Instant at, Runnable work) {}

    private static final Duration OWN_DELAY = Duration.ofSeconds(2);
    private static final Duration GROUP_DELAY = Duration.ofSeconds(3);

    private final boolean updatePending;
    private final boolean updateCreates;
    private final boolean pendingCancelHolds;
    private final Set<String> users = new HashSet<>();
    private final Set<String> groups = new HashSet<>();
    private final Set<Member> members = new LinkedHashSet<>();
    private final Map<Who, Given> given = new HashMap<>();
    private final Map<String, Map<Who, Integer>> grounds = new HashMap<>();
    private final Map<String, Row> seats = new TreeMap<>();
    private final Set<Who> heldThisMonth = new HashSet<>();
    private final List<Look> due = new ArrayList<>();
    private Instant now;
    private boolean blocked;

    SeatModel(Instant start, boolean updatePending, boolean updateCreates, boolean pendingCancelHolds) {
        this.now = start;
        this.updatePending = updatePending;
        this.updateCreates = updateCreates;
        this.pendingCancelHolds = pendingCancelHolds;
    }

    void addUser(String user) {
        users.add(user);
    }

    void addGroup(String group) {
        groups.add(group);
    }

    void block(boolean isBlocked) {
        blocked = isBlocked;
    }

    boolean isMember(String group, String user) {
        return members.contains(new Member(group, user));
    }

    void join(String group, String user) {
        members.add(new Member(group, user));
        lookAtMember(group, user);
    }

    void leave(String group, String user) {
        members.remove(new Member(group, user));
        lookAtMember(group, user);
    }

    void deleteUser(String user) {
        users.remove(user);
        List.copyOf(members).stream()
                .filter(member -> member.user().equals(user))
                .forEach(member -> leave(member.group(), user));
        later(GROUP_DELAY, () -> {
            given.remove(new Who("USER", user));
            lose(user, new Who("USER", user));
        });
    }

    void deleteGroup(String group) {
        groups.remove(group);
        membersOf(group).forEach(user -> leave(group, user));
        later(GROUP_DELAY, () -> given.remove(new Who("GROUP", group)));
    }

    /** The error's code; empty for success. */
    String create(Who who, int plan) {
        if (blocked) {
            return "AccessDeniedException";
        }
        if (!(who.isUser() ? users : groups).contains(who.id())) {
            return "ResourceNotFoundException";
        }
        if (given.containsKey(who) || heldThisMonth.contains(who) || (who.isUser() && is(who.id(), "CANCELLED"))) {
            return "ConflictException";
        }
        Instant shows = now.plus(OWN_DELAY);
        given.put(who, new Given(plan, shows));
        if (who.isUser()) {
            later(OWN_DELAY, () -> lookAtUser(who, shows));
        } else {
            lookAtMembers(who);
        }
        return "";
    }

    String update(Who who, int plan) {
        if (who.isUser() && is(who.id(), "CANCELLED")) {
            return "";
        }
        Given before = given.get(who);
        if (before == null) {
            if (who.isUser() && seats.containsKey(who.id())) {
                return "ConflictException";
            }
            return updateCreates ? create(who, plan) : "ResourceNotFoundException";
        }
        if (who.isUser() && !is(who.id(), "ACTIVE") && !updatePending) {
            return "AccessDeniedException";
        }
        given.put(who, new Given(plan, before.shows()));
        if (!who.isUser()) {
            lookAtMembers(who);
        } else if (groundsOf(who.id()).containsKey(who)) {
            gain(who.id(), who, plan);
        }
        return "";
    }

    String delete(Who who) {
        if (given.remove(who) == null) {
            return "ResourceNotFoundException";
        }
        if (who.isUser()) {
            lose(who.id(), who);
            return "";
        }
        if (holders(who).stream().anyMatch(user -> is(user, "ACTIVE"))) {
            heldThisMonth.add(who);
        }
        lookAtMembers(who);
        return "";
    }

    /** Whether the user can sign in: it is there and has a seat that is not cancelled. */
    boolean signIn(String user) {
        if (!users.contains(user) || !seats.containsKey(user) || is(user, "CANCELLED")) {
            return false;
        }
        seats.computeIfPresent(
                user,
                (id, seat) -> is(id, "PENDING")
                        ? new Row("ACTIVE", seat.plan(), Optional.of(seat.plan()), Optional.of(now), seat.origin())
                        : seat);
        return true;
    }

    void moveTo(Instant target) {
        while (true) {
            Instant month = YearMonth.from(now.atOffset(ZoneOffset.UTC))
                    .plusMonths(1)
                    .atDay(1)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC);
            Instant next = due.stream().map(Look::at).min(Instant::compareTo).orElse(Instant.MAX);
            if (next.isBefore(month) && !next.isAfter(target)) {
                Look first = due.stream()
                        .filter(look -> look.at().equals(next))
                        .findFirst()
                        .orElseThrow();
                due.remove(first);
                now = next;
                first.work().run();
            } else if (!month.isAfter(target)) {
                now = month;
                turnMonth();
            } else {
                now = target;
                return;
            }
        }
    }

    Instant now() {
        return now;
    }

    Map<String, Row> rows() {
        return Collections.unmodifiableMap(seats);
    }

    /** The principals with an assignment. */
    Set<Who> assigned() {
        return Set.copyOf(given.keySet());
    }

    /** The assignments that ListApplicationClaims shows, with their plans. */
    Map<Who, Integer> claims() {
        return given.entrySet().stream()
                .filter(entry -> !entry.getValue().shows().isAfter(now))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().plan()));
    }

    private void lookAtUser(Who who, Instant shows) {
        Given own = given.get(who);
        if (users.contains(who.id()) && own != null && own.shows().equals(shows)) {
            gain(who.id(), who, own.plan());
        }
    }

    private void lookAtMembers(Who group) {
        Set<String> concerned = new LinkedHashSet<>(holders(group));
        concerned.addAll(membersOf(group.id()));
        concerned.forEach(user -> lookAtMember(group.id(), user));
    }

    private void lookAtMember(String group, String user) {
        Who ground = new Who("GROUP", group);
        later(GROUP_DELAY, () -> {
            Given groups = given.get(ground);
            if (isMember(group, user) && groups != null) {
                gain(user, ground, groups.plan());
            } else {
                lose(user, ground);
            }
        });
    }

    private void later(Duration delay, Runnable work) {
        due.add(new Look(now.plus(delay), work));
    }

    private void gain(String user, Who ground, int plan) {
        groundsOf(user).put(ground, plan);
        derive(user);
    }

    private void lose(String user, Who ground) {
        if (groundsOf(user).remove(ground) == null || is(user, "CANCELLED")) {
            return;
        }
        if (!groundsOf(user).isEmpty()) {
            derive(user);
        } else if (is(user, "ACTIVE") || pendingCancelHolds) {
            seats.computeIfPresent(
                    user, (id, seat) -> new Row("CANCELLED", seat.plan(), seat.inForce(), seat.since(), seat.origin()));
        } else {
            seats.remove(user);
        }
    }

    /** The seat of a user who has grounds for one. */
    private void derive(String user) {
        if (is(user, "CANCELLED")) {
            return;
        }
        int plan = Collections.max(groundsOf(user).values());
        Set<String> types = groundsOf(user).keySet().stream().map(Who::type).collect(Collectors.toSet());
        String origin = types.size() == 2 ? "INDIVIDUAL_AND_GROUP" : types.contains("USER") ? "INDIVIDUAL" : "GROUP";
        Row old = seats.getOrDefault(user, new Row("PENDING", plan, Optional.empty(), Optional.empty(), origin));
        seats.put(
                user, new Row(old.status(), plan, old.inForce().map(was -> Math.max(was, plan)), old.since(), origin));
    }

    private void turnMonth() {
        heldThisMonth.clear();
        for (Map.Entry<String, Row> entry : Map.copyOf(seats).entrySet()) {
            String user = entry.getKey();
            Row row = entry.getValue();
            if (is(user, "CANCELLED")) {
                seats.remove(user);
                if (!groundsOf(user).isEmpty()) {
                    derive(user);
                }
            } else {
                seats.put(
                        user,
                        new Row(
                                row.status(),
                                row.plan(),
                                row.inForce().map(was -> row.plan()),
                                row.since(),
                                row.origin()));
            }
        }
    }

    private List<String> holders(Who ground) {
        return grounds.entrySet().stream()
                .filter(entry -> entry.getValue().containsKey(ground))
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<String> membersOf(String group) {
        return members.stream()
                .filter(member -> member.group().equals(group))
                .map(Member::user)
                .toList();
    }

    private boolean is(String user, String status) {
        Row seat = seats.get(user);
        return seat != null && seat.status().equals(status);
    }

    private Map<Who, Integer> groundsOf(String user) {
        return grounds.computeIfAbsent(user, none -> new HashMap<>());
    }
}
