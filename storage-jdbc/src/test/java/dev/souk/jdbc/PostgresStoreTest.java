package dev.souk.jdbc;

import dev.souk.spi.store.Store;
import dev.souk.testkit.StoreContract;

class PostgresStoreTest extends StoreContract {
    private static final PostgresServer.Database DATABASE = PostgresServer.newDatabase();

    @Override
    protected Store openEmpty() {
        Store store = reopen();
        DATABASE.execute("DO $$ BEGIN EXECUTE (SELECT 'TRUNCATE ' || string_agg(tablename, ', ') FROM pg_tables"
                + " WHERE tablename LIKE 'souk\\_%'"
                + " AND tablename NOT IN ('souk_schema_history', 'souk_roll_up_lock')); END $$");
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
