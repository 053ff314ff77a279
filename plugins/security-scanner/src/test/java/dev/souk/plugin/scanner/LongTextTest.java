package dev.souk.plugin.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.souk.plugin.scanner.finding.Finding;
import dev.souk.plugin.scanner.source.FileKind;
import dev.souk.plugin.scanner.source.WindowReader;
import dev.souk.spi.agent.Attachment;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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

    /** The scan ran into its timeout, which counts as the agent's fault, and whoever sent such text opened its breaker for everybody. */
    @Test
    void aScanWhoseTimeIsNearlyOverEndsAndSaysWhere() {
        Attachment long1 = Scanned.file("a.txt", ("x = 1\n".repeat(10) + "key " + KEY + "\n").repeat(100));
        Attachment long2 = Scanned.file("b.txt", "key " + KEY);
        Scanned scanned = Scanned.of(Map.of(), new FakeContext(List.of(long1, long2)).losing(Duration.ofMillis(100)));

        assertThat(scanned.report().truncated()).isTrue();
        assertThat(scanned.report().files()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("a.txt");
            assertThat(file.lines()).isBetween(200, 300);
        });
        assertThat(scanned.findings()).hasSizeBetween(15, 30);
        assertThat(scanned.report().notes()).singleElement().satisfies(note -> {
            assertThat(note.file()).isEqualTo("a.txt");
            assertThat(note.message())
                    .contains("at line " + scanned.report().files().get(0).lines(), "was not scanned");
        });
    }

    @Test
    void aScanThatEndsEarlySaysSoInSarifToo() {
        Attachment file = Scanned.file("a.txt", "x = 1\n".repeat(1_000));
        Scanned scanned =
                Scanned.of(Map.of("format", "SARIF"), new FakeContext(List.of(file)).losing(Duration.ofMillis(100)));

        assertThat(scanned.json()
                        .at("/sarif/runs/0/invocations/0/toolExecutionNotifications/0/message/text")
                        .asString())
                .contains("a.txt: The time was over at line");
    }

    @Test
    void aScanThatComesToItsEndIsWhole() {
        assertThat(Scanned.text("a.txt", "key " + KEY).report().truncated()).isFalse();
    }

    /** Between two breaks no value ends, however many names stand there; the one after the break is found all the same. */
    @Test
    void aValueIsFoundAfterALongRunOfNames() {
        Scanned scanned = Scanned.text("a.properties", "password=".repeat(1_000) + ",password=k3y8s4Lpq\n");

        assertThat(scanned.findings()).extracting(Finding::ruleId).containsExactly("secret-assigned");
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
