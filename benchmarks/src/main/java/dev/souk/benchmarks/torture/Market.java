package dev.souk.benchmarks.torture;

import dev.souk.engine.Souk;
import dev.souk.engine.SoukBuilder;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.config.SoukConfig.LedgerSettings;
import dev.souk.engine.config.TrialTerms;
import dev.souk.spi.Credits;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What every torture's engines have in common: one plan without limits that matter, one agent, and what a call costs. */
final class Market {
    private static final PlanId PLAN = new PlanId("torture");
    private static final long MOST = 1_000_000;
    private static final Credits PLAN_PRICE = Credits.parse("0.0095");
    private static final Duration RECOVERY_INTERVAL = Duration.ofMillis(50);
    private static final LedgerSettings LEDGER =
            new LedgerSettings(10_000, 1, 512, Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ofHours(1));

    private static final int SHARE_PERCENT = 80;

    /** What a call costs that succeeds. */
    static final Credits CALL = PLAN_PRICE.plus(Credits.parse(Worker.PRICE));
    /** The publisher's share of that. */
    static final Credits SHARE = shareOf(Worker.PRICE);

    private static final String ENDOWER = Worker.PUBLISHER + ".endower";
    private static final String ENDOWMENT = "1000";
    private static final Duration LONG_AGO = Duration.ofDays(40);

    private Market() {}

    private static Credits shareOf(String agentPrice) {
        return Credits.ofMicros(Credits.parse(agentPrice).micros() * SHARE_PERCENT / 100);
    }

    /**
     * An engine that still needs a store.
     *
     * @param agent what is called
     * @param lease how long a reservation is held without being renewed; what a killed engine held waits that long
     */
    static SoukBuilder engine(Worker agent, Duration lease) {
        Plan plan = new Plan(PLAN, MOST, MOST, MOST, PLAN_PRICE, false);
        return Souk.builder()
                .plans(new Plans(List.of(plan), new TrialTerms(3, 3), MOST))
                .agent(agent)
                .runtime(new CallerRuntime(() -> {}))
                .config(SoukConfig.builder()
                        .lease(lease)
                        .publisherShareBasisPoints(SHARE_PERCENT * 100)
                        .recoveryInterval(RECOVERY_INTERVAL)
                        .ledger(LEDGER)
                        .build());
    }

    /**
     * Gives the publisher earnings that are payable by now: from a call of long ago.
     *
     * @param address of new books
     * @return how much
     */
    static Credits endow(Address address, UnaryOperator<Store> decoration) {
        TenantId patron = new TenantId("patron");
        SoukBuilder engine = engine(
                        new Worker(ENDOWER, ENDOWMENT, Duration.ofMinutes(1), () -> {}), Duration.ofMinutes(1))
                .clock(() -> Instant.now().minus(LONG_AGO));
        try (Souk souk = address.keepIn(engine, decoration).build()) {
            souk.tenants().register(patron, PLAN);
            souk.credits().deposit(patron, Credits.parse(ENDOWMENT).plus(PLAN_PRICE), "torture", "");
            CallResult result = souk.call(Call.to(ENDOWER)
                    .by(Caller.of(patron.value(), "ann"))
                    .input(Map.of("task", ""))
                    .build());
            if (!(result instanceof Receipt)) {
                throw new IllegalStateException("the publisher got nothing: " + result);
            }
        }
        return shareOf(ENDOWMENT);
    }

    /** Registers a tenant who has credits for so many calls, and says how much that is. */
    static Credits open(Souk souk, TenantId tenant, long calls) {
        souk.tenants().register(tenant, PLAN);
        Credits paid = Credits.ofMicros(Math.multiplyExact(CALL.micros(), calls));
        if (paid.isPositive()) {
            souk.credits().deposit(tenant, paid, "torture", "");
        }
        return paid;
    }

    /** Makes the call that goes with a key, and says what came of it. */
    static Answer call(Souk souk, TenantId tenant, String key) {
        return call(souk, tenant, key, Worker.taskOf(key));
    }

    /** Makes a call, and says what came of it. */
    static Answer call(Souk souk, TenantId tenant, String key, String task) {
        return Answer.of(souk.call(Call.to(Worker.ID)
                .by(Caller.of(tenant.value(), "ann"))
                .idempotencyKey(key)
                .input(Map.of("task", task))
                .build()));
    }
}
