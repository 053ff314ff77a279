package dev.souk.plugin.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.souk.plugin.scanner.finding.Finding;
import dev.souk.plugin.scanner.source.FileKind;
import dev.souk.spi.agent.Attachment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole files: ordinary ones in which nothing is wrong, and the samples in which much is. */
class CorpusTest {
    private static final Path CLEAN = Path.of("src/test/resources/clean");
    private static final Path SAMPLES = Path.of("../../samples/data");

    static Stream<Path> cleanFiles() throws IOException {
        try (Stream<Path> files = Files.list(CLEAN)) {
            return files.sorted().toList().stream();
        }
    }

    static Stream<Path> ownSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource({"cleanFiles", "ownSources"})
    void nothingIsFoundInAFileInWhichNothingIsWrong(Path file) throws IOException {
        assertThat(scan(file).findings()).isEmpty();
    }

    @Test
    void theCleanFilesAreOfEveryKind() throws IOException {
        List<FileKind> kinds = cleanFiles()
                .map(file -> scan(file).report().files().get(0).kind())
                .distinct()
                .toList();

        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        FileKind.TEXT,
                        FileKind.DOCKERFILE,
                        FileKind.KUBERNETES,
                        FileKind.JAVA,
                        FileKind.PYTHON,
                        FileKind.JAVASCRIPT);
    }

    @Test
    void theLeakyManifestShowsItsFaults() {
        assertThat(scan(SAMPLES.resolve("leaky-config.yaml")).findings())
                .extracting(Finding::ruleId, Finding::line)
                .containsExactly(
                        tuple("k8s-host-namespace", 18),
                        tuple("k8s-account-token", 19),
                        tuple("k8s-no-limits", 21),
                        tuple("k8s-unpinned-image", 22),
                        tuple("k8s-privileged", 24),
                        tuple("k8s-capabilities", 26),
                        tuple("k8s-secret-variable", 29),
                        tuple("secret-aws-access-key", 31),
                        tuple("k8s-secret-variable", 33),
                        tuple("secret-database-url", 35),
                        tuple("k8s-host-path", 45),
                        tuple("private-key-rsa", 55));
    }

    @Test
    void theLeakyDockerfileShowsItsFaults() {
        assertThat(scan(SAMPLES.resolve("Dockerfile.leaky")).findings())
                .extracting(Finding::ruleId, Finding::line)
                .containsExactly(
                        tuple("docker-unpinned-image", 2),
                        tuple("docker-secret-variable", 4),
                        tuple("docker-secret-variable", 5),
                        tuple("docker-add-url", 7),
                        tuple("docker-pipe-to-shell", 9),
                        tuple("docker-sudo", 10),
                        tuple("docker-world-writable", 11),
                        tuple("docker-root-user", 13));
    }

    private static Scanned scan(Path file) {
        try {
            return Scanned.of(Map.of(), Attachment.of(file.getFileName().toString(), "text/plain", file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
