package dev.souk.engine.internal.plugin;

import dev.souk.engine.internal.catalog.CatalogEntry;
import dev.souk.spi.agent.Agent;
import java.nio.file.Path;
import java.util.List;
import org.pf4j.PluginManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin that was started, with its agents.
 *
 * @param file where it came from
 * @param id its id
 * @param version its version
 * @param entries its agents, ready to be called
 * @param manager holds its class loader
 */
public record LoadedPlugin(Path file, String id, String version, List<CatalogEntry> entries, PluginManager manager)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedPlugin.class);

    /** Copies the list. */
    public LoadedPlugin {
        entries = List.copyOf(entries);
    }

    /** Closes its agents, stops it and lets its class loader go. What fails is logged, and the rest goes on. */
    @Override
    public void close() {
        entries.forEach(entry -> close(entry.agent(), id));
        try {
            manager.unloadPlugin(id);
        } catch (Throwable fault) {
            LOG.warn("Plugin {} failed to stop", id, fault);
        }
    }

    static void close(Agent agent, String plugin) {
        try {
            agent.close();
        } catch (Throwable fault) {
            LOG.warn("An agent of plugin {} failed to close", plugin, fault);
        }
    }
}
