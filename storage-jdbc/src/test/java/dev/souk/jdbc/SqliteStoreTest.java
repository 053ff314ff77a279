package dev.souk.jdbc;

import dev.souk.spi.store.Store;
import dev.souk.testkit.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    @TempDir
    private Path directory;

    @Override
    protected Store openEmpty() {
        return reopen();
    }

    @Override
    protected boolean isDurable() {
        return true;
    }

    @Override
    protected Store reopen() {
        return JdbcStore.sqlite(directory.resolve("souk.db"));
    }
}
