package dev.kirooperator.aws;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads lists to their end: a page that fails fails the whole list. */
public final class Pages {

    private Pages() {}

    /**
     * One page of a list.
     *
     * @param nextToken where the next page begins; null or empty at the end
     */
    public record Page<T>(List<T> items, @Nullable String nextToken) {}

    /**
     * Reads all pages.
     *
     * @param operation AWS's name of the operation
     * @param fetch reads the page that begins at the token; the first has none
     * @throws AwsException when a page fails, or the service sends the reader round in a circle
     */
    public static <T> List<T> readAll(String operation, Function<Optional<String>, Page<T>> fetch) {
        List<T> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Optional<String> token = Optional.empty();
        do {
            Optional<String> from = token;
            Page<T> page = AwsCalls.call(operation, () -> fetch.apply(from));
            all.addAll(page.items());
            token = Optional.ofNullable(page.nextToken()).filter(next -> !next.isEmpty());
            if (token.isPresent() && !seen.add(token.get())) {
                throw new AwsException(new AwsFailure.Transient(new AwsCall(
                        operation,
                        Optional.empty(),
                        "the list does not end: a page leads back to one that was read already",
                        Optional.empty())));
            }
        } while (token.isPresent());
        return all;
    }
}
