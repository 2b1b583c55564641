package dev.kirooperator.launcher;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Shows a table that changes: on a terminal in place, elsewhere each row when it has changed. */
final class Screen {

    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final boolean terminal;
    private List<String> shown = List.of();

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows the table's lines unless they are shown already. */
    void show(List<String> lines) {
        if (lines.equals(shown)) {
            return;
        }
        if (terminal) {
            redraw(lines);
        } else {
            List<String> news = new ArrayList<>(lines);
            news.removeAll(shown);
            news.forEach(out::println);
        }
        out.flush();
        shown = List.copyOf(lines);
    }

    /** A line that is wider than the terminal is cut: wrapped, it would take two lines, and the next table overwrite one. */
    private void redraw(List<String> lines) {
        if (!shown.isEmpty()) {
            out.print("\u001b[" + shown.size() + "A\u001b[J");
        }
        out.print(NO_WRAP);
        lines.forEach(out::println);
        out.print(WRAP);
    }
}
