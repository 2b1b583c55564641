package dev.kirooperator.converge;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Comparator;

/** The one order in which objects come that claim the same thing. */
public final class Seniority {

    /** The object that was created first, and of several the one whose namespace and name come first. */
    public static final Comparator<HasMetadata> OLDEST_FIRST = Comparator.comparing(
                    (HasMetadata object) -> Instant.parse(object.getMetadata().getCreationTimestamp()))
            .thenComparing(ObjectKey::of);

    private Seniority() {}
}
