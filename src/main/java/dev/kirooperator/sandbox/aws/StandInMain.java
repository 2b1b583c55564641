package dev.kirooperator.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.control.ControlJson;
import dev.kirooperator.sandbox.aws.world.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs a stand-in until the process is stopped. Prints its URL, and nothing of what it holds. */
public final class StandInMain {
    private static final String USAGE = """
            Usage: StandInMain [options]
              --host ADDRESS     listen on this address (default 127.0.0.1)
              --port PORT        listen on this port (default 0: a free one)
              --seed FILE        what is in the world at the start, as JSON (docs/stand-in.md)
              --id-seed NUMBER   the number from which all ids follow (default 1)
              --clock TIME       start at this time, as 2027-01-01T00:00:00Z (default: now)
              --frozen           the clock stands still until POST /_sandbox/clock moves it
              --settings JSON    settings that differ from the usual, as {"quota": false}
              --help             this text
            """;

    private StandInMain() {}

    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args, System.out, System.err, new CountDownLatch(1)));
    }

    /** Runs until {@code stop} is counted down; the exit status: 0, or 2 for wrong options, or 1 when the address is taken. */
    static int run(String[] args, PrintStream out, PrintStream err, CountDownLatch stop) throws InterruptedException {
        StandInOptions options;
        try {
            if (List.of(args).contains("--help")) {
                out.print(USAGE);
                return 0;
            }
            options = parse(args);
        } catch (IllegalArgumentException | IOException wrong) {
            err.println(wrong.getMessage());
            err.print(USAGE);
            return 2;
        }
        try (StandIn standIn = StandIn.start(options)) {
            out.println(
                    "The stand-in for AWS listens on " + standIn.url() + " (control: " + standIn.url() + "/_sandbox/)");
            out.flush();
            stop.await();
            return 0;
        } catch (IOException taken) {
            err.println("Cannot listen on " + options.host() + ":" + options.port() + " (" + taken.getMessage()
                    + "); choose another --port, or 0 for a free one.");
            return 1;
        }
    }

    static StandInOptions parse(String[] args) throws IOException {
        StandInOptions options = StandInOptions.defaults();
        boolean frozen = false;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--frozen")) {
                frozen = true;
                continue;
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("Option '" + args[i] + "' is unknown or lacks its value.");
            }
            options = apply(options, args[i], args[++i]);
        }
        return frozen ? options.frozenAt(options.start().orElseGet(Instant::now)) : options;
    }

    private static StandInOptions apply(StandInOptions options, String name, String value) throws IOException {
        try {
            return switch (name) {
                case "--host" -> options.withHost(value);
                case "--port" -> options.withPort(Integer.parseInt(value));
                case "--seed" -> options.withSeed(Seed.read(Path.of(value)));
                case "--id-seed" -> options.withIdSeed(Long.parseLong(value));
                case "--clock" -> options.startingAt(Instant.parse(value));
                case "--settings" -> options.withSettings(settings(options.settings(), value));
                default -> throw new IllegalArgumentException("Option '" + name + "' is unknown.");
            };
        } catch (NumberFormatException | DateTimeParseException wrong) {
            throw new IllegalArgumentException("Option " + name + " does not take '" + value + "'.", wrong);
        }
    }

    private static Settings settings(Settings usual, String json) {
        return ControlJson.patch(usual, ControlJson.read(ControlJson.parse(json), ObjectNode.class), Settings.class);
    }
}
