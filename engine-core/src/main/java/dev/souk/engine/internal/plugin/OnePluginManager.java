package dev.souk.engine.internal.plugin;

import dev.souk.spi.SpiVersion;
import java.nio.file.Path;
import org.pf4j.CompoundPluginLoader;
import org.pf4j.DefaultPluginLoader;
import org.pf4j.DefaultPluginManager;
import org.pf4j.JarPluginLoader;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginLoader;

/**
 * A PF4J manager for a single plugin. One manager holds one version of a plugin id; with one for each plugin, versions stand side by
 * side and a broken plugin breaks nothing else.
 */
final class OnePluginManager extends DefaultPluginManager {
    OnePluginManager(Path directory) {
        super(directory);
        // Without a system version PF4J would skip what a plugin requires.
        setSystemVersion(SpiVersion.CURRENT);
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new CompoundPluginLoader()
                .add(new JarPluginLoader(this) {
                    @Override
                    protected PluginClassLoader createPluginClassLoader(Path path, PluginDescriptor descriptor) {
                        return isolated(descriptor);
                    }
                })
                .add(new DefaultPluginLoader(this) {
                    @Override
                    protected PluginClassLoader createPluginClassLoader(Path path, PluginDescriptor descriptor) {
                        return isolated(descriptor);
                    }
                });
    }

    private PluginClassLoader isolated(PluginDescriptor descriptor) {
        return new PluginClassLoader(this, descriptor, new SpiOnlyClassLoader());
    }
}
