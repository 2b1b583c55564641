package dev.kirooperator.testing;

import dev.kirooperator.api.v1alpha1.AllowedNamespaces;
import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.DeletionPolicy;
import dev.kirooperator.api.v1alpha1.GroupSpec;
import dev.kirooperator.api.v1alpha1.GroupStatus;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamSpec;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.api.v1alpha1.MembershipSpec;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.api.v1alpha1.TeamSubscription;
import dev.kirooperator.converge.TeamGoal;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@code KiroTeam}; what is not set is absent from the manifest. */
public final class TestingTeam {

    private final String namespace;
    private final String name;
    private @Nullable String groupName;
    private @Nullable String description;
    private @Nullable Boolean adopt;
    private @Nullable TeamSubscription subscription;
    private @Nullable MembershipSpec membership;
    private @Nullable AllowedNamespaces allowedNamespaces;
    private @Nullable String connection;
    private @Nullable SyncMode mode;
    private @Nullable Boolean suspend;
    private @Nullable DeletionPolicy deletionPolicy;
    private Map<String, String> annotations = Map.of();
    private @Nullable KiroTeamStatus status;

    private TestingTeam(String namespace, String name) {
        this.namespace = namespace;
        this.name = name;
    }

    public static TestingTeam of(String namespace, String name) {
        return new TestingTeam(namespace, name);
    }

    public TestingTeam groupName(String value) {
        groupName = value;
        return this;
    }

    public TestingTeam description(String value) {
        description = value;
        return this;
    }

    public TestingTeam adopt() {
        adopt = true;
        return this;
    }

    public TestingTeam plan(Plan plan, @Nullable AssignTo assignTo) {
        subscription = new TeamSubscription(plan, assignTo);
        return this;
    }

    public TestingTeam noPlan() {
        subscription = null;
        return this;
    }

    public TestingTeam membership(@Nullable MembershipPolicy policy, @Nullable Integer maxMembers) {
        membership = new MembershipSpec(policy, maxMembers);
        return this;
    }

    public TestingTeam allow(AllowedNamespaces value) {
        allowedNamespaces = value;
        return this;
    }

    public TestingTeam connection(String value) {
        connection = value;
        return this;
    }

    public TestingTeam mode(SyncMode value) {
        mode = value;
        return this;
    }

    public TestingTeam annotated(String key, String value) {
        annotations = Map.of(key, value);
        return this;
    }

    public TestingTeam suspended() {
        suspend = true;
        return this;
    }

    public TestingTeam deletingItsGroup() {
        deletionPolicy = DeletionPolicy.DELETE;
        return this;
    }

    /** Records a group of this id that was created for the team. */
    public TestingTeam recordedGroup(String id) {
        return status(new KiroTeamStatus(
                1L,
                new GroupStatus(id, name, Origin.CREATED),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    }

    public TestingTeam status(KiroTeamStatus value) {
        status = value;
        return this;
    }

    public KiroTeam build() {
        KiroTeam team = new KiroTeam();
        team.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(name)
                .withUid("uid-of-" + name)
                .withGeneration(1L)
                .withCreationTimestamp("2026-11-25T12:00:00Z")
                .withAnnotations(annotations)
                .build());
        team.setSpec(new KiroTeamSpec(
                new GroupSpec(groupName, description, adopt),
                subscription,
                membership,
                allowedNamespaces,
                connection,
                mode,
                suspend,
                deletionPolicy));
        team.setStatus(status);
        return team;
    }

    public TeamGoal goal() {
        return TeamGoal.of(build());
    }
}
