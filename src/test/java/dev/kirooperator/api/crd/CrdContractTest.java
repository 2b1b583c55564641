package dev.kirooperator.api.crd;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionNames;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.SelectableField;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users of the CRDs rely on, apart from the fields: names, defaults, keys, formats, columns. */
class CrdContractTest {

    private final Map<String, CustomResourceDefinition> crds = new CrdFiles().definitions();

    @ParameterizedTest
    @CsvSource({"KiroTeam, kiroteams, kiroteam, kteam", "KiroMember, kiromembers, kiromember, kmember"})
    void theNamesAre(String kind, String plural, String singular, String shortName) {
        CustomResourceDefinition crd = crd(kind);
        CustomResourceDefinitionNames names = crd.getSpec().getNames();

        assertThat(crd.getMetadata().getName()).isEqualTo(plural + ".kiro-operator.dev");
        assertThat(crd.getSpec().getScope()).isEqualTo("Namespaced");
        assertThat(names.getPlural()).isEqualTo(plural);
        assertThat(names.getSingular()).isEqualTo(singular);
        assertThat(names.getShortNames()).containsExactly(shortName);
        assertThat(names.getCategories()).containsExactly("kiro");
        assertThat(version(kind).getName()).isEqualTo("v1alpha1");
        assertThat(version(kind).getSubresources().getStatus()).isNotNull();
    }

    @Test
    void theDefaultsAre() {
        assertThat(collect(
                        node -> node.schema().getDefault() != null,
                        node -> node.schema().getDefault()))
                .containsExactlyInAnyOrderEntriesOf(Map.<String, JsonNode>ofEntries(
                        entry("KiroTeam.spec.allowedNamespaces.from", text("Same")),
                        entry("KiroTeam.spec.connection", text("default")),
                        entry("KiroTeam.spec.deletionPolicy", text("Retain")),
                        entry("KiroTeam.spec.group.adopt", BooleanNode.FALSE),
                        entry("KiroTeam.spec.membership.policy", text("Exclusive")),
                        entry("KiroTeam.spec.mode", text("Manage")),
                        entry("KiroTeam.spec.subscription.assignTo", text("Group")),
                        entry("KiroTeam.spec.suspend", BooleanNode.FALSE),
                        entry("KiroMember.spec.adopt", BooleanNode.FALSE),
                        entry("KiroMember.spec.deletionPolicy", text("Retain")),
                        entry("KiroMember.spec.invitation", text("None"))));
    }

    @Test
    void theRequiredFieldsAre() {
        assertThat(collect(
                        node -> !node.schema().getRequired().isEmpty(),
                        node -> List.copyOf(node.schema().getRequired())))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("KiroTeam", List.of("spec")),
                        entry("KiroTeam.spec.subscription", List.of("plan")),
                        entry(
                                "KiroTeam.spec.allowedNamespaces.selector.matchExpressions[]",
                                List.of("key", "operator")),
                        entry("KiroTeam.status.conditions[]", List.of("status", "type")),
                        entry("KiroMember", List.of("spec")),
                        entry("KiroMember.spec", List.of("email")),
                        entry("KiroMember.spec.teams[]", List.of("name")),
                        entry("KiroMember.spec.subscription", List.of("plan")),
                        entry("KiroMember.status.teams[]", List.of("name", "namespace")),
                        entry("KiroMember.status.conditions[]", List.of("status", "type")),
                        entry("KiroMember.status.seat.otherProfiles[]", List.of("connection"))));
    }

    @Test
    void listsAreMergedByTheseKeysAndReplacedAsAWholeOtherwise() {
        assertThat(collect(
                        node -> node.is("array"),
                        node -> node.schema().getXKubernetesListType()
                                + node.schema().getXKubernetesListMapKeys()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "KiroTeam.spec.allowedNamespaces.selector.matchExpressions", "atomic[]",
                        "KiroTeam.spec.allowedNamespaces.selector.matchExpressions[].values", "atomic[]",
                        "KiroTeam.status.plan.summary", "atomic[]",
                        "KiroTeam.status.seats.left", "atomic[]",
                        "KiroTeam.status.conditions", "map[type]",
                        "KiroMember.spec.teams", "atomic[]",
                        "KiroMember.status.teams", "map[namespace, name]",
                        "KiroMember.status.seat.otherProfiles", "map[connection]",
                        "KiroMember.status.conditions", "map[type]"));
    }

    @Test
    void timesAndNumbersHaveTheirFormats() {
        Map<String, List<String>> pathsByFormat = nodes().stream()
                .filter(node -> node.schema().getFormat() != null)
                .collect(Collectors.groupingBy(
                        node -> node.schema().getFormat(), Collectors.mapping(SchemaNode::path, Collectors.toList())));

        assertThat(pathsByFormat.get("date-time"))
                .containsExactlyInAnyOrder(
                        "KiroTeam.status.lastSyncTime",
                        "KiroTeam.status.subscription.since",
                        "KiroTeam.status.subscription.heldUntil",
                        "KiroTeam.status.conditions[].lastTransitionTime",
                        "KiroMember.spec.expiresAt",
                        "KiroMember.status.seat.since",
                        "KiroMember.status.seat.changesAt",
                        "KiroMember.status.seat.lastRequest.time",
                        "KiroMember.status.invitation.sentAt",
                        "KiroMember.status.conditions[].lastTransitionTime");
        assertThat(pathsByFormat.get("int64")).allMatch(path -> path.endsWith("observedGeneration"));
        assertThat(nodes())
                .filteredOn(node -> node.is("integer"))
                .allMatch(
                        node -> List.of("int32", "int64").contains(node.schema().getFormat()));
    }

    @Test
    void plansAreListedFromTheCheapestToTheDearest() {
        assertThat(nodes())
                .filteredOn(node -> node.name().equals("plan") && node.is("string"))
                .isNotEmpty()
                .allSatisfy(node -> assertThat(node.schema().getEnum())
                        .extracting(JsonNode::asText)
                        .containsExactly("Pro", "ProPlus", "ProMax", "Power"));
    }

    @Test
    void noRuleIsThereTwice() {
        assertThat(nodes())
                .allSatisfy(node ->
                        assertThat(node.schema().getXKubernetesValidations()).doesNotHaveDuplicates());
    }

    @Test
    void theColumnsAnswerIsItDoneHowManyWhatDoesItCostAndWhyNot() {
        assertThat(columns("KiroTeam", 0))
                .containsExactly("Ready", "Reason", "Group", "Plan", "Members", "Waiting", "Cost", "Age");
        assertThat(columns("KiroTeam", 1)).containsExactly("Group-Id", "Sign-In", "Region", "Message");
        assertThat(columns("KiroMember", 0)).containsExactly("Ready", "Reason", "Email", "Team", "Seat", "Plan", "Age");
        assertThat(columns("KiroMember", 1)).containsExactly("User-Id", "Sign-In", "Message");
    }

    @Test
    void fieldSelectorsAre() {
        assertThat(version("KiroTeam").getSelectableFields())
                .extracting(SelectableField::getJsonPath)
                .containsExactly(".spec.connection");
        assertThat(version("KiroMember").getSelectableFields())
                .extracting(SelectableField::getJsonPath)
                .containsExactly(".spec.email", ".spec.userName");
    }

    private List<SchemaNode> nodes() {
        return crds.values().stream().flatMap(SchemaNode::walk).toList();
    }

    private <T> Map<String, T> collect(Predicate<SchemaNode> which, Function<SchemaNode, T> what) {
        return nodes().stream().filter(which).collect(Collectors.toMap(SchemaNode::path, what));
    }

    private List<String> columns(String kind, int priority) {
        return version(kind).getAdditionalPrinterColumns().stream()
                .filter(column -> column.getPriority() == priority)
                .map(CustomResourceColumnDefinition::getName)
                .toList();
    }

    private CustomResourceDefinition crd(String kind) {
        return Objects.requireNonNull(crds.get(kind), kind);
    }

    private CustomResourceDefinitionVersion version(String kind) {
        return crd(kind).getSpec().getVersions().get(0);
    }

    private static JsonNode text(String value) {
        return TextNode.valueOf(value);
    }
}
