package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A change that comes while the operator writes the object's status, one hour before it would look by itself. It comes after ever other
 * delays, for nobody sees from outside when that write begins.
 */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostChangesIT {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final int MEMBERS = 40;
    private static final int STEP_MILLIS = 2;

    private final Cluster cluster;
    private final Installation it;

    LostChangesIT(Cluster cluster) throws Exception {
        this.cluster = cluster;
        it = Installation.start(cluster, Map.of("KIRO_SYNC_INTERVAL", "1h", "KIRO_GUARD_MAX_REMOVALS", "1000"));
    }

    @AfterAll
    void stop() {
        it.close();
    }

    private List<String> ready(String prefix) {
        List<String> names =
                IntStream.range(0, MEMBERS).mapToObj(i -> prefix + "-" + i).toList();
        it.apply(names.stream().map(name -> member(name)).collect(Collectors.joining()));
        it.awaitReady(names.stream().map(name -> "kmember/" + name).toArray(String[]::new));
        return names;
    }

    private Resource<KiroMember> object(String name) {
        return cluster.client()
                .resources(KiroMember.class)
                .inNamespace(it.namespace())
                .withName(name);
    }

    private void rename(String name, String displayName) {
        object(name).patch(MERGE, "{\"spec\": {\"displayName\": \"" + displayName + "\"}}");
    }

    /** Renames each, and does something else to it a little later. */
    private void renameAndSoon(List<String> names, Consumer<String> second) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            rename(name, "First Name");
            Executor later = CompletableFuture.delayedExecutor((long) i * STEP_MILLIS, TimeUnit.MILLISECONDS);
            CompletableFuture.runAsync(() -> second.accept(name), later).join();
        }
    }

    @Test
    void whoIsDeletedInThatMomentIsGoneLongBeforeTheNextLook() {
        List<String> names = ready("gone");

        renameAndSoon(names, name -> object(name).delete());
        it.awaitGone("kmember", names.toArray(String[]::new));
    }

    @Test
    void whatIsChangedInThatMomentIsAtAwsLongBeforeTheNextLook() {
        List<String> names = ready("changed");

        renameAndSoon(names, name -> rename(name, "Second Name"));
        it.awaitThat("each second name", i -> names.stream().allMatch(name -> "Second Name".equals(displayName(name))));
        assertThat(it.eventReasons(names.get(0))).doesNotContain("StatusRejected");
    }

    private String displayName(String name) {
        return it.rows("users").stream()
                .filter(row -> row.path("userName").asText().equals(name + "@example.com"))
                .map((JsonNode row) ->
                        row.path("attributes").path("DisplayName").asText())
                .findFirst()
                .orElse("");
    }
}
