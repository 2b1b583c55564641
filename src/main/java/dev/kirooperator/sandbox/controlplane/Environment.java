package dev.kirooperator.sandbox.controlplane;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the search for binaries may know about the machine.
 *
 * @param variables the environment variables; child processes get exactly these
 * @param home the user's home folder
 * @param platform which binaries run here
 */
public record Environment(Map<String, String> variables, Path home, Platform platform) {

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The machine that this JVM runs on. */
    public static Environment system() {
        return new Environment(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Platform.of(System.getProperty("os.name"), System.getProperty("os.arch")));
    }

    /** A variable's value; an empty one counts as not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** The executable that a shell would run for {@code command}. */
    public Optional<Path> onPath(String command) {
        return variable("PATH").stream()
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, command))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** The user's cache folder: an absolute {@code XDG_CACHE_HOME}, else {@code ~/.cache}. */
    public Path cacheHome() {
        return variable("XDG_CACHE_HOME").map(Path::of).filter(Path::isAbsolute).orElse(home.resolve(".cache"));
    }
}
