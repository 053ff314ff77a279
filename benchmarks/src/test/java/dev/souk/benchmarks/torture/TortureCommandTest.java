package dev.souk.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.benchmarks.load.Progress;
import dev.souk.server.text.Json;
import dev.souk.server.text.Screen;
import dev.souk.server.text.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TortureCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(List<Torture> tortures, String... arguments) {
        PrintStream notes = new PrintStream(err, true, StandardCharsets.UTF_8);
        Screen screen = new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), notes, Style.PLAIN);
        return new CommandLine(new TortureCommand(screen, new Progress(notes, false), tortures))
                .setErr(screen.notes())
                .execute(arguments);
    }

    private int run(String... arguments) {
        return run(Tortures.ALL, arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Map<String, Object> result() {
        String[] lines = out().split(System.lineSeparator());
        String last = lines[lines.length - 1];
        assertThat(last).startsWith("RESULT ");
        return Json.object(last.substring("RESULT ".length()));
    }

    /** Finds something wrong in every third case. */
    private static final class Wrong implements Torture {
        @Override
        public String name() {
            return "wrong";
        }

        @Override
        public String description() {
            return "Finds something.";
        }

        @Override
        public List<Place.Kind> databases() {
            return List.of(Place.Kind.MEMORY);
        }

        @Override
        public long defaultCases() {
            return 7;
        }

        @Override
        public Outcome run(long seed, long cases, Place place, Progress progress) {
            Findings findings = new Findings();
            for (long i = 0; i < cases; i++) {
                if (Math.floorMod(seed + i, 3L) == 0) {
                    findings.fail(seed + i, "a micro is missing");
                }
                findings.count("looked");
            }
            return findings.outcome(cases);
        }
    }

    @Test
    void withoutANameTheyAreListed() {
        assertThat(run()).isZero();
        assertThat(out()).contains("race", "idempotency", "kill", "kill-database", "cut");
    }

    @Test
    void aRunSaysWhatItCountedAndTheLastLineIsForPrograms() {
        assertThat(run("race", "--database", "memory", "--cases", "1", "--seed", "5"))
                .isZero();
        assertThat(result())
                .containsEntry("name", "race")
                .containsEntry("cases", 1)
                .containsEntry("failures", 0)
                .containsEntry("seed", 5)
                .containsEntry("databases", List.of("memory"));
        assertThat(err()).contains("race on memory, 1 cases from seed 5");
    }

    @Test
    void whatFailedIsShownWithTheSeedThatShowsItAgain() {
        assertThat(run(List.of(new Wrong()), "wrong", "--seed", "10")).isEqualTo(1);
        assertThat(out())
                .contains("FAILED a micro is missing")
                .contains("souk torture wrong --database memory --seed 12 --cases 1")
                .contains("souk torture wrong --database memory --seed 15 --cases 1");
        assertThat(result()).containsEntry("cases", 7).containsEntry("failures", 2);

        out.reset();
        assertThat(run(List.of(new Wrong()), "wrong", "--seed", "12", "--cases", "1"))
                .isEqualTo(1);
        assertThat(result()).containsEntry("failures", 1);
    }

    @Test
    void whatThereIsNotIsNamed() {
        assertThat(run("drown")).isEqualTo(2);
        assertThat(err()).contains("'drown'", "kill-database");
        assertThat(run("kill", "--database", "memory")).isEqualTo(2);
        assertThat(err()).contains("kill is run on sqlite, postgres, not on 'memory'");
        assertThat(run("race", "--cases", "0")).isEqualTo(2);
        assertThat(run("race", "--url", "jdbc:postgresql://localhost/souk", "--database", "sqlite"))
                .isEqualTo(2);
    }
}
