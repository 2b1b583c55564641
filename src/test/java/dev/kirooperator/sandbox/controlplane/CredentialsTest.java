package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    @TempDir
    private Path folder;

    private Credentials credentials;

    @BeforeEach
    void create() throws IOException {
        credentials = Credentials.create(folder);
    }

    @Test
    void the_token_is_an_administrators() {
        assertThat(credentials.tokenFile()).hasContent(credentials.token() + ",admin,admin,\"system:masters\"");
        assertThat(credentials.token()).matches("[0-9a-f]{64}");
    }

    @Test
    void every_start_has_other_credentials(@TempDir Path other) throws IOException {
        Credentials next = Credentials.create(other);

        assertThat(next.token()).isNotEqualTo(credentials.token());
        assertThat(next.signingKey()).content().isNotEqualTo(Files.readString(credentials.signingKey()));
    }

    @Test
    void creating_them_again_in_the_same_folder_replaces_them() throws IOException {
        Credentials next = Credentials.create(folder);

        assertThat(next.tokenFile())
                .isEqualTo(credentials.tokenFile())
                .content()
                .startsWith(next.token());
    }

    @Test
    void nobody_else_can_read_them() {
        assertThat(List.of(credentials.tokenFile(), credentials.signingKey()))
                .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    }

    @Test
    void the_two_keys_are_a_pair() throws GeneralSecurityException, IOException {
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        PrivateKey signing =
                rsa.generatePrivate(new PKCS8EncodedKeySpec(decode(credentials.signingKey(), "PRIVATE KEY")));
        PublicKey verifying = rsa.generatePublic(new X509EncodedKeySpec(decode(credentials.publicKey(), "PUBLIC KEY")));
        byte[] text = "token".getBytes(StandardCharsets.UTF_8);

        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(signing);
        signer.update(text);
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(verifying);
        verifier.update(text);

        assertThat(verifier.verify(signer.sign())).isTrue();
    }

    @Test
    void the_token_is_not_in_the_log() {
        assertThat(credentials.toString()).doesNotContain(credentials.token());
    }

    private static byte[] decode(Path file, String kind) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).first().isEqualTo("-----BEGIN " + kind + "-----");
        assertThat(lines).last().isEqualTo("-----END " + kind + "-----");
        return Base64.getDecoder().decode(String.join("", lines.subList(1, lines.size() - 1)));
    }
}
