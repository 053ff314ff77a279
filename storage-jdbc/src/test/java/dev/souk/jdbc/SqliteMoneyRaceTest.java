package dev.souk.jdbc;

import dev.souk.spi.store.Store;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** One engine on one file. */
class SqliteMoneyRaceTest extends MoneyRaceContract {
    @TempDir
    private Path directory;

    @Override
    List<Store> openStores() {
        return List.of(JdbcStore.sqlite(directory.resolve("souk.db")));
    }
}
