package dev.kirooperator.testing;

import dev.kirooperator.api.v1alpha1.SignInStatus;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.converge.Connection;

/** The connection {@code default}, to an AWS in memory. */
public record TestingConnection(TestingCalls calls, TestingDirectory directory, TestingSeats seats)
        implements Connection {

    public static TestingConnection empty() {
        TestingCalls calls = new TestingCalls();
        return new TestingConnection(calls, new TestingDirectory(calls), new TestingSeats(calls));
    }

    @Override
    public String name() {
        return "default";
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
