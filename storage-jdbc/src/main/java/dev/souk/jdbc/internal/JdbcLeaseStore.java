package dev.souk.jdbc.internal;

import dev.souk.spi.store.EngineName;
import dev.souk.spi.store.EngineSession;
import dev.souk.spi.store.LeaseStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The leases in SQL. Thread-safe. */
public final class JdbcLeaseStore implements LeaseStore {
    private final Database database;
    /** The sessions of this process that are open: all there are in a database that is not shared. */
    private final Set<Long> open = ConcurrentHashMap.newKeySet();

    /** The leases in this database. */
    public JdbcLeaseStore(Database database) {
        this.database = database;
    }

    @Override
    public EngineSession enter(@Nullable EngineName nameOrNull) {
        return JdbcEngineSession.enter(database, nameOrNull == null ? "" : nameOrNull.value(), open);
    }
}
