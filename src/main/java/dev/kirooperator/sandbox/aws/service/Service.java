package dev.kirooperator.sandbox.aws.service;

import dev.kirooperator.sandbox.aws.world.Settings;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * One AWS service.
 *
 * @param name the name in call log and fault patterns
 * @param target what stands before the dot in X-Amz-Target; for the query protocol the API version
 * @param signingName the service a request's signature must be for
 * @param available whether the operation exists under these settings
 */
public record Service(
        String name,
        String target,
        String signingName,
        Dialect dialect,
        Map<String, Operation> operations,
        BiPredicate<Settings, String> available) {
    public Service {
        operations = Map.copyOf(operations);
    }

    static Service of(
            String name, String target, String signingName, Dialect dialect, Map<String, Operation> operations) {
        return new Service(name, target, signingName, dialect, operations, (settings, operation) -> true);
    }
}
