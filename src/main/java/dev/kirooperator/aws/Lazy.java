package dev.kirooperator.aws;

import java.util.Optional;
import java.util.function.Supplier;

/** A value that is made when it is first asked for; making it may fail, and is then tried again. */
public final class Lazy<T> {

    private final Supplier<T> source;
    private volatile Optional<T> value = Optional.empty();

    public Lazy(Supplier<T> source) {
        this.source = source;
    }

    public T get() {
        return value.orElseGet(this::make);
    }

    /** The value, if it was asked for before. */
    public Optional<T> made() {
        return value;
    }

    /** Makes the value anew when it is next asked for. */
    void forget() {
        value = Optional.empty();
    }

    private synchronized T make() {
        if (value.isEmpty()) {
            value = Optional.of(source.get());
        }
        return value.get();
    }
}
