package dev.souk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.server.fixture.CommandLineRun;
import dev.souk.server.text.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @ParameterizedTest
    @ValueSource(strings = {"demo", "serve", "call", "agents", "keys", "credits", "tenants", "plans", "ledger"})
    void everyCommandHasHelpWithAnExample(String command) {
        CommandLineRun help = CommandLineRun.of("help", command);
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: souk " + command, "Example", "  souk " + command);
        assertThat(CommandLineRun.of(command, "--help")).isEqualTo(help);
    }

    @Test
    void nonsenseIsToldAndExits2() {
        for (List<String> nonsense : List.of(
                List.<String>of(),
                List.of("dance"),
                List.of("call"),
                List.of("serve", "--port", "x"),
                List.of("serve", "--port", "70000"),
                List.of("serve", "--drain", "0"),
                List.of("keys"),
                List.of("credits", "history", "--lines", "0"),
                List.of("agents", "--url", "nowhere", "--key", "k"),
                List.of("agents", "--url", "http://127.0.0.1:1"),
                List.of("call", "a.b", "--url", "http://127.0.0.1:1", "--key", "k", "--tenant", "t"),
                List.of("call", "a.b", "--attach", "x=y"),
                List.of("call", "a.b", "--input", "@/no/such/file"),
                List.of("ledger", "verify", "--database", "jdbc:h2:mem:x"))) {
            CommandLineRun run = CommandLineRun.of(nonsense.toArray(String[]::new));
            assertThat(run.exitCode()).as(nonsense + " " + run).isEqualTo(2);
            assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() {
        CommandLineRun run = CommandLineRun.of("agents", "--url", "http://127.0.0.1:1", "--key", "souk_live_x");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("no server answers at http://127.0.0.1:1")
                .doesNotContain("\tat ");
    }

    @Test
    void plansCanBeReadByAProgram() {
        CommandLineRun run = CommandLineRun.of("plans", "--json");
        assertThat((List<?>) Json.object(run.out()).get("plans")).hasSize(7);
        assertThat(CommandLineRun.of("plans").out()).contains("byok", "0.002", "3 calls for each user and device");
    }

    @Test
    void anExpectedFaultHasALineAndNoTrace(@TempDir Path directory) {
        String[] verify = {"ledger", "verify", "--data", directory.toString()};
        CommandLineRun run = CommandLineRun.of(verify);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("there is no database").hasLineCount(1);
    }
}
