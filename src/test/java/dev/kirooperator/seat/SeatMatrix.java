package dev.kirooperator.seat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The three matrices of {@code docs/seats.md}: what follows from what is wanted, what AWS shows and what is remembered. */
final class SeatMatrix {

    private static final Path PAGE = Path.of("docs/seats.md");
    private static final String HEADING = "### Remembered: ";

    private SeatMatrix() {}

    /** One cell. */
    record Cell(String remembered, String wanted, String shown, String follows) {}

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        String remembered = "";
        List<String> wanted = List.of();
        for (String line : lines()) {
            if (line.startsWith("#")) {
                remembered = line.startsWith(HEADING) ? line.substring(HEADING.length()) : "";
                wanted = List.of();
            } else if (!remembered.isEmpty() && line.startsWith("|") && !line.startsWith("|---")) {
                List<String> columns = columns(line);
                if (wanted.isEmpty()) {
                    wanted = columns;
                    continue;
                }
                for (int column = 1; column < columns.size(); column++) {
                    cells.add(new Cell(remembered, wanted.get(column), columns.get(0), columns.get(column)));
                }
            }
        }
        return cells;
    }

    private static List<String> columns(String line) {
        return Stream.of(line.substring(1).split("\\|", -1))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .toList();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException("The tests run in the project's folder and read " + PAGE, e);
        }
    }
}
