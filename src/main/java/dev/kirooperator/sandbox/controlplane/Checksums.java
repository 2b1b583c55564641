package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Checksums of files, in lower-case hexadecimal. */
final class Checksums {

    private Checksums() {}

    /** SHA-256 of the files' contents, one after the other. */
    static String sha256(List<Path> files) throws IOException {
        return of(files, "SHA-256");
    }

    /** SHA-512 of one file. */
    static String sha512(Path file) throws IOException {
        return of(List.of(file), "SHA-512");
    }

    private static String of(List<Path> files, String algorithm) throws IOException {
        MessageDigest digest = digest(algorithm);
        for (Path file : files) {
            try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
                content.transferTo(OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }
}
