package dev.souk.engine.internal.plugin;

import dev.souk.spi.agent.Agent;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * What a plugin's class loader has above it: the JDK, the SPI, PF4J's marker and the nullness annotations. The engine's own classes and
 * its libraries are out of sight, so a plugin can bundle any version of anything.
 */
final class SpiOnlyClassLoader extends ClassLoader {
    private static final List<String> SHARED = List.of("dev.souk.spi.", "org.pf4j.", "org.jspecify.annotations.");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader engine = Agent.class.getClassLoader();

    SpiOnlyClassLoader() {
        super("souk-spi", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return engine.loadClass(name);
        }
        throw new ClassNotFoundException(name + " is not in the plugin, and a plugin sees only the JDK and Souk's SPI");
    }

    @Override
    public URL getResource(String name) {
        return getParent().getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) {
        return Collections.emptyEnumeration();
    }
}
