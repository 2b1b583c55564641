package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.SeatRequestStatus;
import dev.kirooperator.converge.Fingerprint;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.directory.Membership;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person is about to lose at AWS.
 *
 * @param memberships those to end, by team
 * @param seat whether an individual assignment is given back
 * @param deletesUser whether the user is deleted
 */
record Outgoing(String userId, SortedMap<ObjectKey, Membership> memberships, boolean seat, boolean deletesUser) {

    Outgoing {
        memberships = new TreeMap<>(memberships);
    }

    /** An individual assignment alone. */
    static Outgoing seat(String userId) {
        return new Outgoing(userId, new TreeMap<>(), true, false);
    }

    boolean isNothing() {
        return memberships.isEmpty() && !seat && !deletesUser;
    }

    /**
     * Names exactly this, this once: who joins again has another membership, a seat that is asked for again another time of that, a
     * manifest that changes again another generation, and what is held again another beginning.
     */
    String hash(KiroMember member, Instant begun) {
        return Fingerprint.of(Stream.of(
                        Stream.of(
                                String.valueOf(member.getMetadata().getUid()),
                                String.valueOf(member.getMetadata().getGeneration()),
                                begun.truncatedTo(ChronoUnit.SECONDS).toString(),
                                userId,
                                "seat " + seat + requestTime(member),
                                "user " + deletesUser),
                        memberships.values().stream().map(Membership::id).sorted())
                .flatMap(texts -> texts)
                .toList());
    }

    private String requestTime(KiroMember member) {
        return Optional.ofNullable(member.getStatus())
                .map(KiroMemberStatus::seat)
                .map(MemberSeatStatus::lastRequest)
                .map(SeatRequestStatus::time)
                .filter(time -> seat)
                .orElse("");
    }

    /** The individual plan on record that goes on being billed where the seat stays. */
    String plan(MemberRun run) {
        return run.status()
                .individualPlan()
                .filter(plan -> seat)
                .map(plan -> " (plan " + plan.label() + ")")
                .orElse("");
    }

    /** The parts, without personal data. */
    String words() {
        List<String> parts = Stream.of(
                        memberships.entrySet().stream()
                                .map(e -> "its membership in group "
                                        + e.getValue().groupId() + " of team " + e.getKey()),
                        Stream.of("its individual seat").filter(words -> seat),
                        Stream.of("the user itself").filter(words -> deletesUser))
                .flatMap(words -> words)
                .toList();
        return "user " + userId + ": " + parts.stream().collect(Collectors.joining(", "));
    }
}
