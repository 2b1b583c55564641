package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.DeletionPolicy;
import dev.kirooperator.api.v1alpha1.Invitation;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberSpec;
import dev.kirooperator.api.v1alpha1.MemberSubscription;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.TeamRef;
import dev.kirooperator.directory.UserAttributes;
import dev.kirooperator.guard.TenancyRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a {@code KiroMember} asks for, with the defaults filled in.
 *
 * @param attributes the user; given and family name may be missing
 * @param teams the teams without duplicates, in the manifest's order
 * @param plan the individual plan
 */
public record MemberGoal(
        ObjectKey key,
        UserAttributes attributes,
        List<ObjectKey> teams,
        Optional<Plan> plan,
        boolean adopt,
        Invitation invitation,
        Optional<Instant> expiresAt,
        DeletionPolicy deletionPolicy) {

    public static MemberGoal of(KiroMember member) {
        KiroMemberSpec spec = member.getSpec();
        return new MemberGoal(
                ObjectKey.of(member),
                attributes(spec),
                teams(member),
                Optional.ofNullable(spec.subscription()).map(MemberSubscription::plan),
                Boolean.TRUE.equals(spec.adopt()),
                Optional.ofNullable(spec.invitation()).orElse(Invitation.NONE),
                Optional.ofNullable(spec.expiresAt()).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant),
                Optional.ofNullable(spec.deletionPolicy()).orElse(DeletionPolicy.RETAIN));
    }

    /** The teams that a member names; a team without a namespace is one of the member's own. */
    public static List<ObjectKey> teams(KiroMember member) {
        List<TeamRef> refs = Optional.ofNullable(member.getSpec().teams()).orElse(List.of());
        String own = member.getMetadata().getNamespace();
        return refs.stream().map(ref -> key(ref, own)).distinct().toList();
    }

    /** The user name that a member asks for. */
    public static String userName(KiroMember member) {
        return Optional.ofNullable(member.getSpec().userName())
                .orElse(member.getSpec().email());
    }

    public boolean isExpired(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }

    private static ObjectKey key(TeamRef ref, String own) {
        String namespace = ref.namespace();
        return new ObjectKey(namespace == null || namespace.isEmpty() ? own : namespace, ref.name());
    }

    private static UserAttributes attributes(KiroMemberSpec spec) {
        String names = Stream.of(spec.givenName(), spec.familyName())
                .flatMap(Stream::ofNullable)
                .collect(Collectors.joining(" "));
        return new UserAttributes(
                Optional.ofNullable(spec.userName()).orElse(spec.email()),
                Optional.ofNullable(spec.givenName()),
                Optional.ofNullable(spec.familyName()),
                Optional.ofNullable(spec.displayName())
                        .or(() -> Optional.of(names).filter(n -> !n.isEmpty())),
                Optional.of(spec.email()));
    }

    /** What the guards are asked before anything is written for the member, in a connection's Identity Center. */
    public TenancyRequest tenancyRequest(String connection) {
        return new TenancyRequest(key.namespace(), connection, Optional.empty(), plan, OptionalInt.empty(), adopt);
    }
}
