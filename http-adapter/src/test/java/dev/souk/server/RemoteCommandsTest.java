package dev.souk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.server.fixture.CommandLineRun;
import dev.souk.server.fixture.GateAgent;
import dev.souk.server.fixture.GatePlugin;
import dev.souk.server.fixture.ServerProcess;
import dev.souk.server.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same commands, asked of a server. */
class RemoteCommandsTest {
    @TempDir
    static Path directory;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.start(directory.resolve("data"), GatePlugin.in(directory.resolve("plugins")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CommandLineRun souk(String key, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", server.url()));
        return CommandLineRun.with(Map.of("SOUK_KEY", key), "", all.toArray(String[]::new));
    }

    private static CommandLineRun admin(String... arguments) {
        return souk(server.adminKey(), arguments);
    }

    private static String keyOf(String tenant, String plan) {
        return admin("keys", "create", "--tenant", tenant, "--user", "ann", "--plan", plan)
                .out()
                .strip();
    }

    @Test
    void aCallWithFilesIsPaidForAndReplayed() throws IOException {
        String key = keyOf("acme", "basic");
        assertThat(admin("credits", "grant", "2", "--tenant", "acme", "--reference", "r1")
                        .out())
                .contains("acme was given 2 credits and has 2");
        assertThat(admin("credits", "grant", "2", "--tenant", "acme", "--reference", "r1")
                        .out())
                .contains("nothing was given now");
        Path file = Files.writeString(directory.resolve("notes ä.txt"), "four");
        String[] call = {
            "call",
            GateAgent.ID,
            "--input",
            "{\"text\": \"hi\"}",
            "--attach",
            "no\"tes=@" + file,
            "--idempotency-key",
            "k"
        };
        CommandLineRun first = souk(key, call);
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(Json.object(first.out()))
                .containsEntry("text", "hi")
                .hasEntrySatisfying(
                        "files", files -> assertThat(files.toString()).contains("tes 4 text/plain"));
        assertThat(first.err()).contains("charge 0.0195, balance 1.9805");
        assertThat(souk(key, call).err()).contains("nothing charged now");
        assertThat(souk(key, "credits", "balance").out()).contains("acme has 1.9805");
        assertThat(souk(key, "credits", "history").out()).contains("-0.0195", "grant");
        assertThat(souk(key, "credits", "balance", "--tenant", "acme").err()).contains("forbidden");
        assertThat(admin("credits", "balance", "--tenant", "acme").out()).contains("acme has 1.9805");
    }

    @Test
    void budgetsAreSetByAnAdminAndSeenByTheirHolders() {
        String key = keyOf("thrifty", "basic");
        admin("credits", "grant", "1", "--tenant", "thrifty");
        String id = admin("keys", "list", "--tenant", "thrifty").out().replaceAll("(?s).*(key_[0-9A-Za-z]+).*", "$1");
        assertThat(admin("budgets", "set", "0.8", "--tenant", "thrifty", "--key-id", id, "--period", "day")
                        .out())
                .contains("key " + id + " of thrifty may spend 0.8 credits a day");
        assertThat(admin("budgets", "set", "0.03", "--tenant", "thrifty", "--user", "ann", "--period", "month")
                        .out())
                .contains("user ann of thrifty may spend 0.03 credits a month; 0.03 are left until 20");
        String[] call = {"call", GateAgent.ID, "--input", "{\"text\": \"x\"}"};
        assertThat(souk(key, call).exitCode()).isZero();
        CommandLineRun refused = souk(key, call);
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("budget_exhausted", "it renews at 20");
        assertThat(souk(key, "budgets", "list").out()).contains("user", "ann", "0.0195", "0.0105");
        assertThat(souk(key, "budgets", "list", "--tenant", "thrifty").err()).contains("forbidden");
        assertThat(admin("budgets", "list", "--tenant", "thrifty").out()).contains("ann", "month");
        String[] remove = {"budgets", "remove", "--tenant", "thrifty", "--user", "ann", "--period", "month"};
        assertThat(souk(key, remove).err()).contains("forbidden");
        assertThat(admin(remove).exitCode()).isZero();
        assertThat(admin(remove).err()).contains("there is no such budget");
        assertThat(souk(key, call).exitCode()).isZero();
    }

    @Test
    void aTrialIsTheDevices() {
        String key = keyOf("trying", "trial");
        for (int left = 2; left >= 0; left--) {
            assertThat(souk(key, "call", GateAgent.ID, "--input", "{\"text\": \"x\"}", "--device", "d1")
                            .err())
                    .contains("trial calls left " + left);
        }
        CommandLineRun fourth = souk(key, "call", GateAgent.ID, "--input", "{\"text\": \"x\"}", "--device", "d1");
        assertThat(fourth.exitCode()).isEqualTo(3);
        assertThat(fourth.err()).contains("trial_used_up");
    }

    @Test
    void refusalsAndFailuresHaveTheSameExitCodesAsLocally() {
        String key = keyOf("poor", "elite");
        CommandLineRun poor = souk(key, "call", GateAgent.ID, "--input", "{\"text\": \"x\"}");
        assertThat(poor.exitCode()).isEqualTo(3);
        assertThat(poor.err()).contains("insufficient_credits", "0.2475");
        CommandLineRun wrong = souk(key, "call", GateAgent.ID, "--input", "{}");
        assertThat(wrong.exitCode()).isEqualTo(3);
        assertThat(wrong.err()).contains("invalid_input", "/input/text");
        admin("credits", "grant", "1", "--tenant", "poor");
        CommandLineRun failed = souk(key, "call", GateAgent.ID, "--input", "{\"text\": \"x\", \"gatePort\": 1}");
        assertThat(failed.exitCode()).isEqualTo(4);
        assertThat(failed.err()).contains("agent_temporarily_failed");
    }

    @Test
    void aLimitSaysInWholeSecondsWhenToTryAgain() {
        String key = keyOf("hasty", "solo");
        admin("credits", "grant", "1", "--tenant", "hasty");
        String[] call = {"call", GateAgent.ID, "--input", "{\"text\": \"x\"}"};
        for (int i = 0; i < 5; i++) {
            assertThat(souk(key, call).exitCode()).isZero();
        }
        CommandLineRun sixth = souk(key, call);
        assertThat(sixth.exitCode()).isEqualTo(3);
        assertThat(sixth.err()).contains("rate_limited").containsPattern("try again in [1-9][0-9]? s\\R");
    }

    @Test
    void aTenantThatNobodyRegisteredHasNoKeysToList() {
        CommandLineRun unknown = admin("keys", "list", "--tenant", "nosuch");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("no tenant 'nosuch'");
        assertThat(admin("keys", "list", "--tenant", "admin").exitCode()).isZero();
    }

    @Test
    void whatIsTypedWronglyExits2() {
        assertThat(admin("keys", "create", "--tenant", "t", "--user", "u", "--plan", "nosuch")
                        .exitCode())
                .isEqualTo(2);
        assertThat(admin("credits", "grant", "-1", "--tenant", "admin").exitCode())
                .isEqualTo(2);
    }

    @Test
    void agentsAreListedAndShown() {
        assertThat(admin("agents", "--q", "gate").out()).contains(GateAgent.ID, "0.01", "echo");
        assertThat(admin("agents", "--q", "no such thing").err()).contains("No agent matches");
        assertThat(admin("agents", GateAgent.ID).out()).contains("gatePort", "breaker closed");
        assertThat(admin("agents", "no.such").err()).contains("agent_not_found");
    }

    @Test
    void keysAndTenantsAreKept() {
        String key = keyOf("kept", "solo");
        assertThat(admin("tenants", "set", "kept", "--plan", "basic").out()).contains("kept is on basic");
        assertThat(admin("tenants", "list").out()).contains("kept", "basic", "admin");
        String list = admin("keys", "list", "--tenant", "kept", "--json").out();
        String id = list.replaceAll("(?s).*\"id\" : \"([^\"]+)\".*", "$1");
        assertThat(list).doesNotContain(key);
        assertThat(admin("keys", "revoke", id).exitCode()).isZero();
        assertThat(souk(key, "credits", "balance").err()).contains("unauthenticated");
        assertThat(admin("keys", "revoke", "key_none").exitCode()).isEqualTo(1);
        assertThat(souk(keyOf("mere", "solo"), "tenants", "list").err()).contains("forbidden");
    }
}
