package dev.kirooperator.team;

import dev.kirooperator.converge.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who pays for which seat of one connection: {@link CostShare} kept up to date, team by team, from what each team's own reconcile has
 * read anyway. One entry costs as much as the team has users, however many other teams there are.
 */
final class SeatLedger {

    private final Duration patience;
    private final Map<ObjectKey, TeamAccount> accounts = new HashMap<>();
    private final Map<String, Set<ObjectKey>> teamsByUser = new HashMap<>();
    private final Map<String, ObjectKey> payers = new HashMap<>();
    private final Set<ObjectKey> waiting = new HashSet<>();
    private @Nullable Instant firstEntry;
    private boolean complete;

    /**
     * Makes an empty ledger.
     *
     * @param patience how long a ledger in which teams are missing is taken for incomplete
     */
    SeatLedger(Duration patience) {
        this.patience = patience;
    }

    /**
     * What one entry led to.
     *
     * @param left the users who are no longer in the group and still on the team's account
     * @param paid the users of the team, those who left included, whom it pays for
     * @param concerned other teams that have to count again
     * @param complete whether every team was entered; before that, others may still take users over
     */
    record Entry(Set<String> left, Set<String> paid, Set<ObjectKey> concerned, boolean complete) {}

    /**
     * Enters a team's users in place of those it had, and strikes out teams that do not exist any more.
     *
     * @param account the team; its users who left are taken from here only at its first entry
     * @param hasSeat whether AWS shows a seat of a user
     * @param existing every team of the connection
     */
    synchronized Entry enter(TeamAccount account, Predicate<String> hasSeat, Set<ObjectKey> existing, Instant now) {
        Set<ObjectKey> concerned = new HashSet<>();
        accounts.keySet().stream()
                .filter(team -> !existing.contains(team) && !team.equals(account.key()))
                .toList()
                .forEach(team -> concerned.addAll(replace(team, Optional.empty())));
        Set<String> left = left(account, hasSeat);
        concerned.addAll(replace(account.key(), Optional.of(account.withLeft(left))));
        concerned.addAll(complete(account.key(), existing, now));
        concerned.remove(account.key());
        Set<String> paid = Stream.concat(account.inGroup().stream(), left.stream())
                .filter(user -> account.key().equals(payers.get(user)))
                .collect(Collectors.toUnmodifiableSet());
        return new Entry(left, paid, Set.copyOf(concerned), complete);
    }

    /** Strikes a team out; returns the teams that take users over from it. */
    synchronized Set<ObjectKey> strike(ObjectKey team) {
        Set<ObjectKey> concerned = replace(team, Optional.empty());
        concerned.remove(team);
        return concerned;
    }

    /** Who was paid for by this team, is not in its group any more, and in no other team's, as long as AWS shows the seat. */
    private Set<String> left(TeamAccount account, Predicate<String> hasSeat) {
        Stream<String> former = Optional.ofNullable(accounts.get(account.key()))
                .map(known -> known.users().filter(user -> account.key().equals(payers.get(user))))
                .orElseGet(() -> account.left().stream());
        return former.filter(user -> !account.inGroup().contains(user))
                .filter(user -> teamsOf(user).stream()
                        .noneMatch(team -> !team.key().equals(account.key())
                                && team.inGroup().contains(user)))
                .filter(hasSeat)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<ObjectKey> replace(ObjectKey team, Optional<TeamAccount> account) {
        Set<String> users = new HashSet<>();
        Optional.ofNullable(accounts.remove(team)).stream()
                .flatMap(TeamAccount::users)
                .forEach(user -> {
                    users.add(user);
                    teamsByUser.getOrDefault(user, new HashSet<>()).remove(team);
                });
        account.ifPresent(entered -> {
            accounts.put(team, entered);
            entered.users().forEach(user -> {
                users.add(user);
                teamsByUser.computeIfAbsent(user, none -> new HashSet<>()).add(team);
            });
        });
        Set<ObjectKey> concerned = new HashSet<>();
        users.forEach(user -> concerned.addAll(settle(user)));
        return concerned;
    }

    /** Finds out who pays for a user; returns both teams when it is another one than before. */
    private List<ObjectKey> settle(String user) {
        Optional<ObjectKey> now = CostShare.payer(user, teamsOf(user));
        Optional<ObjectKey> before = Optional.ofNullable(payers.get(user));
        now.ifPresentOrElse(team -> payers.put(user, team), () -> {
            payers.remove(user);
            teamsByUser.remove(user);
        });
        return now.equals(before)
                ? List.of()
                : Stream.of(now, before).flatMap(Optional::stream).toList();
    }

    private Collection<TeamAccount> teamsOf(String user) {
        return teamsByUser.getOrDefault(user, Set.of()).stream()
                .map(team -> Objects.requireNonNull(accounts.get(team)))
                .toList();
    }

    /** The teams that waited for the ledger to be complete, when it has become so. */
    private Set<ObjectKey> complete(ObjectKey entered, Set<ObjectKey> existing, Instant now) {
        if (complete) {
            return Set.of();
        }
        Instant first = firstEntry == null ? now : firstEntry;
        firstEntry = first;
        complete = accounts.keySet().containsAll(existing) || !now.isBefore(first.plus(patience));
        if (!complete) {
            waiting.add(entered);
            return Set.of();
        }
        Set<ObjectKey> woken = Set.copyOf(waiting);
        waiting.clear();
        return woken;
    }
}
