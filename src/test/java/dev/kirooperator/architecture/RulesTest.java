package dev.kirooperator.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each rule finds the class of {@code fixture} that breaks it. */
class RulesTest {

    private static final String ROOT = "dev.kirooperator.architecture.fixture";
    private static final JavaClasses BAD = new ClassFileImporter().importPackages(ROOT);

    static final List<ArchRule> ARROWS = new Arrows(ROOT).rules();
    static final List<ArchRule> CODING = Stream.concat(
                    new CodingRules(ROOT).rules().stream(), Stream.of(new Arrows(ROOT).everyPackageHasItsArrow()))
            .toList();

    @ParameterizedTest
    @FieldSource("ARROWS")
    void aCallAgainstAnArrowIsFound(ArchRule rule) {
        EvaluationResult result = rule.evaluate(BAD);

        String caller = rule.getDescription().substring(0, rule.getDescription().indexOf(' '));
        assertThat(result.getFailureReport().getDetails())
                .isNotEmpty()
                .allMatch(detail -> detail.contains(ROOT + "." + caller + "."));
    }

    @ParameterizedTest
    @FieldSource("CODING")
    void whatNoCodeDoesIsFound(ArchRule rule) {
        assertThat(rule.evaluate(BAD).hasViolation()).isTrue();
    }

    @Test
    void bothKindsOfMutableStaticsAreFound() {
        assertThat(new CodingRules(ROOT)
                        .noMutableStatics()
                        .evaluate(BAD)
                        .getFailureReport()
                        .toString())
                .contains("BreaksEveryRule.ATOMIC", "BreaksEveryRule.variable");
    }

    @Test
    void theLauncherMayCallEverything() {
        assertThat(ARROWS)
                .noneMatch(rule ->
                        rule.evaluate(BAD).getFailureReport().toString().contains("Class <" + ROOT + ".launcher"));
    }
}
