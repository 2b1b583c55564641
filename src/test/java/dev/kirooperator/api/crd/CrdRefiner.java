package dev.kirooperator.api.crd;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds to a generated definition what annotations cannot say: types of lists and their keys, formats, the declared order of
 * printer columns and enum values, the required spec, and the description of the kind.
 */
final class CrdRefiner {

    private static final Map<String, Class<?>> TYPES =
            Map.of("KiroTeam", KiroTeam.class, "KiroMember", KiroMember.class);

    /**
     * List-maps and their keys; every other list is atomic. {@code spec.teams} is one of those on purpose: a key must be required
     * or have a default, and a default inside a list's items makes {@code kubectl apply} and Argo CD see a difference for ever. A
     * CEL rule rejects its duplicates instead.
     */
    private static final Map<String, List<String>> LIST_KEYS = Map.of(
            "KiroMember.status.teams", List.of("namespace", "name"),
            "KiroMember.status.seat.otherProfiles", List.of("connection"),
            "KiroMember.status.conditions", List.of("type"),
            "KiroTeam.status.conditions", List.of("type"));

    private static final Set<String> ATOMIC_OBJECTS = Set.of("KiroTeam.spec.allowedNamespaces.selector");

    private static final Set<String> TIMES = Set.of(
            "changesAt", "expiresAt", "heldUntil", "lastTransitionTime", "lastSyncTime", "sentAt", "since", "time");

    private static final Set<String> LONG_NUMBERS = Set.of("observedGeneration");

    private final EnumOrder enumOrder = new EnumOrder();

    /** A refined copy. */
    CustomResourceDefinition refine(CustomResourceDefinition generated) {
        CustomResourceDefinition crd = new CustomResourceDefinitionBuilder(generated).build();
        String kind = crd.getSpec().getNames().getKind();
        for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
            JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
            root.setDescription(KindDescriptions.of(kind));
            root.getProperties().forEach((name, part) -> part.setDescription(KindDescriptions.of(kind + "." + name)));
            root.setRequired(List.of("spec"));
            refine(kind, "", root);
            version.getAdditionalPrinterColumns().sort(declaredOrder(kind));
        }
        return crd;
    }

    private void refine(String path, String name, JSONSchemaProps schema) {
        String type = String.valueOf(schema.getType());
        switch (type) {
            case "array" -> {
                List<String> keys = LIST_KEYS.get(path);
                schema.setXKubernetesListType(keys == null ? "atomic" : "map");
                if (keys != null) {
                    schema.setXKubernetesListMapKeys(keys);
                }
                refine(path + "[]", "", schema.getItems().getSchema());
            }
            case "object" -> {
                if (ATOMIC_OBJECTS.contains(path)) {
                    schema.setXKubernetesMapType("atomic");
                }
                schema.getProperties().forEach((child, value) -> refine(path + "." + child, child, value));
            }
            case "integer" -> schema.setFormat(LONG_NUMBERS.contains(name) ? "int64" : "int32");
            case "string" -> refineString(name, schema);
            default -> {
                // booleans are complete
            }
        }
        // A rule on a record's component arrives twice: from the field and from the accessor.
        schema.setXKubernetesValidations(List.copyOf(new LinkedHashSet<>(schema.getXKubernetesValidations())));
    }

    private void refineString(String name, JSONSchemaProps schema) {
        if (TIMES.contains(name)) {
            schema.setFormat("date-time");
        }
        if (!schema.getEnum().isEmpty()) {
            schema.setEnum(enumOrder.declared(schema.getEnum()));
        }
    }

    private static Comparator<CustomResourceColumnDefinition> declaredOrder(String kind) {
        List<String> declared = Arrays.stream(typeOf(kind).getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        return Comparator.comparingInt(column -> declared.indexOf(column.getName()));
    }

    private static Class<?> typeOf(String kind) {
        Class<?> type = TYPES.get(kind);
        if (type == null) {
            throw new IllegalStateException(
                    "expected one of %s, found %s: add it to CrdRefiner.TYPES".formatted(TYPES, kind));
        }
        return type;
    }
}
