package dev.kirooperator.testing;

import dev.kirooperator.aws.AwsCall;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was written to the in-memory AWS, in words, and which calls are to fail. */
public final class TestingCalls {

    private static final int NEVER = -1;

    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final Map<String, AwsFailure> failures = new HashMap<>();
    private final Map<String, Runnable> meanwhiles = new HashMap<>();
    private final Map<String, Runnable> events = new HashMap<>();
    private volatile Runnable during = () -> {};
    private int callsUntilDeath = NEVER;

    /** What ends an operator that was told to die; nothing of the operator catches it. */
    public static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The writes since the last look, for example {@code join g u}. */
    public List<String> takeWrites() {
        List<String> taken = List.copyOf(writes);
        writes.clear();
        return taken;
    }

    /** Makes every call that begins with the words fail as throttled. */
    public void throttle(String words) {
        failures.put(words, new AwsFailure.Throttled(call(words, "ThrottlingException"), Optional.empty()));
    }

    /** Makes every call that begins with the words fail as a conflict. */
    public void conflict(String words) {
        failures.put(words, new AwsFailure.Conflict(call(words, "ConflictException")));
    }

    /** Makes every call that begins with the words fail as not permitted. */
    public void deny(String words) {
        failures.put(words, new AwsFailure.Denied(call(words, "AccessDeniedException")));
    }

    /** Lets something happen just before a call fails that begins with the words. */
    public void meanwhile(String words, Runnable event) {
        meanwhiles.put(words, event);
    }

    /** Makes every call that begins with the words find nobody. */
    public void findNobody(String words) {
        failures.put(
                words, new AwsFailure.NotFound(call(words, "ResourceNotFoundException"), AwsFailure.Subject.OTHER));
    }

    /** Makes every call that begins with the words lose its answer: whether it was done is not known. */
    public void loseAnswer(String words) {
        failures.put(
                words, new AwsFailure.Transient(new AwsCall(words, Optional.empty(), "no answer", Optional.empty())));
    }

    /** Lets the operator die just before a call, so just after the one before it; counted from 0, writes to the cluster included. */
    public void dieBeforeCall(int number) {
        callsUntilDeath = number;
    }

    /** A write to the cluster. */
    public void toTheCluster() {
        live();
    }

    private void live() {
        if (callsUntilDeath == 0) {
            callsUntilDeath = NEVER;
            throw new Died();
        }
        if (callsUntilDeath != NEVER) {
            callsUntilDeath--;
        }
    }

    public void heal() {
        callsUntilDeath = NEVER;
        meanwhiles.clear();
        failures.clear();
    }

    /** Lets something happen just before the next read that begins with the words. */
    public void beforeRead(String words, Runnable event) {
        events.put(words, event);
    }

    void read(String words) {
        live();
        List.copyOf(events.keySet()).stream()
                .filter(words::startsWith)
                .forEach(due -> Objects.requireNonNull(events.remove(due)).run());
        failures.forEach((failing, failure) -> {
            if (words.startsWith(failing)) {
                meanwhiles.getOrDefault(failing, () -> {}).run();
                throw new AwsException(failure);
            }
        });
    }

    /** Does this during every write, before it has an effect. */
    public void duringWrites(Runnable action) {
        during = action;
    }

    void write(String words) {
        read(words);
        during.run();
        writes.add(words);
    }

    private static AwsCall call(String words, String code) {
        return new AwsCall(operation(words), Optional.of(code), "told to fail", Optional.of("request-1"));
    }

    /** AWS's name of the call, where the operator goes by it; else the words. */
    private static String operation(String words) {
        return switch (words) {
            case "assign" -> "CreateAssignment";
            case "reassign" -> "UpdateAssignment";
            default -> words;
        };
    }
}
