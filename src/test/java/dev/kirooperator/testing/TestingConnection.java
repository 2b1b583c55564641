package dev.kirooperator.testing;

import dev.kirooperator.api.v1alpha1.SignInStatus;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.converge.Connection;
import dev.kirooperator.converge.Provisioning;
import dev.kirooperator.directory.Invitations;
import java.util.Optional;

/** A connection, usually {@code default}, to an AWS in memory with a profile of its own. */
public record TestingConnection(
        String name,
        String kiroProfile,
        TestingCalls calls,
        TestingDirectory directory,
        TestingAccountAssignments accountAssignments,
        TestingSeats seats,
        Provisioning provisioning,
        Optional<String> externalProvider)
        implements Connection {

    public static TestingConnection empty() {
        return named("default");
    }

    public static TestingConnection named(String name) {
        TestingCalls calls = new TestingCalls();
        return new TestingConnection(
                name,
                name,
                calls,
                new TestingDirectory(calls),
                new TestingAccountAssignments(),
                new TestingSeats(calls),
                Provisioning.DEFAULT,
                Optional.empty());
    }

    /** The same AWS under another name. */
    public TestingConnection as(String alias) {
        return new TestingConnection(
                alias, kiroProfile, calls, directory, accountAssignments, seats, provisioning, externalProvider);
    }

    /** The same AWS with a Kiro profile that takes its people straight from a provider. */
    public TestingConnection fedBy(String issuer) {
        return new TestingConnection(
                name, kiroProfile, calls, directory, accountAssignments, seats, provisioning, Optional.of(issuer));
    }

    /** The same AWS under another configuration. */
    public TestingConnection with(Provisioning value) {
        return new TestingConnection(
                name, kiroProfile, calls, directory, accountAssignments, seats, value, externalProvider);
    }

    @Override
    public Invitations invitations() {
        return userId -> calls.write("mail " + userId);
    }

    @Override
    public Optional<String> profile() {
        return Optional.of(kiroProfile);
    }

    @Override
    public boolean sharesSeatsWith(String connection) {
        return connection.equals(name) || connection.equals(kiroProfile);
    }

    @Override
    public void prepare() {
        calls.read("prepare");
    }

    @Override
    public AwsException explain(AwsException failure) {
        return failure;
    }

    @Override
    public SignInStatus signIn() {
        return new SignInStatus("https://d-1.awsapps.com/start", "us-east-1");
    }
}
