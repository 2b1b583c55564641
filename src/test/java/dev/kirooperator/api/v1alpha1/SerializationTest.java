package dev.kirooperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kirooperator.api.crd.SchemaPaths;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The types through the mapper that the Kubernetes client uses. */
class SerializationTest {

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    @ParameterizedTest
    @CsvSource({"team.yaml, KiroTeam", "member.yaml, KiroMember"})
    void everyFieldComesBackAsItWas(String file, String kind) throws IOException {
        String manifest = read(file);

        JsonNode back = tree(SERIALIZATION.asJson(parse(manifest, kind)));

        assertThat(back).isEqualTo(tree(manifest));
    }

    @ParameterizedTest
    @CsvSource({"team.yaml, KiroTeam", "member.yaml, KiroMember"})
    void theManifestsOfThisTestUseEveryFieldOfTheSchema(String file, String kind) throws IOException {
        assertThat(SchemaPaths.used(tree(read(file)), kind)).containsAll(SchemaPaths.declared(kind));
    }

    @Test
    void absentFieldsStayAbsent() {
        KiroMember member = SERIALIZATION.unmarshal("""
                apiVersion: kiro-operator.dev/v1alpha1
                kind: KiroMember
                metadata: {name: ada}
                spec: {email: ada@example.com}
                """, KiroMember.class);

        assertThat(member.getSpec().teams()).isNull();
        assertThat(member.getSpec().adopt()).isNull();
        assertThat(SERIALIZATION.asJson(member.getSpec())).isEqualTo("{\"email\":\"ada@example.com\"}");
        assertThat(tree(SERIALIZATION.asJson(member)).has("status")).isFalse();
    }

    @Test
    void fieldsOfALaterVersionAreIgnored() {
        KiroTeam team = SERIALIZATION.unmarshal("""
                apiVersion: kiro-operator.dev/v1alpha1
                kind: KiroTeam
                metadata: {name: kiro-dev}
                spec: {group: {displayName: a, colour: blue}, budget: {limit: 3}, subscription: {plan: Pro, term: Year}}
                status: {weather: fine, conditions: [{type: Ready, status: "True", severity: Info}]}
                """, KiroTeam.class);

        assertThat(team.getSpec().group()).isEqualTo(new GroupSpec("a", null, null));
        assertThat(team.getSpec().subscription()).isEqualTo(new TeamSubscription(Plan.PRO, null));
        assertThat(team.getStatus().conditions())
                .containsExactly(new Condition("Ready", "True", null, null, null, null));
    }

    @ParameterizedTest
    @EnumSource
    void aPlanIsWrittenAsItsLabel(Plan plan) {
        String json = SERIALIZATION.asJson(new MemberSubscription(plan));

        assertThat(json).isEqualTo("{\"plan\":\"" + plan.label() + "\"}");
        assertThat(SERIALIZATION.unmarshal(json, MemberSubscription.class).plan())
                .isEqualTo(plan);
    }

    @Test
    void aPlanThatDoesNotExistIsAnErrorAndNotAnEmptyPlan() {
        assertThatThrownBy(() -> SERIALIZATION.unmarshal("{\"plan\": \"Gold\"}", MemberSubscription.class))
                .rootCause()
                .hasMessageContaining("Gold");
    }

    @Test
    void aNewObjectHasNoSpecAndNoStatus() {
        assertThat(new KiroTeam().getSpec()).isNull();
        assertThat(new KiroTeam().getStatus()).isNull();
        assertThat(new KiroMember().getSpec()).isNull();
        assertThat(new KiroMember().getStatus()).isNull();
    }

    private CustomResource<?, ?> parse(String manifest, String kind) {
        return kind.equals("KiroTeam")
                ? SERIALIZATION.unmarshal(manifest, KiroTeam.class)
                : SERIALIZATION.unmarshal(manifest, KiroMember.class);
    }

    private JsonNode tree(String text) {
        return SERIALIZATION.unmarshal(text, JsonNode.class);
    }

    private static String read(String file) throws IOException {
        try (InputStream stream = Objects.requireNonNull(SerializationTest.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
