package dev.kirooperator.launcher;

import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.converge.ConnectionCatalogue;
import dev.kirooperator.seat.Seats;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Tells which generation of Kiro's assignment API answers: 1 for the one in use, 0 for the other and while none has answered. */
@Singleton
final class AssignmentApiMetric {

    static final String NAME = "kiro_assignment_api_info";

    void register(@Observes StartupEvent event, MeterRegistry registry, ConnectionCatalogue connections) {
        for (String name : connections.names()) {
            connections.find(name).ifPresent(connection -> register(registry, name, connection.seats()));
        }
    }

    private static void register(MeterRegistry registry, String connection, Seats seats) {
        for (AssignmentGeneration generation : AssignmentGeneration.values()) {
            Gauge.builder(
                            NAME,
                            seats,
                            of -> of.generation().filter(generation::equals).isPresent() ? 1 : 0)
                    .tag("connection", connection)
                    .tag("generation", generation.label())
                    .description("1 for the generation of Kiro's assignment API that answers")
                    .register(registry);
        }
    }
}
