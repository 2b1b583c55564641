package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoAddressesTest {

    private final NoAddresses filter = new NoAddresses();

    @ParameterizedTest
    @CsvSource({
        "Invalid value: \"ada@example.com\": too long, Invalid value: \"<e-mail>\": too long",
        "ada.b+kiro@mail.example.com and x@y.z, <e-mail> and <e-mail>",
    })
    void anAddressIsTakenOut(String text, String shown) {
        ExtLogRecord line = new ExtLogRecord(Level.WARN, text, FormatStyle.NO_FORMAT, "x");

        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(line.getFormattedMessage()).isEqualTo(shown);
    }

    @Test
    void anAddressAmongTheParametersIsTakenOut() {
        ExtLogRecord line = new ExtLogRecord(Level.WARN, "User %s has 100%%", FormatStyle.PRINTF, "x");
        line.setParameters(new Object[] {"ada@example.com"});

        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(line.getFormattedMessage()).isEqualTo("User <e-mail> has 100%");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "io.fabric8.Thing@1a2b3c", "@Singleton", "a @ b.c"})
    void theRestIsLeftAsItIs(String text) {
        ExtLogRecord line = new ExtLogRecord(Level.WARN, text, FormatStyle.NO_FORMAT, "x");

        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(line.getFormattedMessage()).isEqualTo(text);
    }

    @Test
    void anExceptionIsShownWithItsTraceAndCausesButWithoutAddresses() {
        Exception thrown = new IllegalStateException(
                "ada@example.com is taken", new IllegalArgumentException("found \"grace@example.com\""));
        ExtLogRecord line = new ExtLogRecord(Level.ERROR, "Failed", FormatStyle.NO_FORMAT, "x");
        line.setThrown(thrown);

        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(trace(Objects.requireNonNull(line.getThrown())))
                .contains(
                        "java.lang.IllegalStateException: <e-mail> is taken",
                        "Caused by: java.lang.IllegalArgumentException: found \"<e-mail>\"",
                        "anExceptionIsShown")
                .doesNotContain("example.com");
    }

    @Test
    void anExceptionWithoutAddressesIsTheSame() {
        Exception thrown = new IllegalStateException("no");
        ExtLogRecord line = new ExtLogRecord(Level.ERROR, "Failed", FormatStyle.NO_FORMAT, "x");
        line.setThrown(thrown);

        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(line.getThrown()).isSameAs(thrown);
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
