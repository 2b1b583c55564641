package dev.kirooperator.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Our code keeps the rules. That each rule can be broken is shown by {@link RulesTest}. */
class ArchitectureTest {

    private static final String ROOT = "dev.kirooperator";
    private static final ImportOption WRITTEN_BY_US =
            location -> !location.contains("/aws/generated/") && !location.contains("/architecture/fixture/");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(WRITTEN_BY_US)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(WRITTEN_BY_US)
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages(ROOT);

    static final List<ArchRule> RULES = Stream.of(
                    new Arrows(ROOT).rules(),
                    List.of(new Arrows(ROOT).everyPackageHasItsArrow()),
                    new CodingRules(ROOT).rules())
            .flatMap(List::stream)
            .toList();

    @ParameterizedTest
    @FieldSource("RULES")
    void ourCodeKeepsTheRule(ArchRule rule) {
        rule.check(MAIN);
    }

    @Test
    void noTestSleeps() {
        new CodingRules(ROOT).noSleeping().check(TESTS);
    }
}
