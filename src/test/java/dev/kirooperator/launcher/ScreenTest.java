package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private static final Pattern REDRAW = Pattern.compile("\u001b\\[(?=\\d+A)");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);

    @Test
    void aTerminalShowsTheNewTableInPlaceOfTheOldOne() {
        Screen screen = new Screen(out, true);
        screen.show(List.of("HEAD", "a 1", "b 1"));
        screen.show(List.of("HEAD", "a 2", "b 1"));

        assertThat(onTerminal()).containsExactly("HEAD", "a 2", "b 1");
    }

    @Test
    void aTerminalShowsATableThatShrinks() {
        Screen screen = new Screen(out, true);
        screen.show(List.of("HEAD", "a 1", "b 1"));
        screen.show(List.of("HEAD", "a 2"));

        assertThat(onTerminal()).containsExactly("HEAD", "a 2");
    }

    @Test
    void aTerminalDoesNotWrapTheTableAndWrapsAgainAfterIt() {
        new Screen(out, true).show(List.of("HEAD"));

        assertThat(text()).isEqualTo("\u001b[?7lHEAD" + System.lineSeparator() + "\u001b[?7h");
    }

    @Test
    void elsewhereOnlyChangedLinesArePrintedAndNoControlCharacters() {
        Screen screen = new Screen(out, false);
        screen.show(List.of("HEAD", "a 1", "b 1"));
        screen.show(List.of("HEAD", "a 2", "b 1"));

        assertThat(text().lines()).containsExactly("HEAD", "a 1", "b 1", "a 2");
    }

    @Test
    void whatIsShownAlreadyIsNotDrawnAgain() {
        Screen screen = new Screen(out, true);
        screen.show(List.of("HEAD"));
        String once = text();

        screen.show(List.of("HEAD"));

        assertThat(text()).isEqualTo(once);
    }

    private String text() {
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Plays a terminal that knows cursor up, erase below, and modes. */
    private List<String> onTerminal() {
        StringBuilder screen = new StringBuilder();
        for (String part : REDRAW.split(text().replaceAll("\u001b\\[\\?7[lh]", ""), -1)) {
            if (part.matches("(?s)\\d+A\u001b\\[J.*")) {
                List<String> lines = screen.toString().lines().toList();
                int up = Integer.parseInt(part.substring(0, part.indexOf('A')));
                screen.setLength(0);
                lines.subList(0, lines.size() - up)
                        .forEach(line -> screen.append(line).append('\n'));
                screen.append(part.substring(part.indexOf('J') + 1));
            } else {
                screen.append(part);
            }
        }
        return screen.toString().lines().toList();
    }
}
