package dev.souk.engine.internal.plugin;

import dev.souk.engine.internal.catalog.CatalogEntry;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.SpiVersion;
import dev.souk.spi.agent.Agent;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;
import org.pf4j.util.FileUtils;

/**
 * One file or directory in the plugin directory, on its way to being a plugin. Every way in which that can go wrong comes out as a
 * {@link SoukException} whose message says what to do.
 */
final class PluginFile {
    private static final String SPI = "dev/souk/spi/";

    private final Path file;
    private final Path directory;
    private final Supplier<Path> scratch;

    /**
     * A candidate.
     *
     * @param file a jar, a zip as PF4J has it, or a directory
     * @param directory the plugin directory
     * @param scratch makes a directory in which a zip may be unpacked
     */
    PluginFile(Path file, Path directory, Supplier<Path> scratch) {
        this.file = file;
        this.directory = directory;
        this.scratch = scratch;
    }

    LoadedPlugin load() {
        checkContents();
        OnePluginManager manager = new OnePluginManager(directory);
        boolean loaded = false;
        try {
            String id = read(manager);
            PluginWrapper plugin = manager.getPlugin(id);
            requireNoSpiInside(plugin.getPluginClassLoader());
            start(manager, plugin);
            LoadedPlugin result =
                    new LoadedPlugin(file, id, plugin.getDescriptor().getVersion(), entries(manager, plugin), manager);
            loaded = true;
            return result;
        } finally {
            if (!loaded) {
                discard(manager);
            }
        }
    }

    private void checkContents() {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (Files.isDirectory(file)) {
            return;
        }
        if (!name.endsWith(".jar") && !name.endsWith(".zip")) {
            throw new SoukException(
                    ErrorCode.PLUGIN_UNREADABLE, "it is neither a .jar nor a .zip; only plugins belong here");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.stream().anyMatch(entry -> entry.getName().startsWith(SPI) && !entry.isDirectory())) {
                throw bundlesSpi();
            }
            if (!isDescribed(zip)) {
                throw new SoukException(
                        ErrorCode.PLUGIN_UNREADABLE,
                        "it has no plugin descriptor; its manifest needs Plugin-Id and Plugin-Version");
            }
        } catch (IOException damaged) {
            throw new SoukException(
                    ErrorCode.PLUGIN_UNREADABLE,
                    "it is truncated or damaged (" + damaged.getMessage() + "); copy it again",
                    damaged);
        }
    }

    /** Whether PF4J will find a descriptor; it would log a fault of its own before it said no. */
    private static boolean isDescribed(ZipFile zip) throws IOException {
        for (String name : List.of("plugin.properties", "classes/plugin.properties")) {
            if (zip.getEntry(name) != null) {
                return true;
            }
        }
        for (String name : List.of(JarFile.MANIFEST_NAME, "classes/" + JarFile.MANIFEST_NAME)) {
            ZipEntry entry = zip.getEntry(name);
            if (entry != null) {
                try (InputStream manifest = zip.getInputStream(entry)) {
                    return new Manifest(manifest).getMainAttributes().getValue("Plugin-Id") != null;
                }
            }
        }
        return false;
    }

    /** Finds the SPI where the file's own list of entries does not show it: in a directory, or in a library inside of a zip. */
    private static void requireNoSpiInside(ClassLoader loader) {
        if (loader instanceof URLClassLoader own && own.findResource(SPI + "agent/Agent.class") != null) {
            throw bundlesSpi();
        }
    }

    private static SoukException bundlesSpi() {
        return new SoukException(
                ErrorCode.PLUGIN_INCOMPATIBLE,
                "it bundles Souk's SPI; depend on souk-engine-spi with scope 'provided' and build it again");
    }

    private String read(OnePluginManager manager) {
        try {
            return manager.loadPlugin(unpacked());
        } catch (PluginRuntimeException | IllegalArgumentException | IOException broken) {
            throw new SoukException(
                    ErrorCode.PLUGIN_UNREADABLE,
                    "it has no plugin descriptor that can be read (" + broken.getMessage()
                            + "); its manifest needs Plugin-Id and Plugin-Version",
                    broken);
        }
    }

    private Path unpacked() throws IOException {
        if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            return file;
        }
        return FileUtils.expandIfZip(Files.copy(file, scratch.get().resolve(file.getFileName())));
    }

    private static void start(OnePluginManager manager, PluginWrapper plugin) {
        String requires = plugin.getDescriptor().getRequires();
        if (plugin.getPluginState() == PluginState.DISABLED) {
            throw new SoukException(
                    ErrorCode.PLUGIN_INCOMPATIBLE,
                    "it requires SPI " + requires + " and this is " + SpiVersion.CURRENT + "; get a version that fits");
        }
        PluginState state;
        try {
            state = manager.startPlugin(plugin.getPluginId());
        } catch (RuntimeException | Error broken) {
            throw new SoukException(ErrorCode.PLUGIN_FAILED, "it failed to start: " + broken, broken);
        }
        if (state != PluginState.STARTED) {
            Throwable reason = plugin.getFailedException();
            throw new SoukException(
                    ErrorCode.PLUGIN_FAILED,
                    "it did not start but is " + state + (reason == null ? "" : ": " + reason),
                    reason);
        }
    }

    private static List<CatalogEntry> entries(OnePluginManager manager, PluginWrapper plugin) {
        Set<String> names = new TreeSet<>(manager.getExtensionClassNames(plugin.getPluginId()));
        List<CatalogEntry> entries = new ArrayList<>();
        boolean complete = false;
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(plugin.getPluginClassLoader());
        try {
            for (String name : names) {
                entries.add(CatalogEntry.of(instance(plugin.getPluginClassLoader(), name), plugin.getPluginId()));
            }
            if (entries.isEmpty()) {
                throw new SoukException(
                        ErrorCode.PLUGIN_FAILED,
                        "it brings no agent; mark the class with @Extension and let PF4J's annotation processor run, so that"
                                + " META-INF/extensions.idx names it");
            }
            complete = true;
            return entries;
        } finally {
            thread.setContextClassLoader(before);
            if (!complete) {
                entries.forEach(entry -> LoadedPlugin.close(entry.agent(), plugin.getPluginId()));
            }
        }
    }

    private static Agent instance(ClassLoader loader, String name) {
        try {
            Class<?> type = loader.loadClass(name);
            if (!Agent.class.isAssignableFrom(type)) {
                throw new SoukException(
                        ErrorCode.PLUGIN_FAILED,
                        name + " is marked as an extension and is no " + Agent.class.getName());
            }
            return (Agent) type.getConstructor().newInstance();
        } catch (InvocationTargetException thrown) {
            throw new SoukException(
                    ErrorCode.PLUGIN_FAILED, "the constructor of " + name + " threw " + thrown.getCause(), thrown);
        } catch (ReflectiveOperationException | LinkageError broken) {
            throw new SoukException(
                    ErrorCode.PLUGIN_FAILED,
                    name + " cannot be made (" + broken
                            + "); it must be public with a public constructor without parameters",
                    broken);
        }
    }

    private static void discard(OnePluginManager manager) {
        try {
            manager.getPlugins().stream()
                    .map(PluginWrapper::getPluginId)
                    .toList()
                    .forEach(manager::unloadPlugin);
        } catch (Throwable alreadyBroken) {
            // It is being thrown away because it is broken; why is on its way to the report.
        }
    }
}
