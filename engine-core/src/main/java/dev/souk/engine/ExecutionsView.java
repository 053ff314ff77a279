package dev.souk.engine;

import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionQuery;
import dev.souk.spi.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * What was called, and how it ended.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
@Singleton
public final class ExecutionsView {
    private final Store store;

    @Inject
    ExecutionsView(Store store) {
        this.store = store;
    }

    /**
     * One execution of a tenant's.
     *
     * @param tenant whose; another tenant's execution is not there
     * @param id which
     */
    public Optional<Execution> find(TenantId tenant, ExecutionId id) {
        return store.executions()
                .find(id)
                .filter(execution -> execution.caller().tenant().equals(tenant));
    }

    /**
     * A page of a tenant's executions, the newest first, without their outputs.
     *
     * @param query which ones
     */
    public List<Execution> list(ExecutionQuery query) {
        return store.executions().list(query);
    }
}
