package dev.kirooperator.converge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A short word that stands for a list of texts. */
public final class Fingerprint {

    private static final int BYTES = 8;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");

    private Fingerprint() {}

    /** Whether the text has a fingerprint's form. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** The fingerprint of the texts; another order is another fingerprint. */
    public static String of(Collection<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            texts.forEach(text -> digest.update((text + "\n").getBytes(UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
