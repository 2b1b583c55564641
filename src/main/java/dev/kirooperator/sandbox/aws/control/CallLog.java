package dev.kirooperator.sandbox.aws.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last calls, at most {@value #CAPACITY}; older ones are forgotten. */
public final class CallLog {
    static final int CAPACITY = 100_000;

    private final Deque<Call> calls = new ArrayDeque<>();
    private long count;

    /** Keeps the call under the next number. */
    public synchronized void add(Call call) {
        calls.addLast(call.numbered(++count));
        if (calls.size() > CAPACITY) {
            calls.removeFirst();
        }
    }

    /** The calls, oldest first. */
    public synchronized List<Call> all() {
        return List.copyOf(calls);
    }

    /** Forgets all calls; numbers go on. */
    public synchronized void clear() {
        calls.clear();
    }
}
