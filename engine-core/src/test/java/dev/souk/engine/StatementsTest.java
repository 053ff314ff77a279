package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.call.StatementEntry;
import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.LedgerChanges;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatementsTest {
    private static final AccountId ACME = AccountId.creditsOf(Market.ACME);
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    @Nested
    class OfAnEngine {
        private final Market market = Market.of(TestAgent.of(
                "indie.writer",
                about -> about.pricing(Pricing.perCall("1")),
                (input, context) -> AgentReply.of(Map.of())));

        @AfterEach
        void close() {
            market.close();
        }

        private Statement of(AccountId account, int from, int to) {
            return market.souk.statements().of(account, FIRST.plusDays(from), FIRST.plusDays(to));
        }

        private void day() {
            market.time.advance(Duration.ofDays(1));
        }

        @Test
        void whatOnePeriodEndsWithTheNextBeginsWith() {
            day();
            market.call("indie.writer");
            market.call("indie.writer");
            day();
            market.call("indie.writer");

            Statement first = of(ACME, 0, 0);
            Statement second = of(ACME, 1, 1);
            Statement third = of(ACME, 2, 30);
            assertThat(first).extracting(StatementEntry::amount).containsExactly(1_000_000_000L);
            assertThat(first.opening()).isZero();
            assertThat(first.closing()).isEqualTo(second.opening()).isEqualTo(1_000_000_000L);
            assertThat(second).extracting(StatementEntry::sequence).containsExactly(2L, 3L);
            assertThat(second.closing()).isEqualTo(third.opening()).isEqualTo(1_000_000_000L - 2 * 1_237_500);
            assertThat(third).hasSize(1);
            assertThat(of(ACME, -9, -1)).isEmpty();
            assertThat(of(ACME, -9, -1).closing()).isZero();
            assertThat(of(ACME, 3, 3).opening()).isEqualTo(third.closing());
        }

        @Test
        void aCollectingAccountHasASumForEachDayAndKind() {
            var call = ((dev.souk.engine.call.Receipt) market.call("indie.writer")).executionId();
            market.call("indie.writer");
            day();
            market.souk.refunds().refund(call, null, null, "");
            market.call("indie.writer");

            AccountId indie = AccountId.earningsOf("indie");
            assertThat(of(indie, 0, 1))
                    .extracting(
                            StatementEntry::at, StatementEntry::kind, StatementEntry::amount, StatementEntry::balance)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    Instant.parse("2026-01-01T00:00:00Z"), TransferKind.CALL, 1_600_000L, 1_600_000L),
                            org.assertj.core.groups.Tuple.tuple(
                                    Instant.parse("2026-01-02T00:00:00Z"), TransferKind.CALL, 800_000L, 2_400_000L),
                            org.assertj.core.groups.Tuple.tuple(
                                    Instant.parse("2026-01-02T00:00:00Z"), TransferKind.REFUND, -800_000L, 1_600_000L));
            assertThat(of(indie, 1, 1).opening()).isEqualTo(1_600_000);
            assertThat(of(indie, 0, 0).closing()).isEqualTo(1_600_000);
            assertThat(of(indie, 5, 9).opening()).isEqualTo(1_600_000);
        }

        @Test
        void aTenantWithoutCreditsHasAnEmptyOne() {
            Statement empty = market.souk.statements().ofCredits(new TenantId("nobody"), FIRST, FIRST);
            assertThat(empty).isEmpty();
            assertThat(empty.closing()).isZero();
        }

        @Test
        void anAccountThatIsNotThereHasNone() {
            assertThatThrownBy(() -> of(AccountId.creditsOf(new TenantId("nobody")), 0, 0))
                    .isInstanceOfSatisfying(
                            SoukException.class,
                            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.ACCOUNT_NOT_FOUND))
                    .hasMessageContaining("tenant/nobody");
        }

        @Test
        void aPeriodIsOneTo366DaysInOrder() {
            assertThat(of(ACME, 0, 365)).hasSize(1);
            for (LocalDate[] period : new LocalDate[][] {
                {FIRST.plusDays(1), FIRST},
                {FIRST, FIRST.plusDays(366)},
                {FIRST.minusDays(100_000), FIRST.minusDays(100_000)},
                {LocalDate.MAX, LocalDate.MAX},
                {LocalDate.MIN, FIRST}
            }) {
                assertThatThrownBy(() -> market.souk.statements().of(ACME, period[0], period[1]))
                        .isInstanceOfSatisfying(
                                SoukException.class,
                                fault -> assertThat(fault.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST));
            }
        }

        @Test
        void forProgramsIsOneJsonObject() throws IOException {
            market.call("indie.writer");
            StringWriter out = new StringWriter();
            of(ACME, 0, 0).writeJson(out);

            JsonNode json = JsonMapper.builder().build().readTree(out.toString());
            assertThat(json.path("account").asString()).isEqualTo("tenant/acme");
            assertThat(json.path("from").asString()).isEqualTo("2026-01-01");
            assertThat(json.path("opening").path("micros").asLong()).isZero();
            assertThat(json.path("lines").size()).isEqualTo(2);
            JsonNode call = json.path("lines").path(1);
            assertThat(call.path("kind").asString()).isEqualTo("call");
            assertThat(call.path("amount").path("credits").asString()).isEqualTo("-1.2375");
            assertThat(call.path("balance").path("micros").asLong()).isEqualTo(998_762_500);
            assertThat(call.path("executionId").asString()).startsWith("exe_");
            assertThat(json.path("closing").path("credits").asString()).isEqualTo("998.7625");
        }

        @Test
        void ofATrialCountsCalls() throws IOException {
            market.tenant("curious", null, "0");
            market.souk.call(dev.souk.engine.call.Call.to("indie.writer")
                    .by(Caller.of("curious", "tom").on("laptop"))
                    .build());
            StringWriter json = new StringWriter();
            StringWriter csv = new StringWriter();
            Statement trial = of(AccountId.parse("user-trial/curious/tom"), 0, 0);
            trial.writeJson(json);
            trial.writeCsv(csv);
            assertThat(json.toString()).contains("\"closing\":{\"calls\":2}");
            assertThat(csv.toString()).contains(",call,1,,2,credit,");
        }

        @Test
        void forSpreadsheetsIsCsvInWhichNoCellIsAFormula() throws IOException {
            for (String memo :
                    List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "a \"b\", c", "\uff1d1", "fine")) {
                market.souk.credits().grant(Market.ACME, Credits.parse("1"), null, memo);
            }
            StringWriter out = new StringWriter();
            of(ACME, 0, 0).writeCsv(out);

            List<String> rows = List.of(out.toString().split("\r\n"));
            assertThat(rows.get(0)).isEqualTo("sequence,at,kind,debit,credit,balance,side,transfer,execution,memo");
            assertThat(rows.get(1)).isEqualTo(",2026-01-01T00:00:00Z,opening,,,0,credit,,,");
            assertThat(rows.get(2)).startsWith("1,2026-01-01T00:00:00.123456Z,deposit,,1000,1000,credit,deposit/acme/");
            assertThat(rows.get(rows.size() - 1)).isEqualTo(",2026-01-02T00:00:00Z,closing,,,1009,credit,,,");
            assertThat(rows.subList(3, rows.size() - 1))
                    .extracting(row -> row.substring(row.indexOf(",,", row.indexOf("grant/")) + 2))
                    .containsExactly(
                            "'=1+1",
                            "'+1",
                            "'-1",
                            "'@SUM(A1)",
                            "'\t=1",
                            "' =1",
                            "\"a \"\"b\"\", c\"",
                            "'\uff1d1",
                            "fine");
        }

        @Test
        void anAmountThatIsOwedHasASideAndNoSign() throws IOException {
            StringWriter out = new StringWriter();
            of(AccountId.PLATFORM_DEPOSITS, 0, 0).writeCsv(out);
            assertThat(out.toString())
                    .contains(",2026-01-01T00:00:00Z,deposit,1000,,1000,debit,,,\r\n")
                    .contains(",closing,,,1000,debit,")
                    .doesNotContain(",-");
        }

        @Test
        void aReaderThatGoesAwayIsAnIoError() {
            Writer gone = new Writer() {
                @Override
                public void write(char[] text, int from, int length) throws IOException {
                    throw new IOException("gone");
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
            assertThatThrownBy(() -> of(ACME, 0, 0).writeJson(gone)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> of(ACME, 0, 0).writeCsv(gone)).isInstanceOf(IOException.class);
        }
    }

    /** The times of an account's lines may be a little out of order: calls end before they are paid, and clocks differ. */
    @Property(tries = 200)
    void periodsHaveEachLineOnceHoweverTheTimesAreOutOfOrder(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 10) Integer> steps,
            @ForAll @Size(60) List<@IntRange(min = 0, max = 9) Integer> late) {
        try (MemoryStore store = new MemoryStore()) {
            List<Instant> times = new ArrayList<>();
            Instant time = Instant.parse("2026-01-01T12:00:00Z");
            for (int i = 0; i < steps.size(); i++) {
                time = time.plus(Duration.ofMinutes(steps.get(i) * 17L));
                times.add(time.minus(Duration.ofMinutes(late.get(i))));
            }
            post(store, times);
            StatementsView statements = new StatementsView(store);
            long opening = 0;
            long next = 1;
            for (LocalDate day = FIRST; day.isBefore(FIRST.plusDays(14)); day = day.plusDays(1)) {
                Statement statement = statements.of(ACME, day, day);
                assertThat(statement.opening()).isEqualTo(opening);
                Instant begin = Statement.beginning(day);
                int first = firstSince(times, begin);
                assertThat(next).isEqualTo(first + 1);
                for (StatementEntry line : statement) {
                    assertThat(line.sequence()).isEqualTo(next++);
                    opening += line.amount();
                    assertThat(line.balance()).isEqualTo(opening);
                }
                assertThat(statement.closing()).isEqualTo(opening);
            }
            assertThat(next).isEqualTo(times.size() + 1);
        }
    }

    private static int firstSince(List<Instant> times, Instant time) {
        for (int i = 0; i < times.size(); i++) {
            if (!times.get(i).isBefore(time)) {
                return i;
            }
        }
        return times.size();
    }

    @Test
    void aLongStatementIsReadInPages() {
        try (MemoryStore store = new MemoryStore()) {
            List<Instant> times = new ArrayList<>();
            for (int i = 0; i < 2_500; i++) {
                times.add(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i * 60L));
            }
            post(store, times);
            Statement second = new StatementsView(store).of(ACME, FIRST.plusDays(1), FIRST.plusDays(1));
            assertThat(second).hasSize(1_060);
            assertThat(second.opening()).isEqualTo(1_440L * 1_441 / 2);
            assertThat(second).extracting(StatementEntry::sequence).first().isEqualTo(1_441L);
        }
    }

    /** Deposits of 1, 2, 3, … micros, made at these times. */
    private static void post(MemoryStore store, List<Instant> times) {
        List<Transfer> transfers = new ArrayList<>();
        long balance = 0;
        for (int i = 1; i <= times.size(); i++) {
            balance += i;
            transfers.add(new Transfer(
                    new TransferId("t" + i),
                    TransferKind.DEPOSIT,
                    times.get(i - 1),
                    null,
                    "",
                    List.of(new Posting(ACME, i, i, balance), new Posting(AccountId.PLATFORM_DEPOSITS, -i, 0, 0))));
        }
        Account account = new Account(ACME, balance, 0, times.size());
        store.ledger().<Object>transact(transaction -> {
            transaction.lockAccounts(new TreeSet<>(List.of(ACME)));
            transaction.write(new LedgerChanges(List.of(account), List.of(), List.of(), List.of(), transfers));
            return "written";
        });
    }
}
