package dev.souk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.Souk;
import dev.souk.engine.call.BudgetStatus;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.jdbc.JdbcStore;
import dev.souk.server.fixture.Postgres;
import dev.souk.spi.Credits;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.Schema;
import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.caller.ApiKeyId;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers of several engines on one real database, and a budget for fewer calls than they want. */
class BudgetRaceTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final int CALLERS = 48;
    private static final int PAID = 11;
    private static final int ROUNDS = 8;

    private static final ApiKeyId KEY = new ApiKeyId("key_1");

    @TempDir
    Path directory;

    private static BudgetId day(TenantId tenant) {
        return new BudgetId(new BudgetHolder.WholeTenant(tenant), BudgetPeriod.DAY);
    }

    private static BudgetId annEver(TenantId tenant) {
        return new BudgetId(new BudgetHolder.OneUser(tenant, new UserId("ann")), BudgetPeriod.NONE);
    }

    private static BudgetId keyMonth(TenantId tenant) {
        return new BudgetId(new BudgetHolder.OneKey(tenant, KEY), BudgetPeriod.MONTH);
    }

    /** Costs a hundredth of a credit on top of the plan's 0.2375. */
    private static final class Toll implements Agent {
        @Override
        public AgentDescriptor descriptor() {
            return AgentDescriptor.agent("acme.toll", "1.0.0")
                    .name("Toll")
                    .summary("Takes a toll.")
                    .input(Schema.json("{}"))
                    .output(Schema.json("{}"))
                    .pricing(Pricing.perCall("0.01"))
                    .notRepeatable()
                    .build();
        }

        @Override
        public AgentReply invoke(AgentInput input, AgentContext context) {
            return AgentReply.of(Map.of());
        }
    }

    private static Souk engine(Store store) {
        return Souk.builder().store(store).agent(new Toll()).build();
    }

    private static CallResult call(Souk souk, TenantId tenant) {
        return souk.call(Call.to("acme.toll")
                .by(new Caller(tenant, new UserId("ann"), null))
                .apiKey(KEY)
                .build());
    }

    private static List<CallResult> together(List<Souk> engines, TenantId tenant) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            CyclicBarrier start = new CyclicBarrier(CALLERS);
            List<Future<CallResult>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Souk engine = engines.get(i % engines.size());
                Callable<CallResult> call = () -> {
                    start.await();
                    return call(engine, tenant);
                };
                calls.add(threads.submit(call));
            }
            List<CallResult> results = new ArrayList<>();
            for (Future<CallResult> result : calls) {
                results.add(result.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Exactly as many calls as the scarcest budget pays for are done, and its accounts and the others' say the same. */
    private static void race(List<Souk> engines, TenantId tenant) throws Exception {
        Souk first = engines.get(0);
        first.tenants().register(tenant, new PlanId("elite"));
        first.credits().deposit(tenant, Credits.parse("100"), null, "");
        first.budgets().set(day(tenant), Credits.parse("20"));
        first.budgets().set(annEver(tenant), Credits.ofMicros(PAID * 247_500L + 247_499));
        first.budgets().set(keyMonth(tenant), Credits.parse("50"));

        List<CallResult> results = together(engines, tenant);

        assertThat(results).allMatch(result -> result instanceof Receipt || result instanceof Refusal.BudgetExhausted);
        assertThat(results.stream().filter(Receipt.class::isInstance)).hasSize(PAID);
        Credits spent = Credits.ofMicros(PAID * 247_500L);
        for (BudgetId id : List.of(day(tenant), annEver(tenant), keyMonth(tenant))) {
            BudgetStatus status = first.budgets().find(id).orElseThrow();
            assertThat(status.used()).as("%s", id).isEqualTo(spent);
            assertThat(status.held()).as("%s", id).isEqualTo(Credits.ZERO);
        }
        assertThat(first.credits().balance(tenant).available())
                .isEqualTo(Credits.parse("100").minus(spent));
    }

    private static void races(List<Souk> engines) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            race(engines, new TenantId("acme-" + round));
        }
        assertThat(engines.get(0).credits().audit().findings()).isEmpty();
    }

    @Test
    void onSqliteNoMoreIsSpentThanTheBudgetHas() throws Exception {
        try (Souk souk = engine(JdbcStore.sqlite(directory.resolve("souk.db")))) {
            races(List.of(souk));
        }
    }

    /** An engine that found the account of what was used missing, while another opened it, once admitted two calls too many. */
    @Test
    void onPostgresNoMoreIsSpentByThreeEnginesThanTheBudgetHas() throws Exception {
        try (Postgres database = Postgres.in(directory.resolve("postgres"))) {
            List<Souk> engines = new ArrayList<>();
            try {
                for (int i = 0; i < 3; i++) {
                    engines.add(engine(JdbcStore.postgres(database.options()[1], "postgres", "")));
                }
                races(engines);
            } finally {
                engines.forEach(Souk::close);
            }
        }
    }

    @Test
    void whatWasSpentAndWhatIsSetOutlivesTheEngine() throws IOException {
        Path file = directory.resolve("again.db");
        try (Souk souk = engine(JdbcStore.sqlite(file))) {
            souk.tenants().register(ACME, new PlanId("elite"));
            souk.credits().deposit(ACME, Credits.parse("100"), null, "");
            souk.budgets().set(annEver(ACME), Credits.parse("0.3"));
            assertThat(call(souk, ACME)).isInstanceOf(Receipt.class);
        }
        try (Souk again = engine(JdbcStore.sqlite(file))) {
            assertThat(call(again, ACME)).isInstanceOf(Refusal.BudgetExhausted.class);
            assertThat(again.budgets().find(annEver(ACME)).orElseThrow().left()).isEqualTo(Credits.parse("0.0525"));
        }
    }
}
