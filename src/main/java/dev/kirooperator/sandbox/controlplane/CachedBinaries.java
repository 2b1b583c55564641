package dev.kirooperator.sandbox.controlplane;

import java.util.function.Consumer;

/** What an earlier build or download left in the user's cache. */
record CachedBinaries(BinaryCache cache) implements BinarySource {

    @Override
    public String name() {
        return "the cache";
    }

    @Override
    public Search find(Consumer<String> progress) {
        return cache.binaries()
                .<Search>map(Search.Found::new)
                .orElseGet(() -> new Search.Missing("nothing whole in " + cache.folder()
                        + ". A build or a download fills it; a copy from another machine serves as well."));
    }
}
