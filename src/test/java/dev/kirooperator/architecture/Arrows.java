package dev.kirooperator.architecture;

import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which package may call which: the table of the design, for any root package so that it can be tried on a bad one. */
final class Arrows {

    private static final Set<String> DOMAIN = Set.of("api", "status", "aws", "directory", "seat", "guard", "converge");

    private static final Map<String, Set<String>> MAY_CALL = new TreeMap<>(Map.<String, Set<String>>ofEntries(
            entry("api", Set.of()),
            entry("aws", Set.of()),
            entry("sandbox", Set.of()),
            entry("status", Set.of("api")),
            entry("directory", Set.of("aws")),
            entry("seat", Set.of("aws", "api")),
            entry("guard", Set.of("api", "directory")),
            entry("converge", Set.of("api", "status", "aws", "directory", "seat", "guard")),
            entry("team", DOMAIN),
            entry("member", DOMAIN),
            entry("cli", DOMAIN)));

    /** The composition root, which may call everything and which nobody calls. */
    private static final String LAUNCHER = "launcher";

    private final String root;

    Arrows(String root) {
        this.root = root;
    }

    /** A rule for each package. */
    List<ArchRule> rules() {
        return MAY_CALL.entrySet().stream()
                .map(entry -> rule(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** A rule against packages that the table above does not know. */
    ArchRule everyPackageHasItsArrow() {
        String[] known = Stream.concat(MAY_CALL.keySet().stream(), Stream.of(LAUNCHER))
                .map(this::below)
                .toArray(String[]::new);
        return ArchRuleDefinition.classes()
                .that()
                .doNotHaveSimpleName("package-info")
                .should()
                .resideInAnyPackage(known)
                .because("a package that Arrows does not know may call anything: add it there and to the design");
    }

    private ArchRule rule(String caller, Set<String> callees) {
        return ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(below(caller))
                .should()
                .dependOnClassesThat(oursBut(caller, callees))
                .as("%s may call %s of ours, and nothing else".formatted(caller, callees))
                .because("the arrows of the design point from features to ports and never back")
                .allowEmptyShould(true);
    }

    private DescribedPredicate<JavaClass> oursBut(String caller, Set<String> callees) {
        String[] allowed = Stream.concat(callees.stream(), Stream.of(caller))
                .map(this::below)
                .toArray(String[]::new);
        return JavaClass.Predicates.resideInAPackage(root + "..")
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(allowed)));
    }

    private String below(String name) {
        return root + "." + name + "..";
    }
}
