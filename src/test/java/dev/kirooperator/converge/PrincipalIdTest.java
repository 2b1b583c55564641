package dev.kirooperator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.testing.TestingTeam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalIdTest {

    private static KiroTeam annotated(String value) {
        return TestingTeam.of("dev", "kiro")
                .annotated(Annotations.PRINCIPAL_ID, value)
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9067642ac7-c66b5b83-1a2b-4c5d-8e9f-a1b2c3d4e5f6",
                "c66b5b83-1a2b-4c5d-8e9f-a1b2c3d4e5f6",
                "C66B5B83-1A2B-4C5D-8E9F-A1B2C3D4E5F6"
            })
    void anIdOfAwssFormIsTaken(String value) {
        assertThat(PrincipalId.of(annotated(value))).hasValue(value);
        assertThat(PrincipalId.objection(annotated(value))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "engineering",
                "00gabc123",
                "c66b5b83-1a2b-4c5d-8e9f-a1b2c3d4e5f6 ",
                "9067642AC7-c66b5b83-1a2b-4c5d-8e9f-a1b2c3d4e5f6",
                "c66b5b83-1a2b-4c5d-8e9f-a1b2c3d4e5f6\nx",
                "-c66b5b83-1a2b-4c5d-8e9f-a1b2c3d4e5f6"
            })
    void anyOtherValueIsNoIdAndTheObjectionSaysWhatWasExpected(String value) {
        assertThat(PrincipalId.of(annotated(value))).isEmpty();
        assertThat(PrincipalId.isNamed(annotated(value))).isTrue();
        assertThat(PrincipalId.objection(annotated(value)))
                .hasValueSatisfying(finding -> assertThat(finding.reason()).isEqualTo(Reason.INVALID_SPEC))
                .hasValueSatisfying(finding -> assertThat(finding.message())
                        .contains("\"" + value + "\"", "expected the id", Annotations.PRINCIPAL_ID));
    }

    @Test
    void whatSomebodyWroteThereByMistakeIsInNoEvent() {
        assertThat(PrincipalId.objection(annotated("ada@example.com")))
                .hasValueSatisfying(finding -> assertThat(finding.note())
                        .contains(Annotations.PRINCIPAL_ID, "has to be the id")
                        .doesNotContain("ada@example.com"));
    }

    @Test
    void anObjectWithoutTheAnnotationNamesNobody() {
        KiroTeam team = TestingTeam.of("dev", "kiro").build();
        assertThat(PrincipalId.isNamed(team)).isFalse();
        assertThat(PrincipalId.of(team)).isEmpty();
        assertThat(PrincipalId.objection(team)).isEmpty();
    }
}
