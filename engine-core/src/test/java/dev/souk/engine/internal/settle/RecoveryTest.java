package dev.souk.engine.internal.settle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.internal.lease.Leases;
import dev.souk.engine.internal.ledger.Ledger;
import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.engine.support.FaultyStore;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.Threads;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Reservation;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionState;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final AccountId GOOD = AccountId.creditsOf(new TenantId("good"));
    private static final AccountId DAMAGED = AccountId.creditsOf(new TenantId("damaged"));

    private final MemoryStore store = new MemoryStore();

    private static Execution left(int number, AccountId account) {
        return new Execution(
                new ExecutionId("exe_" + String.format("%026d", number)),
                Caller.of("acme", "ann"),
                new AgentId("acme.greeter"),
                AgentVersion.parse("1.0.0"),
                null,
                null,
                "",
                new Reservation(List.of(new Leg(account, 5)), 0, NOW.plusSeconds(number)),
                NOW,
                null);
    }

    private static Recovery recovery(Store store) {
        InstantSource clock = () -> NOW.plusSeconds(9);
        SoukConfig config = SoukConfig.defaults();
        return new Recovery(
                new Leases(store, clock, System::nanoTime, config),
                new Ledger(store, clock, System::nanoTime, EngineThreads.SYSTEM, config),
                clock,
                event -> {});
    }

    private void leaveBehind(Execution... executions) {
        store.ledger().transact(transaction -> {
            transaction.write(new LedgerChanges(
                    List.of(new Account(GOOD, 9, 5, 0), new Account(DAMAGED, 9, 0, 0)),
                    List.of(),
                    List.of(executions),
                    List.of(),
                    List.of()));
            return null;
        });
    }

    /** One execution that could not be ended used to keep all those behind it from ever being ended. */
    @Test
    void anExecutionThatCannotBeEndedStopsNoOther() {
        leaveBehind(left(1, DAMAGED), left(2, GOOD));
        Recovery recovery = recovery(store);
        assertThat(recovery.sweep()).isEqualTo(1);
        assertThat(store.ledger().account(GOOD).orElseThrow().held()).isZero();
        assertThat(store.executions().find(left(1, GOOD).id()).orElseThrow().state())
                .isEqualTo(ExecutionState.RUNNING);
        assertThat(recovery.sweep()).isZero();
    }

    @Test
    void theJobSweepsAgainAndAgainAndBearsAStoreThatIsAway() {
        leaveBehind(left(1, GOOD));
        FaultyStore faulty = new FaultyStore(store);
        faulty.away(true);
        Recovery recovery = recovery(faulty);
        try (RecoveryJob job = new RecoveryJob(
                recovery, Market.config().recoveryInterval(Duration.ofMillis(5)).build(), EngineThreads.SYSTEM)) {
            job.start();
            assertThat(store.ledger().account(GOOD).orElseThrow().held()).isEqualTo(5);
            faulty.away(false);
            Threads.until(() -> store.ledger().account(GOOD).orElseThrow().held() == 0);
        }
    }
}
