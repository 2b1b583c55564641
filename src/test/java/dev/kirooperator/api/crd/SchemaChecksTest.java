package dev.kirooperator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks themselves, against schemas that break them, and every place of our schemas against the checks. */
class SchemaChecksTest {

    static final List<SchemaNode> ALL = new CrdFiles()
            .definitions().values().stream().flatMap(SchemaNode::walk).toList();

    static Stream<SchemaNode> documented() {
        return ALL.stream().filter(node -> node.isProperty() || !node.isIn("."));
    }

    static Stream<SchemaNode> written() {
        return ALL.stream().filter(node -> node.isIn(".spec"));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void everyFieldIsDescribedInSentences(SchemaNode node) {
        assertThat(SchemaChecks.description(node)).as(node.path()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("written")
    void everythingThatPeopleWriteHasALimit(SchemaNode node) {
        assertThat(SchemaChecks.bound(node)).as(node.path()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void noDefaultIsWrittenIntoAList(SchemaNode node) {
        assertThat(SchemaChecks.noDefaultInItems(node)).as(node.path()).isEmpty();
    }

    @Test
    void theWalkReachesPropertiesItemsAndValues() {
        assertThat(ALL)
                .extracting(SchemaNode::path)
                .contains(
                        "KiroTeam",
                        "KiroTeam.spec.group.displayName",
                        "KiroTeam.spec.allowedNamespaces.selector.matchLabels{}",
                        "KiroTeam.spec.allowedNamespaces.selector.matchExpressions[].values[]",
                        "KiroMember.spec.teams[].name",
                        "KiroMember.status.conditions[].message")
                .hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "Plan.", "The plan of it", "the plan that is in force.", "Where it all begins"})
    void aPoorDescriptionIsFound(String text) {
        assertThat(SchemaChecks.description(node("plan", new JSONSchemaPropsBuilder().withDescription(text))))
                .isPresent();
    }

    @Test
    void aDescriptionThatOnlyRepeatsTheNameIsFound() {
        assertThat(SchemaChecks.description(node(
                        "theLastTimeOfASync",
                        new JSONSchemaPropsBuilder().withDescription("The last time of a sync."))))
                .contains("repeats its name: The last time of a sync.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "array", "integer"})
    void aMissingLimitIsFound(String type) {
        assertThat(SchemaChecks.bound(node("thing", new JSONSchemaPropsBuilder().withType(type))))
                .isPresent();
    }

    @Test
    void aMapWithoutALimitIsFoundAndAnObjectNeedsNone() {
        JSONSchemaPropsBuilder object = new JSONSchemaPropsBuilder().withType("object");
        assertThat(SchemaChecks.bound(node("thing", object))).isEmpty();

        object.withNewAdditionalProperties()
                .withSchema(new JSONSchemaPropsBuilder().withType("string").build())
                .endAdditionalProperties();
        assertThat(SchemaChecks.bound(node("labels", object))).contains("has no maxProperties");
    }

    @Test
    void aDefaultInsideAListIsFound() {
        JSONSchemaProps schema =
                new JSONSchemaPropsBuilder().withDefault(BooleanNode.FALSE).build();
        assertThat(SchemaChecks.noDefaultInItems(new SchemaNode("Kind.spec.list[].flag", "flag", schema)))
                .isPresent();
        assertThat(SchemaChecks.noDefaultInItems(new SchemaNode("Kind.spec.flag", "flag", schema)))
                .isEmpty();
    }

    private static SchemaNode node(String name, JSONSchemaPropsBuilder schema) {
        return new SchemaNode("Kind.spec." + name, name, schema.build());
    }
}
