package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;

/** Starts a leashed program, passes on what it says, and never ends by itself. */
final class LeashHolder {

    private LeashHolder() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", "-c", LeashedProcessTest.FAMILY).redirectErrorStream(true);
        try (LeashedProcess process = LeashedProcess.start(builder)) {
            System.out.println(process.output().readLine());
            System.out.println(process.output().readLine());
            process.waitFor();
        }
    }
}
