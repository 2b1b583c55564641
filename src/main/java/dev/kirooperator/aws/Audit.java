package dev.kirooperator.aws;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Tells of every write to AWS, and who asked for it. What it tells has ids and no names. A write that cannot be told of is done all the
 * same; the operator's log then says so.
 */
public final class Audit {

    private static final Logger LOG = Logger.getLogger(Audit.class);

    private final Consumer<AuditEntry> entries;
    private final ThreadLocal<@Nullable Asker> asker = new ThreadLocal<>();

    /**
     * @param entries is given one entry for each write that was sent, on the thread of the call
     */
    public Audit(Consumer<AuditEntry> entries) {
        this.entries = entries;
    }

    /** An audit that nobody reads. */
    public static Audit unheard() {
        return new Audit(entry -> {});
    }

    /** Does the work; the calls that it makes on this thread are the asker's. */
    public <T> T askedBy(Asker who, Supplier<T> work) {
        Asker before = asker.get();
        asker.set(who);
        try {
            return work.get();
        } finally {
            if (before == null) {
                asker.remove();
            } else {
                asker.set(before);
            }
        }
    }

    /** Does the work; the calls that it makes on this thread are the asker's. */
    public void askedBy(Asker who, Runnable work) {
        Supplier<Asker> done = () -> {
            work.run();
            return who;
        };
        askedBy(who, done);
    }

    ExecutionInterceptor of(String connection) {
        return new AuditInterceptor(connection, this);
    }

    Optional<Asker> asker() {
        return Optional.ofNullable(asker.get());
    }

    /** The failure's words are left out: they may repeat what the entry is about. */
    void tell(String operation, Supplier<AuditEntry> entry) {
        try {
            entries.accept(entry.get());
        } catch (RuntimeException e) {
            LOG.warnf("%s was sent to AWS and is missing in the audit log: %s", operation, e.getClass());
        }
    }
}
