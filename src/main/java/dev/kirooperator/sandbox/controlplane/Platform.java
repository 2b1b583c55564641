package dev.kirooperator.sandbox.controlplane;

import java.util.Locale;

/**
 * Operating system and processor in Go's words, as release archives are named.
 *
 * @param os for example {@code linux} or {@code darwin}
 * @param arch for example {@code amd64} or {@code arm64}
 */
public record Platform(String os, String arch) {

    /**
     * Translates Java's words into Go's.
     *
     * @param osName the system property {@code os.name}
     * @param osArch the system property {@code os.arch}
     */
    public static Platform of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        return new Platform(
                os.startsWith("mac") ? "darwin" : os,
                switch (osArch) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> osArch;
                });
    }

    @Override
    public String toString() {
        return os + "-" + arch;
    }
}
