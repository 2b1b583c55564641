package dev.kirooperator.api.crd;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The CustomResourceDefinitions as the Java types say they are: the generator's output, refined and in YAML. */
final class CrdFiles {

    private static final List<Class<? extends CustomResource<?, ?>>> KINDS = List.of(KiroTeam.class, KiroMember.class);

    private static final String HEADER = """
            # Made from the Java types in src/main/java/dev/kirooperator/api by hack/update-crds. Change the types, not this file.
            """;

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private final Dump yaml = new Dump(DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(120)
            .build());

    /** The refined definitions, by the name of the kind. */
    Map<String, CustomResourceDefinition> definitions() {
        Map<String, CustomResourceDefinition> found = new TreeMap<>();
        CRDPostProcessor collector = new CRDPostProcessor() {
            @Override
            public HasMetadata process(HasMetadata crd, String version) {
                CustomResourceDefinition refined = new CrdRefiner().refine((CustomResourceDefinition) crd);
                found.put(refined.getSpec().getNames().getKind(), refined);
                return refined;
            }
        };
        new CRDGenerator()
                .forCRDVersions("v1")
                .withParallelGenerationEnabled(false)
                .withPostProcessor(collector)
                .withOutput(new Discard())
                .customResourceClasses(List.copyOf(KINDS))
                .detailedGenerate();
        return found;
    }

    /** The content of {@code crds/}: text by file name. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        definitions().values().forEach(crd -> texts.put(fileName(crd), text(crd)));
        return texts;
    }

    private String text(CustomResourceDefinition crd) {
        return HEADER + yaml.dumpToString(PlainNumbers.in(SERIALIZATION.convertValue(crd, Map.class)));
    }

    private static String fileName(CustomResourceDefinition crd) {
        return crd.getMetadata().getName() + "-v1.yml";
    }

    /** The generator insists on writing; the collector above has what is needed. */
    private static final class Discard implements CRDGenerator.CRDOutput<OutputStream> {

        @Override
        public OutputStream outputFor(String crdName) {
            return new ByteArrayOutputStream();
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
