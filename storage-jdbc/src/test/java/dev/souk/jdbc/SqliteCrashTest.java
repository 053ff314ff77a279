package dev.souk.jdbc;

import dev.souk.spi.store.Store;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class SqliteCrashTest extends CrashContract {
    @TempDir
    private Path directory;

    @Override
    List<String> target() {
        return List.of("sqlite", directory.resolve("souk.db").toString());
    }

    @Override
    Store open() {
        return JdbcStore.sqlite(directory.resolve("souk.db"));
    }
}
