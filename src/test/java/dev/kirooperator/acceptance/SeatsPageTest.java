package dev.kirooperator.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests that {@code docs/seats.md} names are there. */
class SeatsPageTest {

    private static final Pattern NAMED = Pattern.compile("`([a-z]\\w+)`( \\||\\))");
    private static final Path TESTS = Path.of("src/test/java/dev/kirooperator/acceptance");

    @Test
    void everyNamedTestExists() throws IOException {
        String tests = Files.readString(TESTS.resolve("SeatsIT.java"))
                + Files.readString(TESTS.resolve("DoubleBillingIT.java"))
                + Files.readString(TESTS.resolve("AnothersSeatIT.java"));
        String page = Files.readString(Path.of("docs/seats.md"));
        int begin = page.indexOf("## Each state once");
        String section = page.substring(begin, page.indexOf("## What follows from what"));
        List<String> named = NAMED.matcher(section)
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(name -> name.length() > 20)
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(12)
                .allSatisfy(name -> assertThat(tests).contains("void " + name + "("));
    }
}
