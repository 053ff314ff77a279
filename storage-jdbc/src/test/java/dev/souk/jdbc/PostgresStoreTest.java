package dev.souk.jdbc;

import dev.souk.spi.store.Store;
import dev.souk.testkit.StoreContract;

class PostgresStoreTest extends StoreContract {
    private static final PostgresServer.Database DATABASE = PostgresServer.newDatabase();

    @Override
    protected Store openEmpty() {
        Store store = reopen();
        DATABASE.execute(
                "TRUNCATE souk_account, souk_running, souk_engine, souk_execution, souk_idempotency_key, souk_transfer, souk_posting, souk_collected, souk_tenant, souk_api_key");
        return store;
    }

    @Override
    protected boolean isDurable() {
        return true;
    }

    @Override
    protected Store reopen() {
        return JdbcStore.postgres(DATABASE.source());
    }
}
