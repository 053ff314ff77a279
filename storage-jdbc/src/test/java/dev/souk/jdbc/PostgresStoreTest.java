package dev.souk.jdbc;

import dev.souk.spi.store.Store;
import dev.souk.testkit.StoreContract;

class PostgresStoreTest extends StoreContract {
    private PostgresServer.Database database;

    @Override
    protected Store openEmpty() {
        database = PostgresServer.newDatabase();
        return reopen();
    }

    @Override
    protected boolean isDurable() {
        return true;
    }

    @Override
    protected Store reopen() {
        return JdbcStore.postgres(database.url(), "postgres", "postgres");
    }
}
