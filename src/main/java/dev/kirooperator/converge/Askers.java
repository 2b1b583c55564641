package dev.kirooperator.converge;

import dev.kirooperator.aws.Asker;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Objects;

/** Names an object to the audit. */
public final class Askers {

    private Askers() {}

    /** The object as the API server has it. */
    public static Asker of(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        return new Asker(
                object.getKind(),
                Objects.requireNonNull(metadata.getNamespace()),
                Objects.requireNonNull(metadata.getName()),
                Objects.requireNonNull(metadata.getUid()),
                Objects.requireNonNullElse(metadata.getGeneration(), 0L));
    }
}
