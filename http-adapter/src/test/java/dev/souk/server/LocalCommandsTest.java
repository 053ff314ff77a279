package dev.souk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.server.fixture.CommandLineRun;
import dev.souk.server.fixture.GateAgent;
import dev.souk.server.fixture.GatePlugin;
import dev.souk.server.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCommandsTest {
    private static final String HELLO = "{\"text\": \"hello\"}";

    @TempDir
    Path directory;

    private Path data;
    private Path plugins;

    @BeforeEach
    void place() throws IOException {
        data = directory.resolve("data");
        plugins = GatePlugin.in(directory.resolve("plugins"));
    }

    private CommandLineRun souk(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private CommandLineRun call(String input, String... more) {
        List<String> all = new ArrayList<>(List.of("call", GateAgent.ID, "--input", input));
        all.addAll(List.of("--plugins", plugins.toString()));
        all.addAll(List.of(more));
        return souk(all.toArray(String[]::new));
    }

    @Nested
    class Calling {
        @Test
        void theOutputIsJsonOnStandardOutputAndTheReceiptIsBesideIt() {
            CommandLineRun run = call(HELLO);
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(Json.object(run.out())).containsEntry("text", "hello");
            assertThat(run.err()).contains("exe_", "test.gate@1.2.3", "charge 0", "trial calls left 2");
        }

        @Test
        void theFourthTrialCallIsRefusedWithWhatToBuy() {
            for (int i = 0; i < 3; i++) {
                assertThat(call(HELLO).exitCode()).isZero();
            }
            CommandLineRun fourth = call(HELLO);
            assertThat(fourth.exitCode()).isEqualTo(3);
            assertThat(fourth.out()).isEmpty();
            assertThat(fourth.err()).contains("trial_used_up", "basic (0.0095 credits a call)");
        }

        @Test
        void whatToTypeAfterTheTrialIsShownAndWorks() {
            for (int i = 0; i < 3; i++) {
                call(HELLO);
            }
            List<String> commands = call(HELLO)
                    .err()
                    .lines()
                    .filter(line -> line.startsWith("  souk "))
                    .toList();
            assertThat(commands).hasSize(2);
            for (String command : commands) {
                String[] words = command.strip().split(" ");
                CommandLineRun run = CommandLineRun.of(Arrays.copyOfRange(words, 1, words.length));
                assertThat(run.exitCode()).as(command + run.err()).isZero();
            }
            assertThat(call(HELLO).exitCode()).isZero();
        }

        @Test
        void onAPlanItIsPaidForAndAReplayIsNot() {
            souk("tenants", "set", "local", "--plan", "basic");
            souk("credits", "grant", "1", "--tenant", "local");
            assertThat(call(HELLO, "--idempotency-key", "k1").err()).contains("charge 0.0195, balance 0.9805");
            assertThat(call(HELLO, "--idempotency-key", "k1").err()).contains("nothing charged now");
            assertThat(souk("credits", "balance").out()).contains("local has 0.9805 credits available");
            assertThat(souk("credits", "history").out()).contains("-0.0195", "grant", "exe_");
        }

        @Test
        void aBudgetIsSetKeptToShownAndRemoved() {
            souk("tenants", "set", "local", "--plan", "basic");
            souk("credits", "grant", "1", "--tenant", "local");
            assertThat(souk("budgets", "set", "0.03", "--tenant", "local", "--period", "none")
                            .out())
                    .contains("local may spend 0.03 credits in all; 0.03 are left.");
            assertThat(call(HELLO).exitCode()).isZero();
            CommandLineRun refused = call(HELLO);
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.err()).contains("budget_exhausted", "0.0105 are left of the budget of 0.03");
            assertThat(souk("budgets", "list").out()).contains("tenant", "none", "0.0195", "0.0105");
            assertThat(souk("budgets", "set", "5", "--tenant", "local", "--user", "ann", "--period", "month")
                            .out())
                    .contains("user ann of local may spend 5 credits a month", "until 20");
            assertThat(souk("budgets", "list", "--tenant", "local", "--json").out())
                    .contains("\"name\" : \"ann\"", "\"period\" : \"month\"");
            assertThat(souk("budgets", "set", "5", "--tenant", "local", "--key-id", "key_x", "--period", "day")
                            .err())
                    .contains("has no key 'key_x'");
            String[] remove = {"budgets", "remove", "--tenant", "local", "--period", "none"};
            assertThat(souk(remove).out()).contains("removed");
            assertThat(souk(remove).exitCode()).isEqualTo(1);
            assertThat(call(HELLO).exitCode()).isZero();
            assertThat(souk("budgets", "set", "1", "--tenant", "nobody", "--period", "day")
                            .err())
                    .contains("no tenant 'nobody'");
        }

        @Test
        void filesGoAlongByTheirNames() throws IOException {
            Path file = Files.writeString(directory.resolve("table.csv"), "a,b\n");
            CommandLineRun run = call(HELLO, "--attach", "orders=@" + file);
            assertThat(Json.object(run.out())).containsEntry("files", List.of("orders 4 text/csv"));
        }

        @Test
        void anInputComesFromAFileOrAPipe() throws IOException {
            Path file = Files.writeString(directory.resolve("input.json"), HELLO);
            assertThat(Json.object(call("@" + file).out())).containsEntry("text", "hello");
            CommandLineRun piped = CommandLineRun.with(
                    Map.of(),
                    HELLO,
                    "call",
                    GateAgent.ID,
                    "--input",
                    "-",
                    "--plugins",
                    plugins.toString(),
                    "--data",
                    data.toString());
            assertThat(Json.object(piped.out())).containsEntry("text", "hello");
        }

        @Test
        void aWrongInputIsRefusedWithWhereItIsWrong() {
            CommandLineRun run = call("{\"txt\": 1}");
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err())
                    .contains("invalid_input")
                    .containsOnlyOnce("/text")
                    .containsOnlyOnce("/txt");
        }

        @Test
        void anUnknownAgentOrVersionIsRefused() {
            assertThat(souk("call", "no.such").exitCode()).isEqualTo(3);
            assertThat(call(HELLO, "--agent-version", "9.9.9").err()).contains("agent_not_found", "9.9.9");
            assertThat(call(HELLO, "--agent-version", "nine").exitCode()).isEqualTo(2);
        }

        @Test
        void anAnswerForProgramsSaysWhatItCostAndWhatIsLeftOfTheTrial() {
            CommandLineRun run = call(HELLO, "--json");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(Json.object(run.out()))
                    .containsOnlyKeys(
                            "executionId",
                            "agent",
                            "version",
                            "output",
                            "durationMillis",
                            "attempts",
                            "charge",
                            "balance",
                            "trialCallsLeft",
                            "replayed")
                    .hasEntrySatisfying(
                            "trialCallsLeft", left -> assertThat(left).hasToString("2"));
        }

        @Test
        void aFailedCallExits4AndSaysSoForPrograms() {
            CommandLineRun run = call("{\"text\": \"x\", \"gatePort\": 1}", "--json");
            assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
            assertThat(Json.object(run.out()))
                    .containsEntry("code", "agent_temporarily_failed")
                    .containsKey("executionId");
        }
    }

    @Nested
    class Agents {
        @Test
        void areListedAndShownWithTheirSchemas() {
            String where = plugins.toString();
            assertThat(CommandLineRun.of("agents", "--plugins", where).out()).contains("test.gate", "1.2.3", "0.01");
            assertThat(CommandLineRun.of("agents", GateAgent.ID, "--plugins", where)
                            .out())
                    .contains("gatePort", "\"files\"", "breaker closed");
            assertThat(CommandLineRun.of("agents", "--q", "nothing like it", "--plugins", where)
                            .err())
                    .contains("No agent matches")
                    .doesNotContain("--plugins");
            assertThat(CommandLineRun.of("agents", "no.such", "--plugins", where)
                            .exitCode())
                    .isEqualTo(1);
        }
    }

    @Nested
    class Plugins {
        @Test
        void ofTheDataDirectoryAreLoadedBesidesThoseThatAreNamed() throws IOException {
            Path none = Files.createDirectories(directory.resolve("none"));
            assertThat(souk("agents", "--plugins", none.toString()).err())
                    .contains("There are no agents", data.resolve("plugins").toString(), "--plugins");
            GatePlugin.in(data.resolve("plugins"));
            assertThat(souk("agents", "--plugins", none.toString()).out()).contains(GateAgent.ID);
            assertThat(souk("agents").out()).contains(GateAgent.ID);
            assertThat(souk("call", GateAgent.ID, "--input", HELLO).exitCode()).isZero();
        }

        @Test
        void thatAreNamedAsWellAreLoadedOnce() throws IOException {
            Path own = GatePlugin.in(data.resolve("plugins"));
            CommandLineRun run = souk("agents", "--plugins", own + "/../plugins");
            assertThat(run.out()).containsOnlyOnce(GateAgent.ID);
            assertThat(run.err()).isEmpty();
        }
    }

    @Nested
    class Administration {
        @Test
        void aTenantThatNobodyRegisteredIsNotOneWithoutAnything() {
            for (String[] asked : new String[][] {
                {"credits", "balance", "--tenant", "nosuch"},
                {"credits", "history", "--tenant", "nosuch"},
                {"keys", "list", "--tenant", "nosuch"}
            }) {
                CommandLineRun run = souk(asked);
                assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
                assertThat(run.err()).contains("no tenant 'nosuch'", "souk tenants list");
                assertThat(run.out()).isEmpty();
            }
            assertThat(souk("credits", "balance").out()).contains("local has 0 credits");
        }

        @Test
        void aPlanThatIsNotForSaleIsWrongUsage() {
            CommandLineRun run = souk("tenants", "set", "acme", "--plan", "nosuch");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("'nosuch'", "basic");
        }

        @Test
        void aKeyIsShownOnceAndListedWithoutItsText() {
            CommandLineRun made =
                    souk("keys", "create", "--tenant", "acme", "--user", "ann", "--plan", "solo", "--label", "laptop");
            String key = made.out().strip();
            assertThat(key).startsWith("souk_live_");
            assertThat(made.err()).contains("only time").doesNotContain(key);
            String list = souk("keys", "list", "--tenant", "acme").out();
            assertThat(list).contains("ann", "laptop").doesNotContain(key);
            assertThat(souk("tenants", "list").out()).contains("acme", "solo");
        }

        @Test
        void aKeyForATenantOnAnotherPlanIsNotMade() {
            souk("tenants", "set", "acme", "--plan", "solo");
            CommandLineRun run = souk("keys", "create", "--tenant", "acme", "--user", "ann", "--plan", "basic");
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("on solo", "souk tenants set acme --plan basic");
            assertThat(souk("tenants", "set", "acme", "--plan", "trial").out()).contains("acme is on trial");
        }

        @Test
        void aRevokedKeyIsMarked() {
            String made = souk("keys", "create", "--tenant", "acme", "--user", "ann", "--json")
                    .out();
            String id = String.valueOf(Json.object(made).get("id"));
            assertThat(souk("keys", "revoke", id).exitCode()).isZero();
            assertThat(souk("keys", "list", "--tenant", "acme", "--json").out()).contains("\"revokedAt\" : \"20");
            assertThat(souk("keys", "revoke", "key_none").exitCode()).isEqualTo(1);
        }

        @Test
        void aGrantWithAReferenceIsGivenOnce() {
            souk("tenants", "set", "acme", "--plan", "basic");
            souk("credits", "grant", "2.5", "--tenant", "acme", "--reference", "ticket-1", "--memo", "sorry");
            assertThat(souk("credits", "grant", "2.5", "--tenant", "acme", "--reference", "ticket-1")
                            .out())
                    .contains("nothing was given now", "2.5");
            assertThat(souk("credits", "grant", "1e3", "--tenant", "acme").err())
                    .contains("'1e3'");
            assertThat(souk("credits", "grant", "1", "--tenant", "nobody").err())
                    .contains("nobody");
            assertThat(souk("credits", "history", "--tenant", "acme", "--json").out())
                    .contains("sorry");
        }
    }

    @Nested
    class LedgerVerify {
        @Test
        void booksThatAreRightExit0() {
            call(HELLO);
            CommandLineRun run = souk("ledger", "verify");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out().lines().reduce((first, last) -> last))
                    .contains("RESULT {\"accounts\":4,\"transfers\":3,\"postings\":7,\"roots\":1,\"wrong\":0}");
        }

        @Test
        void booksThatWereTamperedWithExit1AndEachFindingIsShown() throws SQLException {
            souk("tenants", "set", "acme", "--plan", "basic");
            souk("credits", "grant", "5", "--tenant", "acme");
            try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("souk.db"));
                    Statement statement = database.createStatement()) {
                assertThat(statement.executeUpdate("UPDATE souk_account SET posted = posted + 1"))
                        .isEqualTo(1);
            }
            CommandLineRun run = souk("ledger", "verify");
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).contains("tenant/acme says 5000001 and its postings sum to 5000000");
            assertThat(run.out().strip()).endsWith("}").contains("\"wrong\":2");
        }

        @Test
        void aChangeThatAddsUpIsFoundInItsChain() throws SQLException {
            souk("tenants", "set", "acme", "--plan", "basic");
            souk("credits", "grant", "5", "--tenant", "acme", "--memo", "as agreed");
            souk("credits", "grant", "6", "--tenant", "acme");
            change("UPDATE souk_transfer SET memo = 'a gift' WHERE memo = 'as agreed'");
            CommandLineRun run = souk("ledger", "verify");
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).contains("tenant/acme has number 1, of transfer grant/acme/", "was changed");
            assertThat(run.out().strip()).endsWith("\"wrong\":1}");
        }

        @Test
        void anOlderBackupThatWasRestoredIsFoundWithTheRootThatWasKept() throws Exception {
            souk("tenants", "set", "acme", "--plan", "basic");
            souk("credits", "grant", "5", "--tenant", "acme");
            Path backup = Files.copy(data.resolve("souk.db"), data.resolve("backup"));
            change("UPDATE souk_root SET made_at = made_at - 3600000000");
            souk("credits", "grant", "6", "--tenant", "acme");
            Path kept = data.resolve("root.json");
            assertThat(souk("ledger", "root", "--out", kept.toString()).out()).contains("root 2 of ");
            Files.copy(backup, data.resolve("souk.db"), StandardCopyOption.REPLACE_EXISTING);

            assertThat(souk("ledger", "verify").exitCode()).isZero();
            CommandLineRun run = souk("ledger", "verify", "--root", kept.toString());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).contains("the last root here is number 1, and number 2 was kept", "an older backup");
        }

        @Test
        void everythingIsMadeAgainFromTheJournalAndComparedWithWhatIsThere() throws SQLException {
            souk("tenants", "set", "acme", "--plan", "basic");
            souk("credits", "grant", "5", "--tenant", "acme");
            call(HELLO);
            CommandLineRun run = souk("ledger", "rebuild");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("everything is what the journal makes of it", "\"different\":0}");

            change("UPDATE souk_usage SET succeeded = succeeded + 1");
            change("UPDATE souk_posting SET amount = amount + 1 WHERE account = 'tenant/acme'");
            CommandLineRun changed = souk("ledger", "rebuild");
            assertThat(changed.exitCode()).isEqualTo(1);
            assertThat(changed.out())
                    .contains("2 calls and 0 failed ones", "the calls make it 1 calls")
                    .contains("tenant/acme has 1 lines on its statement, and the journal makes other 1")
                    .contains("\"different\":2}");
        }

        @Test
        void aRootThatIsNoneOrOfAnotherKeyIsRefused() throws Exception {
            souk("tenants", "set", "acme", "--plan", "basic");
            assertThat(souk("ledger", "root").err()).contains("no root yet");
            souk("credits", "grant", "5", "--tenant", "acme");
            Path kept = data.resolve("root.json");
            souk("ledger", "root", "--out", kept.toString());
            assertThat(souk("ledger", "verify", "--root", kept.toString()).exitCode())
                    .isZero();
            assertThat(souk("ledger", "verify", "--root", kept.toString(), "--key", "other")
                            .err())
                    .contains("signed with another key");
            Files.writeString(kept, "{}");
            assertThat(souk("ledger", "verify", "--root", kept.toString()).err())
                    .contains("holds no root");
        }

        private void change(String sql) throws SQLException {
            try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("souk.db"));
                    Statement statement = database.createStatement()) {
                assertThat(statement.executeUpdate(sql)).isEqualTo(1);
            }
        }
    }
}
