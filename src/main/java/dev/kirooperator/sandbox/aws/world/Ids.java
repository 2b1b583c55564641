package dev.kirooperator.sandbox.aws.world;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/** Ids in AWS's own patterns, the same sequence for the same seed. */
public final class Ids {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final SplittableRandom random;
    private final String directoryPrefix;
    private long sequence;

    public Ids(long seed) {
        random = new SplittableRandom(seed);
        directoryPrefix = hex(10);
    }

    /** The next number of the order in which things came into being; list operations page by it. */
    long next() {
        return ++sequence;
    }

    /** An Identity Store resource id: ten hexadecimal digits of the directory, a dash, a UUID. */
    String resource() {
        return directoryPrefix + "-" + uuid();
    }

    /** A version 4 UUID in lower case. */
    public String uuid() {
        long most = (random.nextLong() & ~0xF000L) | 0x4000L;
        long least = (random.nextLong() & ~0xC000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
        return new UUID(most, least).toString();
    }

    /** {@code length} lower-case hexadecimal digits. */
    public String hex(int length) {
        StringBuilder digits = new StringBuilder();
        while (digits.length() < length) {
            digits.append(String.format(Locale.ROOT, "%016x", random.nextLong()));
        }
        return digits.substring(0, length);
    }

    /** {@code length} characters A-Z and 2-7, the alphabet of access keys and profile ids. */
    public String base32(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(BASE32.charAt(random.nextInt(BASE32.length())));
        }
        return text.toString();
    }
}
