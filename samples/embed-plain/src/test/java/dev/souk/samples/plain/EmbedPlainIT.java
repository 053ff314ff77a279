package dev.souk.samples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Receipt;
import dev.souk.spi.Credits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedPlainIT {
    private static final Path THIRD_PARTY = Path.of("..", "third-party-plugin");

    @TempDir
    Path directory;

    @Test
    void aThirdPartysPluginIsCalledAndPaidFor() throws IOException {
        Path plugins = Files.createDirectory(directory.resolve("plugins"));
        Files.copy(
                THIRD_PARTY.resolve("target").resolve("word-counter-1.0.0.jar"), plugins.resolve("word-counter.jar"));

        CallResult result =
                EmbedPlain.call(directory.resolve("souk.db"), plugins, "example.word-counter", "one two three");

        assertThat(result).isInstanceOfSatisfying(Receipt.class, receipt -> {
            assertThat(receipt.output()).containsEntry("words", 3L);
            assertThat(receipt.charge()).isEqualTo(Credits.parse("0.0105"));
            assertThat(receipt.balance()).isEqualTo(Credits.parse("9.9895"));
        });
    }

    @Test
    void aUsefulThirdPartyAgentHasAtMostTwentyLines() throws IOException {
        Path source = THIRD_PARTY.resolve("src/main/java/com/example/WordCounter.java");
        long lines = Files.readAllLines(source).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("import") && !line.startsWith("package"))
                .count();
        assertThat(lines).isLessThanOrEqualTo(20);
    }

    @Test
    void theReadmeShowsTheseLines() throws IOException {
        String readme = Files.readString(Path.of("..", "..", "README.md"));
        assertThat(readme)
                .contains(snippet(Path.of("src/main/java/dev/souk/samples/plain/EmbedPlain.java")))
                .contains(Files.readString(THIRD_PARTY.resolve("src/main/java/com/example/WordCounter.java"))
                        .strip());
    }

    private static String snippet(Path source) throws IOException {
        return Files.readAllLines(source).stream()
                .dropWhile(line -> !line.contains("snippet:embed"))
                .skip(1)
                .takeWhile(line -> !line.contains("end:embed"))
                .map(line -> line.replaceFirst("^ {4}", ""))
                .collect(Collectors.joining("\n"));
    }
}
