package dev.kirooperator.launcher;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.javaoperatorsdk.operator.processing.retry.Retry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Says at the start how the controllers really run; a setting that the SDK dropped would otherwise show in an accident only. */
@Singleton
final class StartReport {

    private static final Logger LOG = Logger.getLogger(StartReport.class);

    void report(@Observes StartupEvent event, Operator operator) {
        int threads = operator.getConfigurationService().concurrentReconciliationThreads();
        for (RegisteredController<?> controller : operator.getRegisteredControllers()) {
            LOG.info(describe(controller.getConfiguration(), threads));
        }
    }

    static String describe(ControllerConfiguration<?> controller, int threads) {
        return "Controller %s: retries %s; looks again %s; updates pass %s; %d threads"
                .formatted(
                        controller.getName(),
                        retries(controller.getRetry()),
                        controller
                                .maxReconciliationInterval()
                                .map(longest -> "after " + longest + " at the latest")
                                .orElse("only when asked to"),
                        Optional.ofNullable(controller.getInformerConfig().getOnUpdateFilter())
                                .map(filter -> filter.getClass().getSimpleName())
                                .orElse("unfiltered"),
                        threads);
    }

    private static String retries(Retry retry) {
        if (!(retry instanceof GenericRetry generic)) {
            return "as " + retry.getClass().getSimpleName();
        }
        String wait = "at most " + Duration.ofMillis(generic.getMaxInterval()) + " apart";
        return generic.getMaxAttempts() < 0 ? "for ever, " + wait : generic.getMaxAttempts() + " times, " + wait;
    }
}
