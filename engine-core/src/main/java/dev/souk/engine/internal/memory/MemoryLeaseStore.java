package dev.souk.engine.internal.memory;

import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.store.EngineName;
import dev.souk.spi.store.EngineSession;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.LeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The leases in memory. All engines live in this process, so which of them are gone is known: those that have closed their session. The
 * time is that of whoever asks.
 */
final class MemoryLeaseStore implements LeaseStore {
    private final Vault vault;

    MemoryLeaseStore(Vault vault) {
        this.vault = vault;
    }

    @Override
    public EngineSession enter(@Nullable EngineName nameOrNull) {
        return vault.with(tables -> {
            boolean taken = nameOrNull != null && tables.sessions.containsValue(nameOrNull.value());
            tables.lastSession++;
            tables.sessions.put(tables.lastSession, nameOrNull == null ? "" : nameOrNull.value());
            return new Session(tables.lastSession, taken);
        });
    }

    /** The session's state is in the tables, under the vault's lock. */
    private final class Session implements EngineSession {
        private final long number;
        private final boolean nameTaken;

        Session(long number, boolean nameTaken) {
            this.number = number;
            this.nameTaken = nameTaken;
        }

        @Override
        public long epoch() {
            return number * EPOCHS;
        }

        @Override
        public boolean isNameTaken() {
            return nameTaken;
        }

        @Override
        public Renewal renew(Set<ExecutionId> executions, Duration lease, Instant now) {
            return vault.with(tables -> {
                Set<ExecutionId> held = new HashSet<>();
                for (ExecutionId id : executions) {
                    Execution execution = tables.executions.get(id);
                    if (execution != null
                            && execution.isRunning()
                            && execution.reservation().epoch() == epoch()) {
                        tables.executions.put(id, execution.leasedUntil(now.plus(lease)));
                        held.add(id);
                    }
                }
                return new Renewal(now, held);
            });
        }

        @Override
        public List<Execution> takeOverOwn(int most, Duration lease, Instant now) {
            Vault.requirePage(most);
            return vault.with(tables -> nameTaken
                    ? List.of()
                    : takeOver(tables, most, now.plus(lease), execution -> {
                        long holder = execution.reservation().epoch() / EPOCHS;
                        return !tables.sessions.containsKey(holder);
                    }));
        }

        @Override
        public List<Execution> takeOverExpired(int most, Duration lease, Instant now) {
            Vault.requirePage(most);
            return vault.with(tables -> takeOver(
                    tables,
                    most,
                    now.plus(lease),
                    execution -> !execution.reservation().expiresAt().isAfter(now)));
        }

        private List<Execution> takeOver(Tables tables, int most, Instant until, Predicate<Execution> which) {
            List<Execution> taken = tables.executions.values().stream()
                    .filter(Execution::isRunning)
                    .filter(which)
                    .sorted(Comparator.comparing((Execution execution) ->
                                    execution.reservation().expiresAt())
                            .thenComparing(Execution::id))
                    .limit(most)
                    .map(execution -> execution.fencedAbove(epoch()).leasedUntil(until))
                    .toList();
            taken.forEach(execution -> tables.executions.put(execution.id(), execution));
            return taken;
        }

        @Override
        public void close() {
            vault.leave(number);
        }
    }
}
