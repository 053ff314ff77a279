package dev.souk.server.data;

import dev.souk.jdbc.JdbcStore;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.Store;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * Which database, and how it is opened: the SQLite file of a data directory, or a PostgreSQL elsewhere.
 *
 * @param data the data directory
 * @param postgresOrNull the PostgreSQL to use instead of the directory's own file
 */
public record StoreSource(DataDirectory data, @Nullable Postgres postgresOrNull) {
    /**
     * A PostgreSQL.
     *
     * @param url its JDBC URL, without a password
     * @param user who signs in
     * @param password their password; never shown
     */
    public record Postgres(String url, String user, String password) {
        @Override
        public String toString() {
            return url + " as " + user;
        }
    }

    /**
     * Opens the store, and makes directory and schema if they are not there.
     *
     * @throws SoukException as the store does; if another process holds the directory's database, the message says which
     */
    public Store open() {
        data.create();
        if (postgresOrNull != null) {
            return JdbcStore.postgres(postgresOrNull.url(), postgresOrNull.user(), postgresOrNull.password());
        }
        try {
            return JdbcStore.sqlite(data.database());
        } catch (SoukException fault) {
            throw fault.code() == ErrorCode.STORE_LOCKED ? inUse(fault) : fault;
        }
    }

    /**
     * Opens the store to look at it only, beside a running server or not.
     *
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if there is no database yet, or none of Souk's
     */
    public Store openReadOnly() {
        if (postgresOrNull != null) {
            return JdbcStore.postgresReadOnly(postgresOrNull.url(), postgresOrNull.user(), postgresOrNull.password());
        }
        if (Files.notExists(data.database())) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID,
                    "there is no database " + data.database() + "; name another directory with --data");
        }
        return JdbcStore.sqliteReadOnly(data.database());
    }

    private SoukException inUse(SoukException fault) {
        String message = ServerNote.read(data.serverNote())
                .map(server -> data.root() + " is in use by the server at " + server.url() + ", process " + server.pid()
                        + "; ask it with --url " + server.url() + " --key KEY, or stop it first")
                .orElse(data.root()
                        + " is in use by another process; ask a server with --url URL --key KEY, or stop it");
        return new SoukException(ErrorCode.STORE_LOCKED, message, fault);
    }
}
