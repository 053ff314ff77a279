package dev.souk.spi.store;

import dev.souk.spi.caller.TenantId;
import java.time.LocalDate;
import java.util.List;

/**
 * Reads what tenants used. Faults and thread-safety are those of {@link LedgerStore}.
 *
 * @since 0.1
 */
public interface UsageStore {
    /**
     * A tenant's use by day and agent, in that order. Calls that still run are not counted.
     *
     * @param tenant whose
     * @param from the first day, in UTC
     * @param to the last day; at most 366 days after the first
     * @throws IllegalArgumentException if it is further away
     */
    List<UsageRow> perDay(TenantId tenant, LocalDate from, LocalDate to);
}
