package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.call.AgentInfo;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.Deposit;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.engine.support.ManualTime;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.event.BreakerState;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionQuery;
import dev.souk.spi.store.ExecutionState;
import dev.souk.spi.store.Tenant;
import dev.souk.spi.store.UsageRow;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private final Market market = Market.of(
            TestAgent.version(
                    "acme.greeter",
                    "1.0.0",
                    about -> about.name("Greeter").summary("Says Hello.").category("text"),
                    (input, context) -> AgentReply.of(Map.of())),
            TestAgent.version(
                    "acme.greeter",
                    "1.1.0",
                    about -> about.name("Greeter").category("text").skill("greeting", "Says it."),
                    (input, context) -> {
                        context.reportModelUsage(new ModelUsage(1, 2));
                        return AgentReply.of(Map.of("hello", "world"));
                    }),
            TestAgent.version(
                    "souk.scanner",
                    "1.0.0-rc.1",
                    about -> about.summary("Finds secrets.").category("security"),
                    (input, context) -> AgentReply.of(Map.of())),
            TestAgent.of("acme.broken", (input, context) -> {
                throw AgentException.failed("broken", null);
            }));

    @AfterEach
    void close() {
        market.close();
    }

    private static void failsWith(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SoukException.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }

    @Nested
    class Agents {
        private List<String> search(String text, String category, String skill) {
            return market.souk.agents().search(text, category, skill).stream()
                    .map(info ->
                            info.descriptor().id() + " " + info.descriptor().version())
                    .toList();
        }

        @Test
        void areListedInTheirNewestReleaseAndOtherwiseInTheirNewestVersion() {
            assertThat(search("", "", ""))
                    .containsExactly("acme.broken 1.0.0", "acme.greeter 1.1.0", "souk.scanner 1.0.0-rc.1");
            assertThat(market.souk.agents().all()).hasSize(3);
        }

        @Test
        void areFoundByTextCategoryAndSkill() {
            assertThat(search("GREET", "", "")).containsExactly("acme.greeter 1.1.0");
            assertThat(search("secrets", "", "")).containsExactly("souk.scanner 1.0.0-rc.1");
            assertThat(search("", "security", "")).containsExactly("souk.scanner 1.0.0-rc.1");
            assertThat(search("", "", "greeting")).containsExactly("acme.greeter 1.1.0");
            assertThat(search("secrets", "text", "")).isEmpty();
            assertThat(search("nothing like it", "", "")).isEmpty();
        }

        /** Who searched for what an agent can do found nothing, unless its summary had the same words. */
        @Test
        void areFoundByWhatTheirSkillsAreCalledAndSay() {
            assertThat(search("greeting", "", "")).containsExactly("acme.greeter 1.1.0");
            assertThat(search("SAYS IT", "", "")).containsExactly("acme.greeter 1.1.0");
            assertThat(search("greeting says", "", "")).isEmpty();
        }

        @Test
        void areShownWithSchemasOriginAndBreaker() {
            AgentInfo info =
                    market.souk.agents().find(new AgentId("acme.greeter"), null).orElseThrow();
            assertThat(info.descriptor().version()).hasToString("1.1.0");
            assertThat(info.inputSchema()).isEqualTo("{}");
            assertThat(info.outputSchema()).isEqualTo("{}");
            assertThat(info.origin()).isEqualTo("host");
            assertThat(info.breaker()).isEqualTo(BreakerState.CLOSED);
            assertThat(market.souk.agents().find(new AgentId("souk.scanner"), null))
                    .isEmpty();
            assertThat(market.souk.agents().find(new AgentId("no.such"), null)).isEmpty();
        }

        @Test
        void showAllTheirVersions() {
            assertThat(market.souk.agents().versions(new AgentId("acme.greeter")))
                    .extracting(info -> info.descriptor().version().toString())
                    .containsExactly("1.1.0", "1.0.0");
            assertThat(market.souk.agents().versions(new AgentId("no.such"))).isEmpty();
        }
    }

    @Nested
    class CreditsOfATenant {
        @Test
        void comeFromDepositsAndGrants() {
            Deposit deposit = market.souk.credits().deposit(Market.ACME, Credits.parse("2.5"), "invoice-7", "thanks");
            assertThat(deposit.amount()).isEqualTo(Credits.parse("2.5"));
            assertThat(deposit.replayed()).isFalse();
            assertThat(deposit.balance().available()).isEqualTo(Credits.parse("1002.5"));
            assertThat(deposit.transfer()).hasToString("deposit/acme/invoice-7");
            market.souk.credits().grant(Market.ACME, Credits.parse("1"), null, "");
            assertThat(market.posted(AccountId.PLATFORM_DEPOSITS)).isEqualTo(-1_002_500_000);
            assertThat(market.posted(AccountId.PLATFORM_GRANTS)).isEqualTo(-1_000_000);
        }

        @Test
        void comeOnceForEachReference() {
            for (int i = 0; i < 3; i++) {
                Deposit deposit = market.souk.credits().deposit(Market.ACME, Credits.parse("5"), "invoice-7", "");
                assertThat(deposit.replayed()).isEqualTo(i > 0);
                assertThat(deposit.balance().available()).isEqualTo(Credits.parse("1005"));
            }
            market.souk.credits().grant(Market.ACME, Credits.parse("5"), "invoice-7", "");
            assertThat(market.available()).isEqualTo(Credits.parse("1010"));
            failsWith(
                    ErrorCode.CONFLICT,
                    () -> market.souk.credits().deposit(Market.ACME, Credits.parse("6"), "invoice-7", ""));
        }

        @Test
        void areChecked() {
            CreditsView credits = market.souk.credits();
            int lines = credits.history(Market.ACME, Long.MAX_VALUE, 1_000).size();
            long most = CreditsView.MAX_DEPOSIT.micros();
            for (long micros : new long[] {0, -1, Long.MIN_VALUE, most + 1, Long.MAX_VALUE}) {
                Credits amount = Credits.ofMicros(micros);
                failsWith(ErrorCode.INVALID_AMOUNT, () -> credits.deposit(Market.ACME, amount, null, ""));
                failsWith(ErrorCode.INVALID_AMOUNT, () -> credits.grant(Market.ACME, amount, null, ""));
            }
            assertThat(credits.history(Market.ACME, Long.MAX_VALUE, 1_000)).hasSize(lines);
            assertThat(credits.deposit(Market.ACME, CreditsView.MAX_DEPOSIT, null, "")
                            .amount())
                    .isEqualTo(Credits.parse("1000000000"));
            failsWith(
                    ErrorCode.TENANT_NOT_FOUND,
                    () -> credits.grant(new TenantId("nobody"), Credits.parse("1"), null, ""));
            for (String reference : List.of("", "a b", "ä", "r".repeat(101))) {
                failsWith(
                        ErrorCode.MALFORMED_REQUEST,
                        () -> credits.grant(Market.ACME, Credits.parse("1"), reference, ""));
            }
            failsWith(
                    ErrorCode.MALFORMED_REQUEST,
                    () -> credits.grant(Market.ACME, Credits.parse("1"), null, "m".repeat(201)));
        }

        @Test
        void areShownLineByLine() {
            Receipt receipt = (Receipt) market.call("acme.greeter");
            List<StatementLine> lines = market.souk.credits().history(Market.ACME, Long.MAX_VALUE, 10);
            assertThat(lines).extracting(StatementLine::kind).containsExactly(TransferKind.CALL, TransferKind.DEPOSIT);
            assertThat(lines.get(0).execution()).contains(receipt.executionId());
            assertThat(lines.get(0).posting().amount()).isEqualTo(-237_500);
            assertThat(lines.get(0).posting().balance()).isEqualTo(999_762_500);
            assertThat(market.souk
                            .credits()
                            .history(Market.ACME, lines.get(0).posting().sequence(), 10))
                    .hasSize(1);
        }

        @Test
        void areNothingForAnUnknownTenant() {
            assertThat(market.souk.credits().balance(new TenantId("nobody")).available())
                    .isEqualTo(Credits.ZERO);
        }

        @Test
        void areAccountsInOrder() {
            market.call("acme.greeter");
            List<Account> accounts = market.souk.credits().accounts(null, 100);
            assertThat(accounts)
                    .extracting(account -> account.id().toString())
                    .containsExactly("platform-deposits", "platform-fees", "tenant/acme");
            assertThat(market.souk.credits().accounts(accounts.get(1).id(), 100))
                    .hasSize(1);
            assertThat(market.souk.credits().account(AccountId.PLATFORM_GRANTS)).isEmpty();
        }
    }

    @Nested
    class Executions {
        @Test
        void areFoundByTheirTenantOnly() {
            Receipt receipt = (Receipt) market.call("acme.greeter");
            Optional<Execution> found = market.souk.executions().find(Market.ACME, receipt.executionId());
            assertThat(found).hasValueSatisfying(execution -> {
                assertThat(execution.state()).isEqualTo(ExecutionState.SUCCEEDED);
                assertThat(execution.end().orElseThrow().output()).contains("{\"hello\":\"world\"}");
                assertThat(execution.plan()).contains(new PlanId("elite"));
                assertThat(execution.startedAt()).isEqualTo(ManualTime.START);
            });
            assertThat(market.souk.executions().find(new TenantId("other"), receipt.executionId()))
                    .isEmpty();
            assertThat(market.souk.executions().find(Market.ACME, new ExecutionId("exe_00000000000000000000000000")))
                    .isEmpty();
        }

        @Test
        void areListedTheNewestFirstWithoutOutputs() {
            market.call("acme.greeter");
            market.time.advance(Duration.ofSeconds(1));
            Failure failure = (Failure) market.call("acme.broken");
            List<Execution> listed = market.souk.executions().list(new ExecutionQuery(Market.ACME, null, null, 10));
            assertThat(listed).hasSize(2);
            assertThat(listed.get(0).id()).isEqualTo(failure.executionId().orElseThrow());
            assertThat(listed.get(1).end().orElseThrow().output()).contains("");
            assertThat(market.souk
                            .executions()
                            .list(new ExecutionQuery(Market.ACME, new AgentId("acme.broken"), null, 10)))
                    .hasSize(1);
            assertThat(market.souk
                            .executions()
                            .list(new ExecutionQuery(
                                    Market.ACME, null, listed.get(0).id(), 10)))
                    .hasSize(1);
        }
    }

    @Nested
    class Usage {
        @Test
        void isAddedUpByDayAndAgent() {
            LocalDate first = LocalDate.of(2026, 1, 1);
            market.call("acme.greeter");
            market.call("acme.greeter");
            market.call("acme.broken");
            market.time.advance(Duration.ofDays(1));
            market.call("acme.greeter");
            assertThat(market.souk.usage().perDay(Market.ACME, first, first.plusDays(1)))
                    .containsExactly(
                            new UsageRow(first, new AgentId("acme.broken"), 0, 1, ModelUsage.NONE, Credits.ZERO),
                            new UsageRow(
                                    first,
                                    new AgentId("acme.greeter"),
                                    2,
                                    0,
                                    new ModelUsage(2, 4),
                                    Credits.parse("0.475")),
                            new UsageRow(
                                    first.plusDays(1),
                                    new AgentId("acme.greeter"),
                                    1,
                                    0,
                                    new ModelUsage(1, 2),
                                    Credits.parse("0.2375")));
            assertThat(market.souk.usage().perDay(new TenantId("other"), first, first))
                    .isEmpty();
        }

        @Test
        void isShownForAtMostAYear() {
            LocalDate day = LocalDate.of(2026, 1, 1);
            assertThat(market.souk.usage().perDay(Market.ACME, day, day.plusDays(366)))
                    .isEmpty();
            assertThatThrownBy(() -> market.souk.usage().perDay(Market.ACME, day, day.plusDays(367)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> market.souk.usage().perDay(Market.ACME, day, day.minusDays(1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Tenants {
        private final TenantsView tenants = market.souk.tenants();

        @Test
        void areRegisteredOnce() {
            assertThat(tenants.register(new TenantId("new"), new PlanId("solo")))
                    .isTrue();
            assertThat(tenants.register(new TenantId("new"), new PlanId("elite")))
                    .isFalse();
            assertThat(tenants.find(new TenantId("new")).flatMap(Tenant::plan)).contains(new PlanId("solo"));
            assertThat(tenants.find(new TenantId("none"))).isEmpty();
        }

        @Test
        void holdOnlyPlansThatAreForSale() {
            assertThatThrownBy(() -> tenants.register(new TenantId("new"), new PlanId("gold")))
                    .isInstanceOfSatisfying(
                            SoukException.class,
                            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.PLAN_NOT_FOUND))
                    .hasMessageContainingAll("'gold'", "solo", "byok");
            failsWith(ErrorCode.PLAN_NOT_FOUND, () -> tenants.changePlan(Market.ACME, new PlanId("gold")));
            failsWith(ErrorCode.TENANT_NOT_FOUND, () -> tenants.changePlan(new TenantId("none"), null));
        }

        @Test
        void canLoseTheirPlan() {
            tenants.changePlan(Market.ACME, null);
            assertThat(tenants.find(Market.ACME).orElseThrow().plan()).isEmpty();
            assertThat(market.souk.call(Call.to("acme.greeter")
                            .by(Caller.of("acme", "ann").on("phone"))
                            .build()))
                    .isInstanceOfSatisfying(
                            Receipt.class,
                            receipt -> assertThat(receipt.trialCallsLeft()).hasValue(2));
        }

        @Test
        void areListedInOrder() {
            tenants.register(new TenantId("b"), null);
            tenants.register(new TenantId("a"), null);
            assertThat(tenants.list(null, 2))
                    .extracting(tenant -> tenant.id().value())
                    .containsExactly("a", "acme");
            assertThat(tenants.list(new TenantId("acme"), 10))
                    .extracting(tenant -> tenant.id().value())
                    .containsExactly("b");
            assertThat(tenants.plans().plans()).hasSize(7);
        }

        /** Another engine on the same store changes the plan; this one believes the old for two seconds at most. */
        @Test
        void changedByAnotherEngineCountSoon() {
            MemoryStore store = new MemoryStore();
            try (Market here = Market.with(parts -> parts.store(store))) {
                here.souk.tenants().find(Market.ACME);
                store.tenants().changePlan(Market.ACME, new PlanId("solo"));
                here.time.advance(Duration.ofSeconds(2).minusNanos(1));
                assertThat(here.souk.tenants().find(Market.ACME).flatMap(Tenant::plan))
                        .contains(new PlanId("elite"));
                here.time.advance(Duration.ofNanos(1));
                assertThat(here.souk.tenants().find(Market.ACME).flatMap(Tenant::plan))
                        .contains(new PlanId("solo"));
            }
        }
    }
}
