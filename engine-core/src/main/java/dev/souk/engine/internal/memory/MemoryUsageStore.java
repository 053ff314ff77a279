package dev.souk.engine.internal.memory;

import dev.souk.spi.Credits;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionState;
import dev.souk.spi.store.LedgerVisitor;
import dev.souk.spi.store.UsageRow;
import dev.souk.spi.store.UsageStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what ended executions used. */
final class MemoryUsageStore implements UsageStore {
    private static final long MAX_DAYS = 366;

    private final Vault vault;

    MemoryUsageStore(Vault vault) {
        this.vault = vault;
    }

    @Override
    public List<UsageRow> perDay(TenantId tenant, LocalDate from, LocalDate to) {
        if (ChronoUnit.DAYS.between(from, to) > MAX_DAYS) {
            throw new IllegalArgumentException("at most " + MAX_DAYS + " days, not " + from + " to " + to);
        }
        return vault.with(tables -> {
            Map<Cell, UsageRow> rows = new TreeMap<>();
            for (Execution execution : tables.executions.values()) {
                LocalDate day = LocalDate.ofInstant(execution.startedAt(), ZoneOffset.UTC);
                ExecutionEnd end = execution.endOrNull();
                if (end != null
                        && execution.caller().tenant().equals(tenant)
                        && !day.isBefore(from)
                        && !day.isAfter(to)) {
                    rows.merge(
                            new Cell(day, execution.agent()), row(day, execution.agent(), end), MemoryUsageStore::plus);
                }
            }
            return List.copyOf(rows.values());
        });
    }

    /** What all tenants used, shown to a visitor. */
    static void show(Collection<Execution> executions, LedgerVisitor visitor) {
        Map<TenantId, Map<Cell, UsageRow>> tenants = new TreeMap<>();
        for (Execution execution : executions) {
            ExecutionEnd end = execution.endOrNull();
            if (end != null) {
                LocalDate day = LocalDate.ofInstant(execution.startedAt(), ZoneOffset.UTC);
                tenants.computeIfAbsent(execution.caller().tenant(), none -> new TreeMap<>())
                        .merge(
                                new Cell(day, execution.agent()),
                                row(day, execution.agent(), end),
                                MemoryUsageStore::plus);
            }
        }
        tenants.forEach((tenant, rows) -> rows.values().forEach(row -> visitor.used(tenant, row)));
    }

    private record Cell(LocalDate day, AgentId agent) implements Comparable<Cell> {
        private static final Comparator<Cell> ORDER =
                Comparator.comparing(Cell::day).thenComparing(Cell::agent);

        @Override
        public int compareTo(Cell other) {
            return ORDER.compare(this, other);
        }
    }

    private static UsageRow row(LocalDate day, AgentId agent, ExecutionEnd end) {
        boolean succeeded = end.state() == ExecutionState.SUCCEEDED;
        return new UsageRow(day, agent, succeeded ? 1 : 0, succeeded ? 0 : 1, end.usage(), end.charge());
    }

    private static UsageRow plus(UsageRow left, UsageRow right) {
        ModelUsage usage = left.usage().plus(right.usage());
        Credits charge = left.charge().plus(right.charge());
        return new UsageRow(
                left.day(),
                left.agent(),
                left.succeeded() + right.succeeded(),
                left.failed() + right.failed(),
                usage,
                charge);
    }
}
