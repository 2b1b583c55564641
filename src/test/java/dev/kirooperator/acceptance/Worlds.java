package dev.kirooperator.acceptance;

import dev.kirooperator.launcher.Program;
import dev.kirooperator.sandbox.aws.Seed;
import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.StandInOptions;
import dev.kirooperator.sandbox.aws.world.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;

/** An AWS for an installation, and the way into it that an administrator has. */
final class Worlds {

    private Worlds() {}

    /** An AWS whose delays are short enough to wait for, without a quota: pacing has tests of its own. */
    static StandIn shortDelays() throws IOException {
        return shortDelays(Seed.usual());
    }

    /** The same with a world of its own. */
    static StandIn shortDelays(Seed seed) throws IOException {
        Settings settings = new Settings(
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                false,
                20,
                true,
                true,
                true,
                false,
                false,
                false,
                true,
                Settings.DEFAULT.powerReadBack());
        return StandIn.start(StandInOptions.defaults().withSeed(seed).withSettings(settings));
    }

    /**
     * The packaged operator; the one of an image's folder where {@code operator.image} names it, in the memory cgroup that {@code
     * operator.cgroup} names.
     */
    static Program operator() {
        String image = System.getProperty("operator.image", "");
        String cgroup = System.getProperty("operator.cgroup", "");
        Program program = image.isBlank()
                ? Program.packaged(Path.of(System.getProperty("operator.jar", "target/quarkus-app/quarkus-run.jar")))
                : Program.ofImage(Path.of(image));
        List<String> enter = cgroup.isBlank()
                ? List.of()
                : List.of("sh", "-c", "echo $$ >" + cgroup + "/cgroup.procs; exec \"$@\"", "operator");
        return new Program(
                Stream.concat(enter.stream(), program.java().stream()).toList(),
                program.application(),
                program.folder());
    }

    /** Identity Store as an administrator in AWS's console uses it. */
    static IdentitystoreClient console(StandIn aws) {
        return IdentitystoreClient.builder()
                .endpointOverride(aws.url())
                .region(Region.US_EAST_1)
                .httpClientBuilder(Apache5HttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("console", "console")))
                .build();
    }
}
