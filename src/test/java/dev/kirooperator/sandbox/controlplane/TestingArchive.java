package dev.kirooperator.sandbox.controlplane;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Writes a {@code tar.gz} entry by entry, tricks included that the program tar would not write. */
final class TestingArchive {

    private static final int BLOCK = 512;

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    /** An archive as envtest's: the three programs in their folder. */
    static TestingArchive whole() {
        TestingArchive archive = new TestingArchive();
        Binaries.NAMES.forEach(name -> archive.file("controller-tools/envtest/" + name, "#!/bin/sh\n"));
        return archive;
    }

    TestingArchive file(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        header(name, '0', "", bytes.length);
        tar.writeBytes(bytes);
        tar.writeBytes(new byte[(BLOCK - bytes.length % BLOCK) % BLOCK]);
        return this;
    }

    TestingArchive link(String name, String target) {
        header(name, '2', target, 0);
        return this;
    }

    byte[] gzipped() {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(result)) {
            tar.writeTo(gzip);
            gzip.write(new byte[2 * BLOCK]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result.toByteArray();
    }

    /** The ustar header; see POSIX.1, pax, "ustar Interchange Format". */
    private void header(String name, char type, String target, int size) {
        byte[] block = new byte[BLOCK];
        put(block, 0, name);
        put(block, 100, "0000644");
        put(block, 108, "0000000");
        put(block, 116, "0000000");
        put(block, 124, "%011o".formatted(size));
        put(block, 136, "00000000000");
        put(block, 148, "        ");
        put(block, 156, String.valueOf(type));
        put(block, 157, target);
        put(block, 257, "ustar");
        put(block, 263, "00");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, "%06o\0 ".formatted(sum));
        tar.writeBytes(block);
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
