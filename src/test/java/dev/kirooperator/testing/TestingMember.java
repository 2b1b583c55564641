package dev.kirooperator.testing;

import dev.kirooperator.api.v1alpha1.DeletionPolicy;
import dev.kirooperator.api.v1alpha1.Invitation;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberSpec;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import dev.kirooperator.api.v1alpha1.MemberSubscription;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.TeamRef;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.MemberGoal;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@code KiroMember}; what is not set is absent from the manifest. */
public final class TestingMember {

    private final String namespace;
    private final String name;
    private String email;
    private @Nullable String userName;
    private @Nullable String givenName;
    private @Nullable String familyName;
    private @Nullable String displayName;
    private @Nullable List<TeamRef> teams;
    private @Nullable Plan plan;
    private @Nullable Boolean adopt;
    private @Nullable Invitation invitation;
    private Map<String, String> annotations = Map.of();
    private @Nullable String expiresAt;
    private @Nullable String deletedAt;
    private @Nullable DeletionPolicy deletionPolicy;
    private @Nullable KiroMemberStatus status;
    private Instant createdAt = Instant.parse("2026-11-25T12:00:00Z");

    private TestingMember(String namespace, String name) {
        this.namespace = namespace;
        this.name = name;
        this.email = name + "@example.com";
    }

    public static TestingMember of(String namespace, String name) {
        return new TestingMember(namespace, name);
    }

    public TestingMember email(String value) {
        email = value;
        return this;
    }

    public TestingMember userName(String value) {
        userName = value;
        return this;
    }

    public TestingMember named(@Nullable String given, @Nullable String family) {
        givenName = given;
        familyName = family;
        return this;
    }

    public TestingMember displayName(String value) {
        displayName = value;
        return this;
    }

    public TestingMember team(String teamName, @Nullable String teamNamespace) {
        List<TeamRef> more = new ArrayList<>(teams == null ? List.of() : teams);
        more.add(new TeamRef(teamName, teamNamespace));
        teams = more;
        return this;
    }

    public TestingMember plan(Plan value) {
        plan = value;
        return this;
    }

    public TestingMember adopt() {
        adopt = true;
        return this;
    }

    public TestingMember invitation(Invitation value) {
        invitation = value;
        return this;
    }

    public TestingMember annotated(String key, String value) {
        annotations = Map.of(key, value);
        return this;
    }

    public TestingMember expiresAt(String value) {
        expiresAt = value;
        return this;
    }

    public TestingMember deletingItsUser() {
        deletionPolicy = DeletionPolicy.DELETE;
        return this;
    }

    public TestingMember deleted() {
        return deleted(Instant.parse("2026-11-25T13:00:00Z"));
    }

    public TestingMember deleted(Instant at) {
        deletedAt = at.toString();
        return this;
    }

    public TestingMember createdAt(Instant value) {
        createdAt = value;
        return this;
    }

    public TestingMember status(KiroMemberStatus value) {
        status = value;
        return this;
    }

    /** Records a user of this id that was created over the connection. */
    public TestingMember recordedUser(String id, @Nullable String connection) {
        return status(new KiroMemberStatus(
                1L,
                new UserStatus(id, Origin.CREATED, ManagedBy.OPERATOR, connection, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    }

    public KiroMember build() {
        KiroMember member = new KiroMember();
        member.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(name)
                .withUid("uid-of-" + name)
                .withGeneration(1L)
                .withCreationTimestamp(createdAt.toString())
                .withDeletionTimestamp(deletedAt)
                .withAnnotations(annotations)
                .build());
        member.setSpec(new KiroMemberSpec(
                userName,
                email,
                givenName,
                familyName,
                displayName,
                teams,
                plan == null ? null : new MemberSubscription(plan),
                adopt,
                invitation,
                expiresAt,
                deletionPolicy));
        member.setStatus(status);
        return member;
    }

    public MemberGoal goal() {
        return MemberGoal.of(build());
    }
}
