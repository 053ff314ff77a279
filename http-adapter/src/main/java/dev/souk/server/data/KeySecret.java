package dev.souk.server.data;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The secret with which API keys are hashed, so that a stolen database alone opens nothing. It is made once and kept in a file that
 * only its owner can read, unless the environment gives another. Keys made under one secret are worth nothing under another.
 */
public final class KeySecret {
    /** The environment variable that stands in for the file. */
    public static final String VARIABLE = "SOUK_KEY_SECRET";

    private static final int LEAST_CHARACTERS = 32;
    private static final int RANDOM_BYTES = 32;

    private KeySecret() {}

    /**
     * The secret of this data directory, made now if there is none yet.
     *
     * @param data the directory; it exists
     * @param givenOrNull what the environment says
     * @param random where a new secret comes from
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if the secret is too short, or its file cannot be read or written
     */
    public static byte[] of(DataDirectory data, @Nullable String givenOrNull, SecureRandom random) {
        if (givenOrNull != null && !givenOrNull.isEmpty()) {
            return checked(givenOrNull, VARIABLE);
        }
        Path file = data.keySecret();
        try {
            if (Files.notExists(file)) {
                byte[] secret = new byte[RANDOM_BYTES];
                random.nextBytes(secret);
                SecretFile.make(file, HexFormat.of().formatHex(secret) + "\n");
            }
            return checked(Files.readString(file, StandardCharsets.US_ASCII).strip(), file.toString());
        } catch (IOException fault) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID,
                    "the key secret " + file + " cannot be read or made: " + fault + "; or set " + VARIABLE,
                    fault);
        }
    }

    private static byte[] checked(String secret, String where) {
        if (secret.length() < LEAST_CHARACTERS) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID,
                    "the key secret in " + where + " has " + secret.length() + " characters; it needs at least "
                            + LEAST_CHARACTERS);
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }
}
