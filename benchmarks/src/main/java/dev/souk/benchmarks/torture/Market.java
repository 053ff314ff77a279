package dev.souk.benchmarks.torture;

import dev.souk.engine.Souk;
import dev.souk.engine.SoukBuilder;
import dev.souk.engine.call.Call;
import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.config.SoukConfig.LedgerSettings;
import dev.souk.engine.config.TrialTerms;
import dev.souk.spi.Credits;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What every torture's engines have in common: one plan without limits that matter, one agent, and what a call costs. */
final class Market {
    private static final PlanId PLAN = new PlanId("torture");
    private static final long MOST = 1_000_000;
    private static final Credits PLAN_PRICE = Credits.parse("0.0095");
    private static final Duration RECOVERY_INTERVAL = Duration.ofMillis(50);
    private static final LedgerSettings LEDGER =
            new LedgerSettings(10_000, 1, 512, Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ofHours(1));

    /** What a call costs that succeeds. */
    static final Credits CALL = PLAN_PRICE.plus(Credits.parse(Worker.PRICE));

    private Market() {}

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
                        .recoveryInterval(RECOVERY_INTERVAL)
                        .ledger(LEDGER)
                        .build());
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
