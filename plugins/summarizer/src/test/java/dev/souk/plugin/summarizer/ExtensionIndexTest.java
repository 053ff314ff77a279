package dev.souk.plugin.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** From JDK 23 annotation processors do not run unless they are named; then the index would be empty without an error. */
class ExtensionIndexTest {
    @Test
    void theIndexBesideTheAgentListsIt() throws Exception {
        URI classes = SummarizerAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        assertThat(Files.readAllLines(Path.of(classes).resolve("META-INF/extensions.idx")))
                .filteredOn(line -> !line.startsWith("#"))
                .containsExactly(SummarizerAgent.class.getName());
    }
}
