package dev.souk.jdbc;

import dev.souk.spi.store.Store;
import java.util.List;

/** Three engines on one PostgreSQL. */
class PostgresMoneyRaceTest extends MoneyRaceContract {
    @Override
    List<Store> openStores() {
        PostgresServer.Database database = PostgresServer.newDatabase();
        return List.of(
                JdbcStore.postgres(database.source()),
                JdbcStore.postgres(database.source()),
                JdbcStore.postgres(database.source()));
    }
}
