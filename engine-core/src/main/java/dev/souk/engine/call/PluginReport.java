package dev.souk.engine.call;

import dev.souk.spi.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file in the plugin directory.
 *
 * @param file the file
 * @param plugin the plugin's id; empty if it was not loaded
 * @param agents what it brought, as {@code id version}; empty if it was not loaded
 * @param codeOrNull what kind of fault kept it out; null if it was loaded
 * @param reason what was wrong and what to do; empty if it was loaded
 * @since 0.1
 */
public record PluginReport(
        Path file,
        String plugin,
        List<String> agents,
        @Nullable ErrorCode codeOrNull,
        String reason) {
    /** Copies the list. */
    public PluginReport {
        agents = List.copyOf(agents);
    }

    /** Whether it was loaded. */
    public boolean isLoaded() {
        return codeOrNull == null;
    }
}
