package dev.souk.server.data;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The key pair that signs the ledger's roots, made once and kept in a file that only its owner can read: the private and the public key
 * in PEM, RFC 7468.
 */
public final class LedgerKey {
    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private LedgerKey() {}

    /**
     * The key pair of this data directory, made now if there is none yet.
     *
     * @param data the directory; it exists
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if its file cannot be read or written, or holds something else
     */
    public static KeyPair of(DataDirectory data) {
        Path file = data.ledgerKey();
        try {
            if (Files.notExists(file)) {
                KeyPair made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
                SecretFile.make(
                        file,
                        pem(PRIVATE, made.getPrivate().getEncoded())
                                + pem(PUBLIC, made.getPublic().getEncoded()));
            }
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            return new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(bytes(text, PUBLIC))),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(bytes(text, PRIVATE))));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException fault) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID,
                    "the ledger's key " + file + " cannot be read or made: " + fault.getMessage()
                            + "; it holds an Ed25519 key pair in PEM, private and public",
                    fault);
        }
    }

    private static String pem(String what, byte[] key) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key) + "\n-----END " + what + "-----\n";
    }

    private static byte[] bytes(String text, String what) {
        String begin = "-----BEGIN " + what + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + what + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("it has no " + what);
        }
        return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    }
}
