package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.util.function.Consumer;

/** One of the four ways to get at kube-apiserver, kubectl and etcd. */
public sealed interface BinarySource permits AssetsFolder, CachedBinaries, GoBuild, EnvtestDownload {

    /** The way's name in messages. */
    String name();

    /**
     * Looks for the binaries, or makes them.
     *
     * @param progress gets a line whenever something happens that takes time
     * @throws IOException where trying the other sources would hide a mistake of the user or a broken disk
     * @throws InterruptedException where the thread was interrupted; nothing half made is left to be taken for whole
     */
    Search find(Consumer<String> progress) throws IOException, InterruptedException;
}
