package dev.souk.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.server.text.Json;
import dev.souk.server.text.Screen;
import dev.souk.server.text.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LedgerBenchTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream notes = new PrintStream(err, true, StandardCharsets.UTF_8);
        Screen screen = new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), notes, Style.PLAIN);
        return new CommandLine(new LedgerBench(screen, new Progress(notes, false))).execute(arguments);
    }

    @Test
    void bothWaysOfWritingAreMeasuredAndTheLastLineIsForPrograms() {
        assertThat(run("--accounts", "2", "--callers", "4", "--seconds", "1", "--warm-up", "1"))
                .isZero();
        String[] lines = out.toString(StandardCharsets.UTF_8).split(System.lineSeparator());
        String last = lines[lines.length - 1];
        assertThat(last).startsWith("RESULT ");
        Map<String, Object> result = Json.object(last.substring("RESULT ".length()));
        assertThat(result)
                .containsOnlyKeys(
                        "database",
                        "accounts",
                        "callers",
                        "threads",
                        "callsPerSecond",
                        "oneByOneCallsPerSecond",
                        "ratio",
                        "p50Micros",
                        "p99Micros",
                        "meanBatch",
                        "aloneP99Ratio")
                .containsEntry("database", "sqlite");
        assertThat(((Number) result.get("callsPerSecond")).longValue()).isPositive();
        assertThat(((Number) result.get("oneByOneCallsPerSecond")).longValue()).isPositive();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("in groups: warming up", "one by one, one caller");
    }

    @Test
    void anUnknownDatabaseIsNamed() {
        assertThat(run("--database", "oracle")).isEqualTo(2);
    }
}
