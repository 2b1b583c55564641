package dev.kirooperator.directory;

import dev.kirooperator.aws.AwsCall;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Creates something by name, and finds out what became of it when the answer is lost: what is found under that name with exactly the
 * attributes that were sent is taken for what this operator made.
 *
 * @param <A> what is sent
 * @param <T> what is created
 */
final class LostCreates<A, T> {

    private final Function<String, Optional<T>> findByName;
    private final BiPredicate<T, A> isExactly;
    private final UnresolvedCreates<A> unresolved = new UnresolvedCreates<>();

    LostCreates(Function<String, Optional<T>> findByName, BiPredicate<T, A> isExactly) {
        this.findByName = findByName;
        this.isExactly = isExactly;
    }

    T create(String name, A wanted, Supplier<T> create) {
        try {
            T created = create.get();
            unresolved.forget(name);
            return created;
        } catch (AwsException e) {
            if (e.failure() instanceof AwsFailure.Transient) {
                unresolved.remember(name, wanted);
                return resolve(name, wanted, e);
            }
            Optional<A> sent = unresolved.find(name);
            if (e.failure() instanceof AwsFailure.Conflict && sent.isPresent()) {
                return resolve(name, sent.get(), e);
            }
            throw e;
        }
    }

    private T resolve(String name, A sent, AwsException lost) {
        Optional<T> found = read(name, lost);
        if (found.isEmpty()) {
            throw lost;
        }
        unresolved.forget(name);
        return found.filter(thing -> isExactly.test(thing, sent)).orElseThrow(() -> somebodyElses(lost));
    }

    private Optional<T> read(String name, AwsException lost) {
        try {
            return findByName.apply(name);
        } catch (AwsException alsoLost) {
            lost.addSuppressed(alsoLost);
            throw lost;
        }
    }

    private static AwsException somebodyElses(AwsException lost) {
        AwsCall call = lost.failure().call();
        return new AwsException(
                new AwsFailure.Conflict(new AwsCall(
                        call.operation(),
                        call.errorCode(),
                        "the name is taken by something with other attributes than were sent, which this operator did not"
                                + " make (first answer: " + call.message() + ")",
                        call.requestId())),
                lost);
    }
}
