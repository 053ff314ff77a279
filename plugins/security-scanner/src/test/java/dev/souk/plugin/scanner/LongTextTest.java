package dev.souk.plugin.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.souk.plugin.scanner.finding.Finding;
import dev.souk.plugin.scanner.source.FileKind;
import dev.souk.plugin.scanner.source.WindowReader;
import dev.souk.spi.agent.Attachment;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Long lines and long files. The test's JVM has 96 MB. */
class LongTextTest {
    private static final int MEGABYTE = 1 << 20;
    private static final String KEY = "gh" + "p_" + SecretCases.RANDOM.substring(0, 36);

    /** Gives one block again and again, and is never in memory as a whole. */
    private static final class Repeated extends InputStream {
        private final byte[] block;
        private final long length;
        private long position;

        Repeated(String block, long length) {
            this.block = block.getBytes(StandardCharsets.UTF_8);
            this.length = length;
        }

        @Override
        public int read() {
            return position == length ? -1 : block[(int) (position++ % block.length)] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int most) {
            if (position == length) {
                return -1;
            }
            int start = (int) (position % block.length);
            int count = (int) Math.min(Math.min(most, block.length - start), length - position);
            System.arraycopy(block, start, target, from, count);
            position += count;
            return count;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, 1048576",
        "DOCKERFILE, 65536",
        "KUBERNETES, 65536",
        "JAVA, 65536",
        "PYTHON, 65536",
        "JAVASCRIPT, 65536"
    })
    @Timeout(300) // a hang, not a measure
    void hostileLinesEndInEveryKind(FileKind kind, int length) {
        Hostile.texts(length).forEach(line -> {
            Scanned scanned = Scanned.of(Map.of("kind", kind.name(), "text", line));

            assertThat(scanned.report().files()).hasSize(1);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15_300, 15_359, 15_360, 15_361, 16_340, 16_350, 16_384, 30_000, 40_000, 999_000})
    void aKeyIsFoundOnceWhereverItStandsInALongLine(int column) {
        String line = ".".repeat(column) + " " + KEY + " " + ".".repeat(MEGABYTE - column);
        Scanned scanned = Scanned.text("a.txt", "first\n" + line + "\nlast");

        assertThat(scanned.findings()).singleElement().satisfies(f -> {
            assertThat(f.ruleId()).isEqualTo("secret-github-token");
            assertThat(f.line()).isEqualTo(2);
            assertThat(f.column()).isEqualTo(column + 2);
            assertThat(f.excerpt()).contains("ghp_****").hasSizeLessThan(200);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 28_000, 28_670, 28_672, 32_767, 32_768, 40_000, 500_000})
    void aCallIsFoundOnceWhereverItStandsInMinifiedCode(int column) {
        String line = ";".repeat(column) + "eval(x)" + ";".repeat(MEGABYTE - column);
        Scanned scanned = Scanned.text("a.js", "first()\n" + line + "\nlast()");

        assertThat(scanned.findings())
                .extracting(Finding::ruleId, Finding::line, Finding::column)
                .containsExactly(tuple("js-eval", 2, column + 1));
    }

    @Test
    void aRandomStringTooLongForAKeyIsDataHoweverItIsCut() {
        String data = SecretCases.RANDOM.repeat(3 * WindowReader.WINDOW / SecretCases.RANDOM.length());

        assertThat(Scanned.text("a.txt", "x = \"" + data + "\"").findings()).isEmpty();
    }

    @Test
    void aHundredMegabytesOfTextNeedLittleMemory() {
        String block =
                "2026-01-02 12:34:56 INFO  order 4711 of customer 815 was paid, reference 7d444840\n".repeat(1000)
                        + "2026-01-02 12:34:57 DEBUG token " + KEY + "\n";
        long length = 100L * MEGABYTE;
        Attachment log = new Attachment.Source("a.log", "text/plain", length, () -> new Repeated(block, length));
        Scanned scanned = Scanned.of(Map.of(), log);

        assertThat(scanned.report().counts().critical()).isGreaterThan(1000);
        assertThat(scanned.report().truncated()).isTrue();
        assertThat(scanned.findings()).hasSize(500);
    }

    @Test
    void aLongLineWithoutAnEndNeedsLittleMemory() {
        long length = 50L * MEGABYTE;
        Attachment line =
                new Attachment.Source("a.txt", "text/plain", length, () -> new Repeated("lorem ipsum ", length));

        assertThat(Scanned.of(Map.of(), line).report().files().get(0).lines()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.yaml", "Dockerfile", "A.java"})
    void aLongFileOfEveryKindNeedsLittleMemory(String name) {
        long length = 30L * MEGABYTE;
        String block = "apiVersion: v1\nkind: Pod\nRUN x \\\n  y(\"a\") # z\n".repeat(100);
        Attachment file = new Attachment.Source(name, "text/plain", length, () -> new Repeated(block, length));

        assertThat(Scanned.of(Map.of(), file).report().files().get(0).lines()).isGreaterThan(1_000_000);
    }
}
