package dev.kirooperator.launcher;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of the user's, in which the sandbox is a guest. It works in a namespace of its own, marks what it makes with a
 * label, deletes that at the end, and touches nothing else. So a sandbox that was killed is cleared away by the next one.
 */
final class GuestCluster {

    /** The namespace, the same for every cluster so that a later sandbox finds what an earlier one left. */
    static final String NAMESPACE = "kiro-sandbox";

    static final String LABEL = "kiro-operator.dev/sandbox";
    static final String MARK = "true";

    private static final List<ResourceDefinitionContext> MEMBERS_THEN_TEAMS = List.of(
            ResourceDefinitionContext.fromResourceType(KiroMember.class),
            ResourceDefinitionContext.fromResourceType(KiroTeam.class));

    private final KubernetesClient client;
    private final String namespace;
    private final Duration patience;
    private final Consumer<String> progress;

    /**
     * @param namespace the sandbox's own
     * @param patience how long objects may take to go
     * @param progress gets a line for what a user would like to know
     */
    GuestCluster(KubernetesClient client, String namespace, Duration patience, Consumer<String> progress) {
        this.client = client;
        this.namespace = namespace;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * Makes the namespace.
     *
     * @param pause how long a sandbox that is at work in it may take to answer
     * @throws IOException where there is one of that name that no sandbox made, that is in use, or that does not go away
     */
    void moveIn(Duration pause) throws IOException {
        Resource<Namespace> resource = client.namespaces().withName(namespace);
        Optional<Namespace> found = Optional.ofNullable(resource.get());
        if (found.isPresent() && !isOurs(found.get())) {
            throw new IOException(
                    "Expected no namespace " + namespace + " in the cluster, or one that an earlier sandbox"
                            + " made (label " + LABEL + "=" + MARK
                            + "); found one without that label. It was not touched. Rename"
                            + " or delete it, or use another cluster.");
        }
        if (found.isPresent()) {
            if (!found.get().isMarkedForDeletion() && isServed(KiroTeam.class)) {
                refuseOtherOperators(pause);
            }
            progress.accept("Clearing away the namespace " + namespace + " of an earlier sandbox");
            forgetObjects();
            resource.delete();
            awaitGone(resource);
        }
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .addToLabels(LABEL, MARK)
                        .endMetadata()
                        .build())
                .create();
    }

    /** Whether a CRD is to be applied: one that is there already stays as it is, unless a sandbox made it. Marks it if so. */
    boolean bringsAlong(CustomResourceDefinition crd) {
        Optional<CustomResourceDefinition> found =
                Optional.ofNullable(client.resource(crd).get());
        if (found.isPresent() && !isOurs(found.get())) {
            progress.accept("CRD " + crd.getMetadata().getName() + " stays as it is");
            return false;
        }
        Map<String, String> labels =
                new HashMap<>(Objects.requireNonNullElse(crd.getMetadata().getLabels(), Map.of()));
        labels.put(LABEL, MARK);
        crd.getMetadata().setLabels(labels);
        return true;
    }

    /**
     * Makes sure that no other operator serves the namespace: it would act on the examples too, and perhaps at a real AWS. It is
     * shown a suspended team, which it may only answer.
     *
     * @param pause how long an operator may take to answer
     * @throws IOException where one answers
     */
    void refuseOtherOperators(Duration pause) throws IOException {
        Resource<GenericKubernetesResource> probe = client.resource(suspendedTeam());
        probe.create();
        try {
            probe.waitUntilCondition(GuestCluster::isAnswered, pause.toSeconds(), TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException nobodyAnswers) {
            return;
        } finally {
            probe.delete();
        }
        throw new IOException("Expected no Kiro operator in this cluster yet, found one: it answered in the namespace "
                + namespace + ". It would create the examples at its own AWS, or it is another sandbox's. Use another"
                + " cluster, or stop it.");
    }

    private boolean isServed(Class<? extends HasMetadata> kind) {
        return client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName(HasMetadata.getFullResourceName(kind))
                        .get()
                != null;
    }

    private GenericKubernetesResource suspendedTeam() {
        GenericKubernetesResource team = new GenericKubernetesResource();
        team.setApiVersion(HasMetadata.getApiVersion(KiroTeam.class));
        team.setKind(HasMetadata.getKind(KiroTeam.class));
        team.setMetadata(new ObjectMetaBuilder()
                .withName("is-anybody-there-" + ProcessHandle.current().pid())
                .withNamespace(namespace)
                .build());
        team.setAdditionalProperty("spec", Map.of("suspend", true));
        return team;
    }

    private static boolean isAnswered(@Nullable GenericKubernetesResource team) {
        return team != null
                && (team.getAdditionalProperties().containsKey("status")
                        || !team.getMetadata().getFinalizers().isEmpty());
    }

    /** Deletes every Kiro object in the namespace, and waits while the operator undoes them; it must be running. */
    void deleteObjects() {
        for (ResourceDefinitionContext kind : MEMBERS_THEN_TEAMS) {
            List<Resource<GenericKubernetesResource>> all = objects(kind);
            all.forEach(Resource::delete);
            all.forEach(this::awaitUndone);
        }
    }

    /** Deletes what is left: objects that nobody serves any more, the namespace, and the CRDs that the sandbox brought along. */
    void moveOut() {
        forgetObjects();
        client.namespaces().withName(namespace).delete();
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withLabel(LABEL, MARK)
                .list()
                .getItems()
                .forEach(this::takeAway);
    }

    /** The AWS that these objects were for has ended, so nothing is to be undone there. */
    private void forgetObjects() {
        for (ResourceDefinitionContext kind : MEMBERS_THEN_TEAMS) {
            for (Resource<GenericKubernetesResource> object : objects(kind)) {
                try {
                    object.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
                    object.delete();
                } catch (KubernetesClientException e) {
                    failUnlessNotFound(e);
                }
            }
        }
    }

    private void takeAway(CustomResourceDefinition crd) {
        ResourceDefinitionContext kind = CustomResourceDefinitionContext.fromCrd(crd);
        boolean used = client.genericKubernetesResources(kind).inAnyNamespace().list().getItems().stream()
                .anyMatch(object -> !namespace.equals(object.getMetadata().getNamespace()));
        if (used) {
            progress.accept("CRD " + crd.getMetadata().getName() + " stays: other namespaces have objects of it");
        } else {
            client.resource(crd).delete();
        }
    }

    private List<Resource<GenericKubernetesResource>> objects(ResourceDefinitionContext kind) {
        try {
            return client.genericKubernetesResources(kind)
                    .inNamespace(namespace)
                    .resources()
                    .toList();
        } catch (KubernetesClientException e) {
            failUnlessNotFound(e);
            return List.of();
        }
    }

    private void awaitUndone(Resource<GenericKubernetesResource> object) {
        try {
            awaitNull(object);
        } catch (KubernetesClientTimeoutException e) {
            progress.accept("Not undone within " + patience.toSeconds() + " s: " + Causes.of(e));
        }
    }

    private void awaitGone(Resource<Namespace> resource) throws IOException {
        try {
            awaitNull(resource);
        } catch (KubernetesClientTimeoutException e) {
            throw new IOException(
                    "Expected the namespace " + namespace + " of an earlier sandbox to be gone within "
                            + patience.toSeconds()
                            + " s after its deletion, it is still there. Look at its status, and start"
                            + " again when it is gone.",
                    e);
        }
    }

    private <T extends HasMetadata> void awaitNull(Resource<T> resource) {
        resource.waitUntilCondition((@Nullable T found) -> found == null, patience.toSeconds(), TimeUnit.SECONDS);
    }

    private static boolean isOurs(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getLabels())
                .map(labels -> MARK.equals(labels.get(LABEL)))
                .orElse(false);
    }

    private static void failUnlessNotFound(KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
            throw e;
        }
    }
}
