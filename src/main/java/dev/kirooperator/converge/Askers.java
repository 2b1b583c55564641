package dev.kirooperator.converge;

import dev.kirooperator.aws.Asker;
import dev.kirooperator.aws.Urgency;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Objects;

/** Says for which object AWS is called. */
public final class Askers {

    private Askers() {}

    /** The object as the API server has it. */
    public static Asker of(HasMetadata object, Urgency urgency) {
        ObjectMeta metadata = object.getMetadata();
        return new Asker(
                object.getKind(),
                Objects.requireNonNull(metadata.getNamespace()),
                Objects.requireNonNull(metadata.getName()),
                Objects.requireNonNull(metadata.getUid()),
                Objects.requireNonNullElse(metadata.getGeneration(), 0L),
                urgency);
    }
}
