package dev.kirooperator.converge;

import java.util.Optional;

/**
 * Which objects this installation serves ({@code kiro.selector}).
 *
 * @param selector a label selector of Kubernetes; empty for all objects
 */
public record Served(Optional<String> selector) {

    /** Objects in one answer of the API server: all of ten thousand at once fill the heap, with the fields' managers that come along. */
    public static final long PAGE = 500;

    /** To be said of a team that is not found, since it may be there without the labels. */
    public String among() {
        return selector.map(labels -> " among those with the labels " + labels + " (kiro.selector)")
                .orElse("");
    }
}
