package dev.souk.engine.internal.memory;

import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionQuery;
import dev.souk.spi.store.ExecutionStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** The executions in memory. Lists are found by looking at all of them. */
final class MemoryExecutionStore implements ExecutionStore {
    private final Vault vault;

    MemoryExecutionStore(Vault vault) {
        this.vault = vault;
    }

    @Override
    public Optional<Execution> find(ExecutionId id) {
        return vault.with(tables -> Optional.ofNullable(tables.executions.get(id)));
    }

    @Override
    public List<Execution> list(ExecutionQuery query) {
        return vault.with(tables -> {
            NavigableMap<ExecutionId, Execution> older = query.beforeOrNull() == null
                    ? tables.executions
                    : tables.executions.headMap(query.beforeOrNull(), false);
            return older.descendingMap().values().stream()
                    .filter(execution -> execution.caller().tenant().equals(query.tenant()))
                    .filter(execution ->
                            query.agentOrNull() == null || query.agentOrNull().equals(execution.agent()))
                    .limit(query.most())
                    .map(MemoryExecutionStore::withoutOutput)
                    .toList();
        });
    }

    @Override
    public List<Execution> expired(Instant now, int most) {
        Vault.requirePage(most);
        return vault.with(tables -> tables.executions.values().stream()
                .filter(Execution::isRunning)
                .filter(execution -> !execution.reservation().expiresAt().isAfter(now))
                .sorted(Comparator.comparing(
                                (Execution execution) -> execution.reservation().expiresAt())
                        .thenComparing(Execution::id))
                .limit(most)
                .toList());
    }

    private static Execution withoutOutput(Execution execution) {
        ExecutionEnd end = execution.endOrNull();
        return end == null || end.outputOrNull() == null
                ? execution
                : execution.ended(new ExecutionEnd(
                        end.state(),
                        end.at(),
                        end.codeOrNull(),
                        end.message(),
                        "",
                        end.usage(),
                        end.duration(),
                        end.attempts(),
                        end.fallback(),
                        end.charge(),
                        end.balanceAfter()));
    }
}
