package dev.souk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.souk.server.fixture.CommandLineRun;
import dev.souk.server.fixture.GatePlugin;
import dev.souk.server.fixture.ServerProcess;
import dev.souk.server.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "serve",
                "call",
                "agents",
                "keys",
                "credits",
                "refund",
                "payouts",
                "statement",
                "tenants",
                "budgets",
                "plans",
                "ledger"
            })
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
                List.of("serve", "--lease", "0"),
                List.of("serve", "--engine-name", "two words"),
                List.of("keys"),
                List.of("credits", "history", "--lines", "0"),
                List.of("agents", "--url", "nowhere", "--key", "k"),
                List.of("agents", "--url", "http://127.0.0.1:1"),
                List.of("call", "a.b", "--url", "http://127.0.0.1:1", "--key", "k", "--tenant", "t"),
                List.of("call", "a.b", "--attach", "x=y"),
                List.of("call", "a.b", "--input", "@/no/such/file"),
                List.of("call", "a.b", "--input", "{bad"),
                List.of("call", "a.b", "--input", "[1]"),
                List.of("help", "dance"),
                List.of("help", "credits", "show"),
                List.of("credits", "grant", "0", "--tenant", "t"),
                List.of("credits", "grant", "1,5", "--tenant", "t"),
                List.of("credits", "grant", "99999999999999999999", "--tenant", "t"),
                List.of("refund"),
                List.of("refund", "exe_1"),
                List.of("refund", "exe_00000000000000000000000000", "0"),
                List.of("refund", "exe_00000000000000000000000000", "-1"),
                List.of("refund", "exe_00000000000000000000000000", "\uff11"),
                List.of("payouts"),
                List.of("payouts", "request"),
                List.of("payouts", "request", "acme", "--by", "ann", "NaN"),
                List.of("payouts", "approve", "march"),
                List.of("payouts", "approve", "a/b", "--by", "bob"),
                List.of("payouts", "list", "--state", "gone"),
                List.of("payouts", "list", "--lines", "0"),
                List.of("payouts", "publishers", "--hold-back", "366"),
                List.of("statement", "tenant/acme"),
                List.of("statement", "tenant/acme", "--from", "today", "--to", "2026-03-31"),
                List.of("statement", "nothing", "--from", "2026-03-01", "--to", "2026-03-31"),
                List.of("statement", "--from", "2026-03-02", "--to", "2026-03-01"),
                List.of("budgets"),
                List.of("budgets", "set", "1", "--tenant", "t"),
                List.of("budgets", "set", "1", "--tenant", "t", "--period", "year"),
                List.of("budgets", "set", "1", "--tenant", "t", "--period", "day", "--user", "u", "--key-id", "k"),
                List.of("budgets", "set", "0", "--tenant", "t", "--period", "day"),
                List.of("budgets", "set", "1,5", "--tenant", "t", "--period", "day"),
                List.of("ledger", "verify", "--database", "jdbc:h2:mem:x"))) {
            CommandLineRun run = CommandLineRun.of(nonsense.toArray(String[]::new));
            assertThat(run.exitCode()).as(nonsense + " " + run).isEqualTo(2);
            assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void helpGoesDownToACommandsOwnCommand() {
        CommandLineRun help = CommandLineRun.of("help", "keys", "create");
        assertThat(help.out()).contains("Usage: souk keys create", "--label");
        assertThat(CommandLineRun.of("keys", "create", "--help")).isEqualTo(help);
        assertThat(CommandLineRun.of("help")).isEqualTo(CommandLineRun.of("--help"));
        assertThat(CommandLineRun.of("help", "credits", "show").err())
                .contains("no command 'souk credits show'", "souk help credits");
    }

    @Test
    void anAmountThatCannotBeGivenIsNamed() {
        assertThat(grant("0").err()).contains("'0' is too little", "more than 0");
        assertThat(grant("-5").err()).contains("'-5' is too little");
        assertThat(grant("99999999999999999999").err())
                .contains("'99999999999999999999' is too large", "at most 1000000000 credits");
        assertThat(grant("1000000000.000001").err()).contains("too large");
        assertThat(grant("9223372036854775807").err()).contains("too large");
        for (String amount : List.of("1,5", "NaN", "１２", "0.0000001", "1e3")) {
            assertThat(grant(amount).err()).contains("'" + amount + "'", "plain decimal", "at most six decimals");
        }
    }

    private static CommandLineRun grant(String amount) {
        return CommandLineRun.of("credits", "grant", amount, "--tenant", "t");
    }

    @Test
    void anInputThatIsNoJsonObjectIsToldOnce() {
        String broken = CommandLineRun.of("call", "a.b", "--input", "{bad").err();
        assertThat(broken).contains("no JSON", "line 1, column 2").containsOnlyOnce("Unexpected character");
        assertThat(CommandLineRun.of("call", "a.b", "--input", "{\"a\":").err())
                .contains("no JSON", "line 1")
                .doesNotContain("Source");
        assertThat(CommandLineRun.of("call", "a.b", "--input", "[1]").err())
                .contains("the input is a JSON array and no JSON object");
        assertThat(CommandLineRun.of("call", "a.b", "--input", "null").err()).contains("the JSON value null");
    }

    @Test
    void theDemoKeepsItsDatabaseInANewOrEmptyDirectoryOnly(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        CommandLineRun full = demo(directory, "--keep", directory.toString());
        assertThat(full.exitCode()).isEqualTo(2);
        assertThat(full.err()).contains("holds something already", "--keep").hasLineCount(1);
        CommandLineRun impossible =
                demo(directory, "--keep", file.resolve("below").toString());
        assertThat(impossible.exitCode()).isEqualTo(1);
        assertThat(impossible.err())
                .contains("--keep cannot be made", file.toString())
                .hasLineCount(1);
    }

    private static CommandLineRun demo(Path directory, String... more) {
        List<String> all = new ArrayList<>(List.of("demo", "--plugins", "x", "--samples", directory.toString()));
        all.addAll(List.of(more));
        return CommandLineRun.of(all.toArray(String[]::new));
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

    @Test
    void aFileThatIsNamedAsTheDataDirectoryIsSaidToBeNone(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        CommandLineRun run = CommandLineRun.of("ledger", "verify", "--data", file.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(file + " is not a directory", "--data").doesNotContain("there is no database");
    }

    /** A file that only others may read cannot be had as root, who may read everything. */
    @Test
    void aDatabaseThatMayNotBeReadIsNotCalledMissing(@TempDir Path directory) throws IOException {
        Path data = Files.createDirectory(
                directory.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        assumeThat(Files.isReadable(data)).as("this user may read everything").isFalse();
        CommandLineRun run = CommandLineRun.of("ledger", "verify", "--data", data.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("may not read the database").doesNotContain("there is no database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--verbose agents", "agents --verbose"})
    void everythingIsLoggedWhereverTheOptionStands(String line, @TempDir Path directory) throws Exception {
        String plugins = GatePlugin.in(directory.resolve("plugins")).toString();
        List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
        arguments.addAll(List.of("--plugins", plugins));
        assertThat(ServerProcess.run(directory, arguments.toArray(String[]::new))
                        .err())
                .contains("INFO", "Loaded plugin");
        assertThat(ServerProcess.run(directory, "agents", "--plugins", plugins).err())
                .doesNotContain("INFO");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "help", "help call", "--help", "dance", "serve --port 99999"})
    void standardOutputHoldsTheAnswerAlone(String line, @TempDir Path directory) throws Exception {
        String[] arguments = line.split(" ");
        ServerProcess.Ended process = ServerProcess.run(directory, arguments);
        CommandLineRun here = CommandLineRun.of(arguments);
        assertThat(process.exitCode()).isEqualTo(here.exitCode());
        assertThat(process.out().lines()).hasSameSizeAs(here.out().lines().toList());
        assertThat(process.out() + process.err()).doesNotContain("DEBUG");
        assertThat(process.err()).isEqualTo(here.err());
    }
}
