package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What the API server accepts: one random token of an administrator, and the RSA key pair that signs the tokens of
 * service accounts. Made anew for each start, readable by their owner only.
 *
 * @param token the administrator's bearer token
 * @param tokenFile the same in kube-apiserver's CSV form
 * @param signingKey PKCS#8, PEM
 * @param publicKey X.509, PEM
 */
record Credentials(String token, Path tokenFile, Path signingKey, Path publicKey) {

    private static final int TOKEN_BYTES = 32;
    private static final int KEY_BITS = 2048;
    private static final int PEM_LINE = 64;

    static Credentials create(Path folder) throws IOException {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        KeyPair keys = rsaKeys();
        return new Credentials(
                token,
                PrivateFiles.write(folder.resolve("tokens.csv"), token + ",admin,admin,\"system:masters\"\n"),
                PrivateFiles.write(
                        folder.resolve("service-account.key"),
                        pem("PRIVATE KEY", keys.getPrivate().getEncoded())),
                PrivateFiles.write(
                        folder.resolve("service-account.pub"),
                        pem("PUBLIC KEY", keys.getPublic().getEncoded())));
    }

    /** The token is left out. */
    @Override
    public String toString() {
        return "Credentials[" + tokenFile + "]";
    }

    private static KeyPair rsaKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has RSA", e);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        Base64.Encoder lines = Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + kind + "-----\n" + lines.encodeToString(encoded) + "\n-----END " + kind + "-----\n";
    }
}
