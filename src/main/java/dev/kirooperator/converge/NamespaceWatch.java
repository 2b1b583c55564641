package dev.kirooperator.converge;

import dev.kirooperator.aws.Lazy;
import dev.kirooperator.guard.NamespaceLabels;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The labels of all namespaces of the cluster, followed from the first question on: an operator that nobody asks, since no rule and no
 * team has a selector, needs no right on namespaces. Where it may not list and watch them, it tries on, and no label is known.
 */
public final class NamespaceWatch implements NamespaceLabels, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(NamespaceWatch.class);

    private final KubernetesClient client;
    private final Duration patience;
    private final Lazy<SharedIndexInformer<Namespace>> informer = new Lazy<>(this::start);
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    /**
     * @param patience how long the first question waits for the list
     */
    public NamespaceWatch(KubernetesClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /** Has the name of a namespace told whose labels changed, or could not be told when they were asked for and now can. */
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    @Override
    public Optional<Map<String, String>> of(String namespace) {
        SharedIndexInformer<Namespace> running = informer.get();
        unanswered.add(namespace);
        Optional<Map<String, String>> labels =
                Optional.ofNullable(running.getStore().getByKey(namespace)).map(NamespaceWatch::labels);
        if (labels.isPresent()) {
            unanswered.remove(namespace);
        }
        return labels;
    }

    @Override
    public void close() {
        informer.made().ifPresent(SharedIndexInformer::close);
    }

    private SharedIndexInformer<Namespace> start() {
        SharedIndexInformer<Namespace> starting = client.namespaces()
                .runnableInformer(0)
                .addEventHandler(new Changes())
                .exceptionHandler((isStarted, failure) -> {
                    LOG.warnf(
                            "Namespaces cannot be listed or watched, so no label selector matches one: %s. Grant get, list and "
                                    + "watch on namespaces; trying on",
                            failure.getMessage());
                    return true;
                });
        try {
            starting.start().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf("The namespaces are not listed after %s: %s", patience, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return starting;
    }

    private void tell(Namespace namespace) {
        listeners.forEach(listener -> listener.accept(namespace.getMetadata().getName()));
    }

    private static Map<String, String> labels(Namespace namespace) {
        return Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of());
    }

    private final class Changes implements ResourceEventHandler<Namespace> {

        @Override
        public void onAdd(Namespace namespace) {
            if (unanswered.remove(namespace.getMetadata().getName())) {
                tell(namespace);
            }
        }

        @Override
        public void onUpdate(Namespace older, Namespace newer) {
            if (!labels(older).equals(labels(newer))) {
                tell(newer);
            }
        }

        /** What is left in a namespace that ends asks again when it is looked at. */
        @Override
        public void onDelete(Namespace namespace, boolean unknown) {}
    }
}
