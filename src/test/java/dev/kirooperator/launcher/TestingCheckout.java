package dev.kirooperator.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** This checkout with other examples. */
final class TestingCheckout {

    private TestingCheckout() {}

    static Path withExamples(Path folder, Map<String, String> examples) throws IOException {
        Path checkout = Files.createDirectory(folder.resolve("checkout"));
        // Copied with its age: a link would be newer than the package, and the script would build.
        Files.copy(Path.of("pom.xml"), checkout.resolve("pom.xml"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String part : List.of("crds", "src", "target")) {
            Files.createSymbolicLink(checkout.resolve(part), Path.of(part).toAbsolutePath());
        }
        Files.createDirectory(checkout.resolve("hack"));
        for (String script : List.of("hack/sandbox", "hack/kubectl")) {
            Files.copy(Path.of(script), checkout.resolve(script));
        }
        Files.createSymbolicLink(
                checkout.resolve("hack/control-plane"),
                Path.of("hack/control-plane").toAbsolutePath());
        Files.createDirectory(checkout.resolve("examples"));
        for (Map.Entry<String, String> example : examples.entrySet()) {
            Files.writeString(checkout.resolve("examples").resolve(example.getKey()), example.getValue());
        }
        return checkout;
    }
}
