package dev.souk.server.serve;

import dev.souk.server.data.StoreSource;
import dev.souk.spi.store.EngineName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a standalone server is started with.
 *
 * @param host the address it binds to
 * @param port the port; 0 for any that is free
 * @param store which database
 * @param plugins directories with plugins
 * @param plansOrNull the file with the plans; null for the default ones
 * @param drain how long stopping waits for running calls
 * @param lease how long running calls are held when this server cannot renew them any more
 * @param holdBackDays for how many whole days earnings are held back
 * @param engineNameOrNull what it is called among the servers that share its database; null for none
 * @param keySecretOrNull the secret of the API keys if the environment gives one
 */
public record ServerSettings(
        String host,
        int port,
        StoreSource store,
        List<Path> plugins,
        @Nullable Path plansOrNull,
        Duration drain,
        Duration lease,
        int holdBackDays,
        @Nullable EngineName engineNameOrNull,
        @Nullable String keySecretOrNull) {
    /** Copies the list. */
    public ServerSettings {
        plugins = List.copyOf(plugins);
    }

    /** Names everything but the secret. */
    @Override
    public String toString() {
        return "ServerSettings[" + host + ":" + port + ", " + store + "]";
    }
}
