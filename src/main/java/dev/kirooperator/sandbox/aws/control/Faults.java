package dev.kirooperator.sandbox.aws.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.service.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The faults that wait for their calls, in the order in which they came; the first that matches hits. */
public final class Faults {
    /** A fault that hits this call. */
    public record Hit(Fault fault, CountDownLatch cleared) {
        /** Waits for the fault's hold; true when the faults were cleared before it was over. */
        public boolean hold() throws InterruptedException {
            return cleared.await(fault.hold().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private record Armed(Fault fault, Glob glob) {}

    private final List<Armed> armed = new ArrayList<>();
    private CountDownLatch cleared = new CountDownLatch(1);

    public synchronized void add(Fault fault) {
        armed.add(new Armed(fault, new Glob(fault.operation())));
    }

    /** Drops all faults and lets go what they hold. */
    public synchronized void clear() {
        armed.clear();
        cleared.countDown();
        cleared = new CountDownLatch(1);
    }

    /** What is left of the faults. */
    public synchronized List<Fault> all() {
        return armed.stream().map(Armed::fault).toList();
    }

    /** The fault that hits this call, which uses it up once. */
    public synchronized Optional<Hit> take(String service, String operation, ObjectNode request) {
        for (int i = 0; i < armed.size(); i++) {
            Armed one = armed.get(i);
            if (!matches(one, service, operation, request)) {
                continue;
            }
            Fault fault = one.fault();
            if (fault.skip() > 0) {
                armed.set(i, new Armed(fault.skipping(fault.skip() - 1), one.glob()));
                continue;
            }
            if (fault.times() == 1) {
                armed.remove(i);
            } else if (fault.times() > 1) {
                armed.set(i, new Armed(fault.times(fault.times() - 1), one.glob()));
            }
            return Optional.of(new Hit(fault, cleared));
        }
        return Optional.empty();
    }

    private static boolean matches(Armed one, String service, String operation, ObjectNode request) {
        Fault fault = one.fault();
        return one.glob().matches(service, operation)
                && (fault.page() == 0 || (operation.startsWith("List") && fault.page() == Page.number(request)))
                && (fault.containing().isEmpty() || request.toString().contains(fault.containing()));
    }
}
