package dev.souk.engine.internal.plugin;

import dev.souk.engine.call.PluginReport;
import dev.souk.engine.internal.catalog.Catalog;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.event.MarketEventListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.pf4j.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads every plugin of a directory, in the order of the file names, into the catalog. What is broken is reported and skipped; the
 * rest loads. A plugin comes in with all its agents or not at all.
 *
 * <p>Used by one thread at the engine's start and one at its end, and by a thread for each plugin, which that one waits for. Where a
 * plugin takes too long the two go on side by side; then they share {@link #scratches} alone, which is safe for it.
 */
public final class PluginDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginDirectory.class);

    private final Catalog catalog;
    private final InstantSource clock;
    private final MarketEventListener listener;
    private final Duration timeout;
    private final List<PluginReport> reports = new ArrayList<>();
    private final List<LoadedPlugin> loaded = new ArrayList<>();
    private final Map<String, Path> known = new HashMap<>();
    private final List<Path> scratches = new CopyOnWriteArrayList<>();

    /**
     * A loader into this catalog.
     *
     * @param catalog where agents go
     * @param clock the time of events
     * @param listener told of each plugin
     * @param timeout how long a plugin may take to load, and to close
     */
    public PluginDirectory(Catalog catalog, InstantSource clock, MarketEventListener listener, Duration timeout) {
        this.catalog = catalog;
        this.clock = clock;
        this.listener = listener;
        this.timeout = timeout;
    }

    /**
     * Loads what is in a directory.
     *
     * @param directory where plugins lie
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if there is no such directory, or it cannot be read
     */
    public void load(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID, "the plugin directory " + directory.toAbsolutePath() + " is not there");
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory)) {
            files = entries.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID, "the plugin directory " + directory + " cannot be read", unreadable);
        }
        files.forEach(file -> loadOne(file, directory));
    }

    private void loadOne(Path file, Path directory) {
        LoadedPlugin plugin = null;
        try {
            plugin = loaded(new PluginFile(file, directory, this::scratch));
            add(plugin);
        } catch (SoukException broken) {
            if (plugin != null) {
                close(plugin);
            }
            reject(file, broken.code(), String.valueOf(broken.getMessage()));
        }
    }

    /** Whatever a plugin throws comes out as a {@link SoukException}, and the others load all the same. */
    private LoadedPlugin loaded(PluginFile file) {
        return LimitedTime.of("souk-plugin-start", timeout, file::load, LoadedPlugin::close)
                .orElseThrow(() -> new SoukException(
                        ErrorCode.PLUGIN_FAILED,
                        "it did not start within " + timeout.toMillis()
                                + " ms; start(), the constructors and descriptor() of its agents"
                                + " must return soon"));
    }

    private void close(LoadedPlugin plugin) {
        LimitedTime.close("plugin " + plugin.id(), timeout, plugin);
    }

    private Path scratch() {
        try {
            Path scratch = Files.createTempDirectory("souk-plugin");
            scratches.add(scratch);
            return scratch;
        } catch (IOException full) {
            throw new UncheckedIOException("no temporary directory could be made to unpack it", full);
        }
    }

    private void add(LoadedPlugin plugin) {
        String name = plugin.id() + " " + plugin.version();
        Path before = known.putIfAbsent(name, plugin.file());
        if (before != null) {
            throw new SoukException(
                    ErrorCode.PLUGIN_DUPLICATE, "plugin " + name + " is loaded already, from " + before.getFileName());
        }
        try {
            catalog.add(plugin.entries());
        } catch (SoukException duplicate) {
            known.remove(name);
            throw duplicate;
        }
        loaded.add(plugin);
        List<String> agents = plugin.entries().stream()
                .map(entry -> entry.id() + " " + entry.version())
                .toList();
        reports.add(new PluginReport(plugin.file(), plugin.id(), agents, null, ""));
        LOG.info("Loaded plugin {} with {}", name, agents);
        listener.onEvent(new MarketEvent.PluginLoaded(clock.instant(), plugin.id(), agents));
    }

    private void reject(Path file, ErrorCode code, String reason) {
        reports.add(new PluginReport(file, "", List.of(), code, reason));
        LOG.warn("Skipped {}: {}: {}", file.getFileName(), code.id(), reason);
        listener.onEvent(new MarketEvent.PluginRejected(
                clock.instant(), file.getFileName().toString(), code, reason));
    }

    /** What became of each file so far. */
    public List<PluginReport> reports() {
        return List.copyOf(reports);
    }

    /** Closes all plugins, the last loaded first. */
    @Override
    public void close() {
        for (int i = loaded.size() - 1; i >= 0; i--) {
            close(loaded.get(i));
        }
        loaded.clear();
        for (Path scratch : scratches) {
            try {
                FileUtils.delete(scratch);
            } catch (IOException left) {
                LOG.warn("{} could not be deleted", scratch, left);
            }
        }
        scratches.clear();
    }
}
