package dev.kirooperator.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/**
 * A status that carries the operator's proof that it wrote it.
 *
 * @param <S> the status
 */
public interface Sealed<S extends Sealed<S>> {

    /** The proof; null while there is none. */
    @Nullable
    String seal();

    /** The same status with a proof. */
    S sealedWith(String seal);
}
