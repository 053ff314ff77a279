package dev.souk.server.command;

import dev.souk.server.text.Screen;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a command finds around it.
 *
 * @param screen where it writes
 * @param input what is piped to it
 * @param environment the environment's variables
 * @param homeOrNull where Souk was built: the directory with {@code plugins} and {@code samples}; null if nobody says
 * @param version which version this is
 * @param clock the time that is recorded
 * @param ticker elapsed nanoseconds
 * @param random where keys and secrets come from
 */
public record Shell(
        Screen screen,
        InputStream input,
        Map<String, String> environment,
        @Nullable Path homeOrNull,
        String version,
        InstantSource clock,
        LongSupplier ticker,
        SecureRandom random) {
    /** A variable of the environment, or null if it is not set or empty. */
    @Nullable
    String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
