package dev.kirooperator.sandbox.controlplane;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Takes the three programs, and nothing else, out of envtest's {@code tar.gz}. */
final class EnvtestArchive {

    private static final String INSIDE = "controller-tools/envtest/";

    private EnvtestArchive() {}

    /**
     * Unpacks into {@code folder}.
     *
     * @throws ControlPlaneException where an entry's name leaves the archive's folder, a program is missing or is not a
     *     regular file, or {@code tar} fails
     */
    static void unpack(Path archive, Path folder, Environment environment) throws IOException, InterruptedException {
        String tar = environment
                .onPath("tar")
                .orElseThrow(() -> new ControlPlaneException("no 'tar' in PATH to unpack " + archive + ". Install it."))
                .toString();
        ProcessBuilder list = new ProcessBuilder(tar, "-tPzf", archive.toString());
        List<String> entries = run(list.redirectError(ProcessBuilder.Redirect.DISCARD), archive);
        for (String entry : entries) {
            if (!isInside(entry)) {
                throw unexpected(archive, "entries below " + INSIDE, "the entry '" + entry + "'");
            }
        }
        List<String> command = new ArrayList<>(
                List.of(tar, "-xzf", archive.toString(), "-C", folder.toString(), "--strip-components=2"));
        Binaries.NAMES.forEach(name -> command.add(INSIDE + name));
        run(new ProcessBuilder(command).redirectErrorStream(true), archive);
        for (String name : Binaries.NAMES) {
            Path program = folder.resolve(name);
            if (!Files.isRegularFile(program, LinkOption.NOFOLLOW_LINKS)) {
                throw unexpected(archive, "the regular file " + INSIDE + name, "something else");
            }
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static boolean isInside(String entry) {
        boolean parent = INSIDE.startsWith(entry);
        return (parent || entry.startsWith(INSIDE))
                && !List.of(entry.split("/")).contains("..");
    }

    private static List<String> run(ProcessBuilder builder, Path archive) throws IOException, InterruptedException {
        String command = String.join(" ", builder.command());
        try (LeashedProcess process = LeashedProcess.start(builder);
                BufferedReader output = process.output()) {
            List<String> lines = output.lines().toList();
            int status = process.waitFor();
            if (status != 0) {
                throw unexpected(
                        archive,
                        "'" + command + "' to end with 0",
                        "status " + status + " and: " + String.join(" | ", lines));
            }
            return lines;
        }
    }

    private static ControlPlaneException unexpected(Path archive, String expected, String found) {
        return new ControlPlaneException(
                "expected " + expected + " in " + archive.getFileName() + ", found " + found + ". Use another source.");
    }
}
