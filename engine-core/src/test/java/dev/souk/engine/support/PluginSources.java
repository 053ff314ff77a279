package dev.souk.engine.support;

import dev.souk.spi.agent.Agent;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.pf4j.Extension;

/** Compiles the agents under {@code plugins/*.java.txt} of the test resources, and packs them as plugins, good and bad ones. */
public final class PluginSources {
    private static final Path CLASSES = compiled();

    private PluginSources() {}

    private static Path compiled() {
        try {
            Path resources = Path.of(PluginSources.class.getResource("/plugins").toURI());
            Path work = Files.createTempDirectory("souk-test-plugins");
            List<String> arguments = new ArrayList<>(List.of(
                    "-proc:none", "-nowarn", "-cp", classPath(Agent.class, Extension.class), "-d", work.toString()));
            try (Stream<Path> sources = Files.list(resources)) {
                for (Path source : sources.sorted().toList()) {
                    String name = source.getFileName().toString().replace(".txt", "");
                    arguments.add(Files.copy(source, work.resolve(name)).toString());
                }
            }
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
                throw new IllegalStateException("the test's plugins do not compile");
            }
            return work;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (URISyntaxException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String classPath(Class<?>... types) throws URISyntaxException {
        List<String> entries = new ArrayList<>();
        for (Class<?> type : types) {
            entries.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    /** A plugin that is going to be packed. */
    public static final class Packing {
        private final Attributes attributes = new Attributes();
        private final Map<String, byte[]> entries = new LinkedHashMap<>();

        private Packing() {}

        public Packing attribute(String name, String value) {
            attributes.putValue(name, value);
            return this;
        }

        public Packing without(String attribute) {
            attributes.remove(new Attributes.Name(attribute));
            return this;
        }

        /** Names the extensions in the index that PF4J's annotation processor writes. */
        public Packing extensions(String... classes) {
            return entry("META-INF/extensions.idx", String.join("\n", classes).getBytes(StandardCharsets.UTF_8));
        }

        /** Adds the class of this name, with those nested in it. */
        public Packing classes(String... names) {
            for (String name : names) {
                String file = name.replace('.', '/');
                Path directory = CLASSES.resolve(file).getParent();
                String simple = file.substring(file.lastIndexOf('/') + 1);
                try (Stream<Path> found = Files.list(directory)) {
                    for (Path each : found.toList()) {
                        String entry = each.getFileName().toString();
                        if (entry.equals(simple + ".class") || entry.startsWith(simple + "$")) {
                            entry(CLASSES.relativize(each).toString().replace('\\', '/'), Files.readAllBytes(each));
                        }
                    }
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }
            return this;
        }

        /** Says which agent {@code plug.Hello} is. */
        public Packing agent(String id, String version) {
            return entry("agent.txt", (id + " " + version).getBytes(StandardCharsets.UTF_8));
        }

        public Packing entry(String name, byte[] bytes) {
            entries.put(name, bytes);
            return this;
        }

        private Manifest manifest() {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().putAll(attributes);
            return manifest;
        }

        /** Packs it as a jar. */
        public Path jar(Path directory, String file) {
            Path jar = directory.resolve(file);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest())) {
                write(out, "");
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            return jar;
        }

        /** Packs it as PF4J's zip: descriptor and classes under {@code classes/}, a library under {@code lib/} if there is one. */
        public Path zip(Path directory, String file, Path... libraries) {
            Path zip = directory.resolve(file);
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
                out.putNextEntry(new ZipEntry("classes/META-INF/MANIFEST.MF"));
                manifest().write(out);
                write(out, "classes/");
                for (Path library : libraries) {
                    out.putNextEntry(new ZipEntry("lib/" + library.getFileName()));
                    Files.copy(library, out);
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            return zip;
        }

        /** Lays it out as a directory. */
        public Path directory(Path parent, String name) {
            Path directory = parent.resolve(name);
            try {
                Path classes = Files.createDirectories(directory.resolve("classes/META-INF"));
                try (var out = Files.newOutputStream(classes.resolve("MANIFEST.MF"))) {
                    manifest().write(out);
                }
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    Path file = directory.resolve("classes").resolve(entry.getKey());
                    Files.createDirectories(file.getParent());
                    Files.write(file, entry.getValue());
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            return directory;
        }

        private void write(ZipOutputStream out, String prefix) throws IOException {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(prefix + entry.getKey()));
                out.write(entry.getValue());
            }
        }
    }

    /** A plugin with this one agent class. */
    public static Packing plugin(String id, String version, String agentClass) {
        return new Packing()
                .attribute("Plugin-Id", id)
                .attribute("Plugin-Version", version)
                .attribute("Plugin-Requires", ">=1.0.0 & <2.0.0")
                .classes(agentClass)
                .extensions(agentClass);
    }

    /** A plugin whose agent has this id and version, and answers {@code hello}. */
    public static Packing hello(String agent, String version) {
        return plugin(agent, version, "plug.Hello").agent(agent, version);
    }

    /** A plugin of nothing. */
    public static Packing empty() {
        return new Packing();
    }
}
