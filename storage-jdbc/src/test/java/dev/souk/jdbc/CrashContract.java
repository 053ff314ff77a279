package dev.souk.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.store.Store;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that is killed loses nothing that it was told is committed, and leaves nothing half written. */
@Timeout(120)
abstract class CrashContract {
    private static final int ROUNDS = 4;
    private static final long SEED = 20260301;
    private static final int NUMBERS_A_ROUND = 100_000;

    /** The kind and the place of the database, as {@link CrashingWriter} takes them. */
    abstract List<String> target();

    abstract Store open();

    @Test
    void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
        Random random = new Random(SEED);
        List<Integer> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(killAfter(1 + random.nextInt(120), round * NUMBERS_A_ROUND));

            try (Store store = open()) {
                assertThat(acknowledged)
                        .as("round %d", round)
                        .allSatisfy(number -> assertThat(store.executions().find(Books.executionId(number)))
                                .isPresent());
                Books.Totals totals = Books.totals(store);
                assertThat(totals.wrong()).as("round %d", round).isEmpty();
                assertThat(totals.transfers()).isEqualTo(totals.running()).isGreaterThanOrEqualTo(acknowledged.size());
            }
        }
    }

    private List<Integer> killAfter(int acknowledgements, int firstNumber) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName()));
        command.addAll(target());
        command.add(Integer.toString(firstNumber));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Integer> lines = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (lines.size() < acknowledgements) {
                lines.add(Integer.valueOf(out.readLine()));
            }
            // Through its handle, which leaves the stream open: what was said before the kill counts too.
            process.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(Integer.valueOf(line));
            }
        }
        assertThat(process.waitFor()).as("killed by SIGKILL").isEqualTo(128 + 9);
        return lines;
    }
}
