package dev.souk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.server.fixture.CommandLineRun;
import dev.souk.server.fixture.GateAgent;
import dev.souk.server.fixture.GatePlugin;
import dev.souk.server.fixture.ServerProcess;
import dev.souk.server.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refunds, payouts and statements on the command line. A call costs 0.0195 credits, of which 0.008 are the publisher's. */
class MoneyCommandsTest {
    private static final String[] MARCH = {"--from", "2026-03-01", "--to", "2026-03-31"};

    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private Path plugins;

    @BeforeEach
    void place() throws IOException {
        plugins = GatePlugin.in(directory.resolve("plugins"));
    }

    private CommandLineRun souk(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", directory.resolve("data").toString()));
        return CommandLineRun.with(() -> now, Map.of(), "", all.toArray(String[]::new));
    }

    private String fine(String... arguments) {
        CommandLineRun run = souk(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    private String paidCall() {
        fine("tenants", "set", "local", "--plan", "basic");
        fine("credits", "grant", "1", "--tenant", "local", "--memo", "=1+1");
        CommandLineRun call =
                souk("call", GateAgent.ID, "--input", "{\"text\": \"hello\"}", "--plugins", plugins.toString());
        assertThat(call.exitCode()).as(call.err()).isZero();
        return call.err().replaceAll("(?s).*(exe_[0-9A-Z]{26}).*", "$1");
    }

    @Test
    void aCallIsRefundedInPartsAndNotMoreThanItCost() {
        String call = paidCall();
        assertThat(fine("refund", call, "0.01", "--reference", "t1"))
                .contains("local got back 0.01 credits.", "Of 0.0195 paid, 0.01 is refunded and 0.0095 is left");
        assertThat(fine("refund", call, "0.01", "--reference", "t1")).contains("nothing was given now");
        CommandLineRun tooMuch = souk("refund", call, "0.0096");
        assertThat(tooMuch.exitCode()).isEqualTo(1);
        assertThat(tooMuch.err()).contains("0.0095 is left");
        assertThat(Json.object(fine("refund", call, "--json"))).containsEntry("left", "0");
        assertThat(fine("credits", "balance")).contains("local has 1 credits available");
        assertThat(fine("ledger", "verify")).contains("\"wrong\":0");
    }

    @Test
    void aPayoutWaitsForTheHoldBackAndForASecondPerson() {
        paidCall();
        assertThat(fine("payouts", "publishers")).contains("test", "0.008");
        assertThat(souk("payouts", "request", "test", "--by", "ann").err()).contains("held back for 14 days");
        now = now.plus(Duration.ofDays(15));
        assertThat(fine("payouts", "request", "test", "0.005", "--id", "march", "--memo", "March", "--by", "ann"))
                .contains("The payout march of 0.005 credits to test is requested by ann.");
        CommandLineRun own = souk("payouts", "approve", "march", "--by", "ann");
        assertThat(own.exitCode()).isEqualTo(1);
        assertThat(own.err()).contains("another person approves it");
        assertThat(souk("payouts", "approve", "march").exitCode()).isEqualTo(2);
        assertThat(fine("payouts", "approve", "march", "--by", "bob")).contains("is approved by bob");
        fine("payouts", "request", "test", "--id", "rest", "--by", "ann");
        assertThat(fine("payouts", "reject", "rest", "--by", "bob")).contains("of 0.003 credits", "is rejected by bob");
        assertThat(fine("payouts", "list")).contains("march", "approved", "rest", "rejected", "March");
        assertThat(fine("payouts", "list", "--state", "approved"))
                .contains("march")
                .doesNotContain("rest");
        assertThat(fine("payouts", "publishers")).contains("0.003");
        assertThat(fine("ledger", "verify")).contains("\"wrong\":0");
    }

    @Test
    void aStatementIsCsvOrJson() {
        paidCall();
        List<String> march = new ArrayList<>(List.of("statement"));
        march.addAll(List.of(MARCH));
        String csv = fine(march.toArray(String[]::new));
        assertThat(csv.split("\r\n"))
                .hasSize(5)
                .startsWith("sequence,at,kind,debit,credit,balance,side,transfer,execution,memo");
        assertThat(csv).contains(",'=1+1\r\n", ",call,0.0195,,0.9805,credit,", ",closing,,,0.9805,credit,");
        march.addAll(List.of("publisher/test", "--json"));
        assertThat(Json.object(fine(march.toArray(String[]::new))))
                .containsEntry("account", "publisher/test")
                .containsEntry("closing", Map.of("micros", 8_000, "credits", "0.008"));
        CommandLineRun unknown = souk("statement", "tenant/nobody", MARCH[0], MARCH[1], MARCH[2], MARCH[3]);
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("tenant/nobody");
    }

    @Test
    void aServerAnswersTheSame() throws IOException {
        try (ServerProcess server = ServerProcess.start(directory.resolve("served"), plugins)) {
            String key = remote(
                            server,
                            server.adminKey(),
                            "keys",
                            "create",
                            "--tenant",
                            "acme",
                            "--user",
                            "ann",
                            "--plan",
                            "basic")
                    .out()
                    .strip();
            remote(server, server.adminKey(), "credits", "grant", "1", "--tenant", "acme");
            CommandLineRun call = remote(server, key, "call", GateAgent.ID, "--input", "{\"text\": \"hello\"}");
            String execution = call.err().replaceAll("(?s).*(exe_[0-9A-Z]{26}).*", "$1");

            assertThat(remote(server, server.adminKey(), "refund", execution, "0.01", "--reference", "t1")
                            .out())
                    .contains("acme got back 0.01 credits.");
            assertThat(remote(server, server.adminKey(), "refund", execution, "0.01", "--reference", "t1")
                            .out())
                    .contains("nothing was given now");
            assertThat(remote(server, key, "refund", execution).err()).contains("forbidden");
            assertThat(remote(server, server.adminKey(), "refund", execution, "1")
                            .err())
                    .contains("refund_exceeds_payment");
            assertThat(remote(server, server.adminKey(), "payouts", "publishers")
                            .out())
                    .contains("test");
            assertThat(remote(server, server.adminKey(), "payouts", "request", "test")
                            .err())
                    .contains("insufficient_earnings");
            assertThat(remote(server, server.adminKey(), "payouts", "approve", "none")
                            .err())
                    .contains("payout_not_found");
            assertThat(remote(server, server.adminKey(), "payouts", "reject", "none", "--by", "bob")
                            .exitCode())
                    .isEqualTo(2);
            assertThat(remote(server, server.adminKey(), "payouts", "list").exitCode())
                    .isZero();
            String today = Instant.now().toString().substring(0, 10);
            String[] period = {"statement", "--from", today.substring(0, 4) + "-01-01", "--to", today};
            assertThat(remote(server, key, period).out()).contains(",refund,,0.01,0.9905,credit,refund/" + execution);
            assertThat(remote(server, server.adminKey(), append(period, "tenant/acme", "--json"))
                            .out())
                    .contains("\"kind\":\"refund\"");
            assertThat(remote(server, key, append(period, "tenant/acme")).err()).contains("forbidden");
        }
    }

    private static String[] append(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static CommandLineRun remote(ServerProcess server, String key, String... arguments) {
        return CommandLineRun.with(Map.of("SOUK_KEY", key), "", append(arguments, "--url", server.url()));
    }
}
