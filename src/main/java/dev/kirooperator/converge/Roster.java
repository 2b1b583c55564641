package dev.kirooperator.converge;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Who of a team's candidates is in, may come in, or has to wait.
 *
 * <p>The limit holds new joins back, oldest candidate first; nobody who is in the group is thrown out by it. Several candidates that
 * stand for one user use one seat.
 */
public final class Roster {

    /** A candidate's standing. */
    public enum Standing {
        JOINED,
        ADMITTED,
        BEYOND_LIMIT,
        NOT_ALLOWED,
        LEAVING
    }

    private final Map<ObjectKey, Standing> standings;
    private final Set<String> knownUserIds;
    private final int present;

    private Roster(Map<ObjectKey, Standing> standings, Set<String> knownUserIds, int present) {
        this.standings = Map.copyOf(standings);
        this.knownUserIds = Set.copyOf(knownUserIds);
        this.present = present;
    }

    /**
     * Makes the roster.
     *
     * @param inGroup ids of the users in the group
     * @param maxMembers the team's limit; empty for none
     */
    public static Roster of(Collection<Candidate> candidates, Set<String> inGroup, OptionalInt maxMembers) {
        Map<ObjectKey, Standing> standings = new HashMap<>();
        Set<String> known = new HashSet<>();
        Set<String> seated = new HashSet<>();
        List<Candidate> outside = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (!candidate.allowed()) {
                standings.put(candidate.key(), Standing.NOT_ALLOWED);
                continue;
            }
            known.addAll(candidate.userIds());
            if (candidate.leaving()) {
                standings.put(candidate.key(), Standing.LEAVING);
            } else if (candidate.userIds().stream().anyMatch(inGroup::contains)) {
                standings.put(candidate.key(), Standing.JOINED);
                candidate.userIds().stream().filter(inGroup::contains).forEach(seated::add);
            } else {
                outside.add(candidate);
            }
        }
        int free = maxMembers.isEmpty() ? Integer.MAX_VALUE : maxMembers.getAsInt() - seated.size();
        outside.sort(comparing(Candidate::createdAt).thenComparing(Candidate::key));
        Set<String> admitted = new HashSet<>();
        for (Candidate candidate : outside) {
            boolean sharesSeat = candidate.userIds().stream().anyMatch(admitted::contains);
            standings.put(candidate.key(), sharesSeat || free > 0 ? Standing.ADMITTED : Standing.BEYOND_LIMIT);
            if (!sharesSeat && free > 0) {
                free--;
                admitted.addAll(candidate.userIds());
            }
        }
        return new Roster(
                standings, known, (int) known.stream().filter(inGroup::contains).count());
    }

    /** A candidate's standing; one that is not on the roster is not allowed. */
    public Standing standing(ObjectKey member) {
        return standings.getOrDefault(member, Standing.NOT_ALLOWED);
    }

    /** Candidates that the team wants in its group: joined, admitted and beyond the limit. */
    public int desired() {
        return count(Standing.JOINED) + count(Standing.ADMITTED) + count(Standing.BEYOND_LIMIT);
    }

    public int count(Standing standing) {
        return (int) standings.values().stream().filter(s -> s == standing).count();
    }

    /** Whether a user belongs to an allowed candidate, a leaving one included: its own controller sees to its leaving. */
    public boolean knows(String userId) {
        return knownUserIds.contains(userId);
    }

    /** How many users of allowed candidates are in the group, those included who are leaving and have not left yet. */
    public int present() {
        return present;
    }
}
