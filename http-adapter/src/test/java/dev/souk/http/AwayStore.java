package dev.souk.http;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.ApiKeyStore;
import dev.souk.spi.store.BudgetStore;
import dev.souk.spi.store.ExecutionStore;
import dev.souk.spi.store.LeaseStore;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.PayoutStore;
import dev.souk.spi.store.Store;
import dev.souk.spi.store.TenantStore;
import dev.souk.spi.store.UsageStore;
import java.lang.reflect.Proxy;

/** A store whose database does not answer. */
final class AwayStore implements Store {
    private static <T> T away(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw new SoukException(ErrorCode.STORE_UNAVAILABLE, "the database does not answer");
        }));
    }

    @Override
    public LedgerStore ledger() {
        return away(LedgerStore.class);
    }

    @Override
    public ExecutionStore executions() {
        return away(ExecutionStore.class);
    }

    @Override
    public LeaseStore leases() {
        return away(LeaseStore.class);
    }

    @Override
    public TenantStore tenants() {
        return away(TenantStore.class);
    }

    @Override
    public ApiKeyStore apiKeys() {
        return away(ApiKeyStore.class);
    }

    @Override
    public PayoutStore payouts() {
        return away(PayoutStore.class);
    }

    @Override
    public BudgetStore budgets() {
        return away(BudgetStore.class);
    }

    @Override
    public UsageStore usage() {
        return away(UsageStore.class);
    }

    @Override
    public String description() {
        return "a store that is away";
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void ping() {
        throw new SoukException(ErrorCode.STORE_UNAVAILABLE, "the database does not answer");
    }

    @Override
    public void close() {}
}
