package dev.souk.engine;

import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.Store;
import dev.souk.spi.store.UsageRow;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;

/**
 * What tenants used.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
@Singleton
public final class UsageView {
    private final Store store;

    @Inject
    UsageView(Store store) {
        this.store = store;
    }

    /**
     * A tenant's use by day and agent.
     *
     * @param tenant whose
     * @param from the first day, in UTC
     * @param to the last day; at most 366 days after the first
     * @throws IllegalArgumentException if the days are out of order or too far apart
     */
    public List<UsageRow> perDay(TenantId tenant, LocalDate from, LocalDate to) {
        if (to.isBefore(from) || from.plusDays(366).isBefore(to)) {
            throw new IllegalArgumentException("from " + from + " to " + to + " is not 0 to 366 days");
        }
        return store.usage().perDay(tenant, from, to);
    }
}
