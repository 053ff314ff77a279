package dev.souk.engine.support;

import dev.souk.engine.Souk;
import dev.souk.engine.SoukBuilder;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.config.SoukConfig.RetrySettings;
import dev.souk.spi.Credits;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.limit.LimitStatus;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** An engine in memory whose time stands still, with a tenant {@code acme} that has 1,000 credits on the plan {@code elite}. */
public final class Market implements AutoCloseable {
    public static final TenantId ACME = new TenantId("acme");
    /** How long a lease lasts; longer than any test runs, so that only the test says when one ends. */
    public static final Duration LEASE = Duration.ofHours(1);

    public static final Caller ANN = Caller.of("acme", "ann");

    public final ManualTime time = new ManualTime();
    public final List<MarketEvent> events = new CopyOnWriteArrayList<>();
    public final Souk souk;

    private Market(UnaryOperator<SoukBuilder> parts, Agent... agents) {
        SoukBuilder builder = Souk.builder()
                .inMemoryStore()
                .config(config().build())
                .clock(time.clock())
                .ticker(time.ticker())
                .random(new Random(7))
                .listener(events::add);
        for (Agent agent : agents) {
            builder.agent(agent);
        }
        souk = parts.apply(builder).build();
    }

    /** An engine with these agents. */
    public static Market of(Agent... agents) {
        return with(parts -> parts, agents);
    }

    /** An engine with these agents, of which the test says more. */
    public static Market with(UnaryOperator<SoukBuilder> parts, Agent... agents) {
        Market market = new Market(parts, agents);
        market.tenant("acme", "elite", "1000");
        return market;
    }

    /** An engine of whose tenants nothing is said. */
    public static Market bare(UnaryOperator<SoukBuilder> parts, Agent... agents) {
        return new Market(parts, agents);
    }

    /** Settings under which a test does not wait. */
    public static SoukConfig.Builder config() {
        return SoukConfig.builder()
                .retry(new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(4), 0))
                .recoveryInterval(Duration.ofDays(1))
                .lease(LEASE)
                .drainTimeout(Duration.ofSeconds(5));
    }

    /** Registers a tenant, on trial if the plan is null, with credits. */
    public void tenant(String id, String plan, String credits) {
        souk.tenants().register(new TenantId(id), plan == null ? null : new PlanId(plan));
        if (!credits.equals("0")) {
            souk.credits().deposit(new TenantId(id), Credits.parse(credits), null, "");
        }
    }

    /** A call by ann of acme. */
    public static Call.Builder to(String agent) {
        return Call.to(agent).by(ANN);
    }

    /** A call by ann of acme with an empty input. */
    public CallResult call(String agent) {
        return souk.call(to(agent).build());
    }

    /** What acme can still spend. */
    public Credits available() {
        return souk.credits().balance(ACME).available();
    }

    /** What is posted on an account. */
    public long posted(AccountId account) {
        return souk.credits().account(account).map(found -> found.posted()).orElse(0L);
    }

    /** How much of one of ann's limits is used. */
    public long used(String limit) {
        return used(ANN, limit);
    }

    /** How much of one of a caller's limits is used. */
    public long used(Caller caller, String limit) {
        return souk.limits().of(caller).stream()
                .filter(status -> status.request().limit().name().equals(limit))
                .mapToLong(LimitStatus::used)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        souk.close();
    }
}
