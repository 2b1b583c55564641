package dev.kirooperator.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.launcher.OperatorProcess;
import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.status.Conditions;
import dev.kirooperator.testing.cluster.Cluster;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;

/** The packaged operator for one namespace (and some more), with an AWS of its own. */
final class Installation implements AutoCloseable {

    static final String STORE = "d-1234567890";

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Cluster cluster;
    private final String namespace;
    private final StandIn aws;
    private final IdentitystoreClient console;
    private final Map<String, String> configuration;
    private OperatorProcess operator;
    private int starts = 1;

    private Installation(
            Cluster cluster,
            String namespace,
            StandIn aws,
            OperatorProcess operator,
            Map<String, String> configuration) {
        this.configuration = configuration;
        this.cluster = cluster;
        this.namespace = namespace;
        this.aws = aws;
        this.operator = operator;
        this.console = Worlds.console(aws);
    }

    static Installation start(Cluster cluster, Map<String, String> configuration, String... furtherNamespaces)
            throws IOException, InterruptedException {
        return start(cluster, Worlds.shortDelays(), configuration, furtherNamespaces);
    }

    static Installation start(
            Cluster cluster, StandIn aws, Map<String, String> configuration, String... furtherNamespaces)
            throws IOException, InterruptedException {
        cluster.applyCrds();
        String namespace = cluster.newNamespace();
        Map<String, String> all = new HashMap<>(configuration);
        all.put("QUARKUS_OPERATOR_SDK_NAMESPACES", String.join(",", namespaces(namespace, furtherNamespaces)));
        return new Installation(cluster, namespace, aws, startOperator(cluster, namespace, aws, all, ""), all);
    }

    private static OperatorProcess startOperator(
            Cluster cluster, String namespace, StandIn aws, Map<String, String> configuration, String suffix)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "KUBECONFIG", cluster.kubeconfig().toString(),
                "AWS_ENDPOINT_URL", aws.url().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "operator",
                "AWS_SECRET_ACCESS_KEY", "operator",
                "KIRO_SYNC_INTERVAL", "5s",
                "KIRO_SYNC_SETTLE", "2s"));
        environment.putAll(configuration);
        String agent = System.getProperty("operator.jvm-agent", "");
        Path log = Files.createDirectories(Path.of("target/operator-logs")).resolve(namespace + suffix + ".log");
        return OperatorProcess.start(new OperatorProcess.Start(
                Worlds.operator(), agent.isBlank() ? List.of() : List.of(agent), environment, log));
    }

    /** Ends the operator and forgets every object without anybody seeing it, as a cluster does that is made anew. */
    void wipeTheCluster() {
        operator.close();
        for (Class<? extends HasMetadata> type : List.of(KiroMember.class, KiroTeam.class)) {
            for (HasMetadata object : cluster.client()
                    .resources(type)
                    .inNamespace(namespace)
                    .list()
                    .getItems()) {
                cluster.client().resource(object).edit(o -> {
                    o.getMetadata().setFinalizers(List.of());
                    return o;
                });
                cluster.client().resource(object).delete();
            }
        }
        aws.clearCalls();
    }

    /** Kills the operator where it stands, as a node that fails does. */
    void killOperator() {
        operator.kill();
    }

    /** Kills the operator once it waits for the answers to so many calls, which faults hold: none of them ever comes. */
    void killOnceHeld(int calls) {
        awaitThat(calls + " held answers", i -> i.heldCalls() == calls);
        operator.kill();
        aws.clearFaults();
    }

    private long heldCalls() {
        return aws.calls().stream()
                .filter(call -> call.fault().equals("SLOW") || call.fault().equals("TIMEOUT"))
                .map(call -> call.operation() + call.request())
                .distinct()
                .count();
    }

    /** Starts an operator that knows what the cluster and AWS know, and nothing else, where the one before has ended. */
    void startAgain() throws IOException, InterruptedException {
        if (!operator.isAlive()) {
            starts++;
            operator = startOperator(cluster, namespace, aws, configuration, "-" + starts);
        }
    }

    /** Ends the operator and starts it with these settings in place of those that it had. */
    void restartWith(Map<String, String> changed) throws IOException, InterruptedException {
        configuration.putAll(changed);
        operator.stop();
        startAgain();
    }

    /** Asks the operator to end, as Kubernetes does; says whether it did so by itself. */
    boolean stopOperator() throws InterruptedException {
        return operator.stop();
    }

    String namespace() {
        return namespace;
    }

    StandIn aws() {
        return aws;
    }

    Path log() {
        return operator.log();
    }

    /** The operator's metrics as Prometheus reads them. */
    String metrics() {
        HttpRequest request = HttpRequest.newBuilder(operator.url().resolve("/q/metrics"))
                .header("Accept", "text/plain")
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .replace(",}", "}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Identity Store as an administrator in AWS's console uses it. */
    IdentitystoreClient console() {
        return console;
    }

    /** Applies manifests with kubectl in the installation's namespace. */
    void apply(String manifests) {
        cluster.kubectlWithInput(manifests, "apply", "-n", namespace, "-f", "-").orFail();
    }

    /** Merges into an object's status, as somebody does who may write it. */
    void patchStatus(String kind, String name, String status) {
        cluster.kubectl(
                        "patch",
                        kind,
                        name,
                        "-n",
                        namespace,
                        "--subresource=status",
                        "--type=merge",
                        "-p",
                        "{\"status\": " + status + "}")
                .orFail();
    }

    void delete(String kind, String name) {
        delete(kind, name, "--timeout=60s");
    }

    void delete(String kind, String name, String how) {
        cluster.kubectl("delete", kind, name, "-n", namespace, how).orFail();
    }

    void annotate(String kind, String name, String key, String value) {
        cluster.kubectl("annotate", kind, name, "-n", namespace, "--overwrite", key + "=" + value)
                .orFail();
    }

    /** The same without waiting for the end. */
    void startDeleting(String kind, String... names) {
        List<String> command = new ArrayList<>(List.of("delete", kind, "-n", namespace, "--wait=false"));
        command.addAll(List.of(names));
        cluster.kubectl(command.toArray(String[]::new)).orFail();
    }

    void awaitGone(String kind, String... names) {
        for (String name : names) {
            Class<? extends HasMetadata> type = kind.equals("kteam") ? KiroTeam.class : KiroMember.class;
            awaitThat("the end of " + kind + "/" + name, i -> find(type, name) == null);
        }
    }

    private <T extends HasMetadata> @Nullable T find(Class<T> type, String name) {
        return cluster.client()
                .resources(type)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    KiroTeam team(String name) {
        return Objects.requireNonNull(find(KiroTeam.class, name));
    }

    KiroMember member(String name) {
        return Objects.requireNonNull(find(KiroMember.class, name));
    }

    KiroTeamStatus teamStatus(String name) {
        return Objects.requireNonNull(team(name).getStatus());
    }

    KiroMemberStatus memberStatus(String name) {
        return Objects.requireNonNull(member(name).getStatus());
    }

    void awaitReady(String... names) {
        for (String name : names) {
            String[] kindAndName = name.split("/", -1);
            awaitReason(kindAndName[0], kindAndName[1], ConditionType.READY, "Synced");
        }
    }

    /** Waits until a condition made from the current generation gives the reason. */
    void awaitReason(String kind, String name, ConditionType type, String reason) {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(POLL).untilAsserted(() -> {
            String found = condition(kind, name, type)
                    .map(c -> c.reason() + ": " + c.message())
                    .orElse("no such condition");
            org.assertj.core.api.Assertions.assertThat(found)
                    .as("%s of %s/%s", type.label(), kind, name)
                    .startsWith(reason + ":");
        });
    }

    Optional<Condition> condition(String kind, String name, ConditionType type) {
        HasMetadata object = kind.equals("kteam") ? team(name) : member(name);
        List<Condition> conditions = object instanceof KiroTeam team
                ? Optional.ofNullable(team.getStatus())
                        .map(KiroTeamStatus::conditions)
                        .orElse(List.of())
                : Optional.ofNullable(((KiroMember) object).getStatus())
                        .map(KiroMemberStatus::conditions)
                        .orElse(List.of());
        return Conditions.find(conditions, type)
                .filter(c -> Objects.equals(
                        c.observedGeneration(), object.getMetadata().getGeneration()));
    }

    /** Waits until a condition is true; it need not mind what the operator has not written yet. */
    void awaitThat(String what, Predicate<Installation> condition) {
        await(what)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .ignoreException(NullPointerException.class)
                .until(() -> condition.test(this));
    }

    /** Asks the operator to look at AWS afresh; it answers once it has looked without a failed call. */
    void askForALook(String kind, String name, String token) {
        annotate(kind, name, Annotations.RECONCILE_REQUESTED_AT, token);
    }

    /** Makes the operator look at AWS afresh, and waits until it has. */
    void lookAgain(String kind, String name) {
        String token = "look-" + System.nanoTime();
        askForALook(kind, name, token);
        awaitThat("the look " + token, i -> token.equals(i.handledLook(kind, name)));
    }

    /** The last look that was asked for and done. */
    @Nullable
    String handledLook(String kind, String name) {
        return kind.equals("kteam")
                ? Optional.ofNullable(team(name).getStatus())
                        .map(KiroTeamStatus::lastHandledReconcileAt)
                        .orElse(null)
                : Optional.ofNullable(member(name).getStatus())
                        .map(KiroMemberStatus::lastHandledReconcileAt)
                        .orElse(null);
    }

    /** Waits for two rounds of the operator's regular looks since the call log was cleared. */
    void awaitTwoRounds() {
        awaitThat(
                "two rounds of looks",
                i -> i.aws.calls().stream()
                                .filter(call -> call.operation().equals("ListUsers"))
                                .count()
                        > 2);
    }

    /** Moves AWS's clock to the beginning of the next month. */
    void turnTheMonth() {
        aws.setClock(YearMonth.from(aws.now().atOffset(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant());
    }

    /** The operator's writes at AWS since the call log was cleared. */
    List<Call> writes() {
        return aws.calls().stream()
                .filter(call -> call.accessKeyId().equals("operator"))
                .filter(Call::isWrite)
                .toList();
    }

    List<String> writeOperations() {
        return writes().stream().map(Call::operation).toList();
    }

    /** Rows of a table of the stand-in's dump. */
    List<JsonNode> rows(String table) {
        return StreamSupport.stream(aws.dump().path(table).spliterator(), false).toList();
    }

    /** All Events of the installation's namespace. */
    List<Event> events() {
        return cluster.client().v1().events().inNamespace(namespace).list().getItems();
    }

    /** Reasons of the Events about an object. */
    List<String> eventReasons(String name) {
        return events().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(name))
                .map(event -> event.getReason())
                .toList();
    }

    @Override
    public void close() {
        operator.close();
        console.close();
        aws.close();
    }

    private static String[] namespaces(String own, String[] further) {
        String[] all = new String[further.length + 1];
        all[0] = own;
        System.arraycopy(further, 0, all, 1, further.length);
        return all;
    }
}
