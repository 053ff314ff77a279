package dev.souk.engine.internal.ledger;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Signs roots with Ed25519, RFC 8032, or does not. Public keys are told in base64url of their X.509 form.
 *
 * <p>Thread-safe.
 */
public final class RootKey {
    private static final String ALGORITHM = "Ed25519";

    private final @Nullable KeyPair pairOrNull;

    /**
     * A key.
     *
     * @param pairOrNull an Ed25519 key pair; null leaves roots without a signature
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if it is of another kind
     */
    public RootKey(@Nullable KeyPair pairOrNull) {
        this.pairOrNull = pairOrNull;
        if (pairOrNull != null && !isOwn(sign("a try"))) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID, "the ledger's key is two keys that do not belong together");
        }
    }

    private boolean isOwn(Signed signed) {
        return isValid(signed.key(), "a try", signed.signature());
    }

    /**
     * A signature.
     *
     * @param key the public key; empty if there is none
     * @param signature the signature; empty if there is none
     */
    record Signed(String key, String signature) {}

    Signed sign(String digest) {
        if (pairOrNull == null) {
            return new Signed("", "");
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pairOrNull.getPrivate());
            signature.update(digest.getBytes(StandardCharsets.US_ASCII));
            Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
            return new Signed(
                    base64.encodeToString(pairOrNull.getPublic().getEncoded()),
                    base64.encodeToString(signature.sign()));
        } catch (GeneralSecurityException unfit) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID, "the ledger's key cannot sign; give an Ed25519 key pair", unfit);
        }
    }

    /** Whether this is the signature of the digest with this public key. */
    static boolean isValid(String key, String digest, String signature) {
        try {
            PublicKey known = KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getUrlDecoder().decode(key)));
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(known);
            verifier.update(digest.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            return false;
        }
    }
}
