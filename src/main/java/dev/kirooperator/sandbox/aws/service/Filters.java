package dev.kirooperator.sandbox.aws.service;

import dev.kirooperator.sandbox.aws.world.ApiException;
import java.util.List;
import java.util.Optional;

/** The deprecated Filters of ListUsers and ListGroups: at most one, on the attribute that names the resource. */
final class Filters {
    private Filters() {}

    /** The wanted value of {@code attribute}; empty without a filter. */
    static Optional<String> value(Input in, String attribute) {
        List<Input> filters = in.objects("Filters");
        if (filters.isEmpty()) {
            return Optional.empty();
        }
        if (filters.size() > 1) {
            throw ApiException.constraint("filters", "Member must have length less than or equal to 1");
        }
        String path = filters.get(0).required("AttributePath", Rule.ATTRIBUTE_PATH);
        String value = filters.get(0).required("AttributeValue", Rule.SENSITIVE);
        if (!path.equalsIgnoreCase(attribute)) {
            throw ApiException.validation(
                    "Filter attribute path '" + path + "' is not supported; use " + attribute + ".");
        }
        return Optional.of(value);
    }
}
