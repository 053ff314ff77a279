package dev.souk.engine.internal.memory;

import dev.souk.spi.store.ApiKeyStore;
import dev.souk.spi.store.BudgetStore;
import dev.souk.spi.store.ExecutionStore;
import dev.souk.spi.store.LeaseStore;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.PayoutStore;
import dev.souk.spi.store.Store;
import dev.souk.spi.store.TenantStore;
import dev.souk.spi.store.UsageStore;

/**
 * A store in memory. It is <b>not durable</b>: when the process ends, money and records are gone. It grows with every call, without
 * a bound, because a journal forgets nothing.
 *
 * <p><b>Thread-safety.</b> All methods may be called from any thread; one lock lets one of them in at a time.
 */
public final class MemoryStore implements Store {
    private final Vault vault = new Vault();
    private final LedgerStore ledger = new MemoryLedgerStore(vault);
    private final ExecutionStore executions = new MemoryExecutionStore(vault);
    private final LeaseStore leases = new MemoryLeaseStore(vault);
    private final TenantStore tenants = new MemoryTenantStore(vault);
    private final ApiKeyStore apiKeys = new MemoryApiKeyStore(vault);
    private final PayoutStore payouts = new MemoryPayoutStore(vault);
    private final BudgetStore budgets = new MemoryBudgetStore(vault);
    private final UsageStore usage = new MemoryUsageStore(vault);

    /** An empty store. */
    public MemoryStore() {}

    @Override
    public LedgerStore ledger() {
        vault.requireOpen();
        return ledger;
    }

    @Override
    public ExecutionStore executions() {
        vault.requireOpen();
        return executions;
    }

    @Override
    public LeaseStore leases() {
        vault.requireOpen();
        return leases;
    }

    @Override
    public TenantStore tenants() {
        vault.requireOpen();
        return tenants;
    }

    @Override
    public ApiKeyStore apiKeys() {
        vault.requireOpen();
        return apiKeys;
    }

    @Override
    public PayoutStore payouts() {
        vault.requireOpen();
        return payouts;
    }

    @Override
    public BudgetStore budgets() {
        vault.requireOpen();
        return budgets;
    }

    @Override
    public UsageStore usage() {
        vault.requireOpen();
        return usage;
    }

    @Override
    public String description() {
        return "memory (not durable)";
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void ping() {
        vault.requireOpen();
    }

    @Override
    public void close() {
        vault.close();
    }
}
