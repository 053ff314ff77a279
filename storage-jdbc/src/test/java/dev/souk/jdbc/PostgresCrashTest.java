package dev.souk.jdbc;

import dev.souk.spi.store.Store;
import java.util.List;

class PostgresCrashTest extends CrashContract {
    private final PostgresServer.Database database = PostgresServer.newDatabase();

    @Override
    List<String> target() {
        return List.of("postgres", database.url());
    }

    @Override
    Store open() {
        return JdbcStore.postgres(database.source());
    }
}
