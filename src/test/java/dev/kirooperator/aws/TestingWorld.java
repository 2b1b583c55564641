package dev.kirooperator.aws;

import dev.kirooperator.sandbox.aws.Seed;
import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.StandInOptions;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The stand-in for AWS with its clock stopped and without a quota, and one connection to it named {@code default}. */
public final class TestingWorld implements AutoCloseable {

    public static final Instant START = Instant.parse("2026-11-10T09:00:00Z");

    private final StandIn standIn;
    private final Connections connections;

    private TestingWorld(StandIn standIn, TestingSettings settings) {
        this.standIn = standIn;
        this.connections = new Connections(
                List.of(settings.at(standIn.url()).build()),
                new PacingSettings(100_000, 1),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")));
    }

    /** A world with what the seed says in it. */
    public static TestingWorld of(String seed) {
        return of(seed, TestingSettings.named("default").inRegion("us-east-1"));
    }

    public static TestingWorld of(String seed, TestingSettings settings) {
        try {
            StandIn standIn = StandIn.start(
                    StandInOptions.defaults().withSeed(Seed.parse(seed)).frozenAt(START));
            standIn.settings(s -> new dev.kirooperator.sandbox.aws.world.Settings(
                    s.assignmentDelay(),
                    s.groupSyncDelay(),
                    false,
                    s.quotaRate(),
                    s.management(),
                    s.codewhisperer(),
                    s.applicationClaims(),
                    s.updatePending(),
                    s.updateCreates(),
                    s.pendingCancelHolds(),
                    s.uniqueEmails(),
                    s.powerReadBack()));
            return new TestingWorld(standIn, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public StandIn standIn() {
        return standIn;
    }

    public Connections connections() {
        return connections;
    }

    public AwsConnection connection() {
        return connections.find("default").orElseThrow();
    }

    /** The operations that were called since the last {@link StandIn#clearCalls}, in order. */
    public List<String> operations() {
        return standIn.calls().stream().map(Call::operation).toList();
    }

    public void fault(Fault fault) {
        standIn.fault(fault);
    }

    public void settings(UnaryOperator<dev.kirooperator.sandbox.aws.world.Settings> change) {
        standIn.settings(change);
    }

    @Override
    public void close() {
        connections.close();
        standIn.close();
    }
}
