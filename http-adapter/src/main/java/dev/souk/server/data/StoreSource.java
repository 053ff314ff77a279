package dev.souk.server.data;

import dev.souk.jdbc.JdbcStore;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.Store;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if there is no database yet, none that may be read, or none of Souk's
     */
    public Store openReadOnly() {
        if (postgresOrNull != null) {
            return JdbcStore.postgresReadOnly(postgresOrNull.url(), postgresOrNull.user(), postgresOrNull.password());
        }
        if (Files.exists(data.root()) && !Files.isDirectory(data.root())) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID, data.root() + " is not a directory; name another with --data");
        }
        requireReadable(data.database());
        return JdbcStore.sqliteReadOnly(data.database());
    }

    /** It is looked at and not opened: whoever closes a SQLite file lets go of all locks that its process has on it. */
    private static void requireReadable(Path database) {
        String wrong;
        try {
            Files.readAttributes(database, BasicFileAttributes.class);
            wrong = Files.isReadable(database) ? "" : mayNotBeRead(database);
        } catch (NoSuchFileException none) {
            wrong = "there is no database " + database + "; name another directory with --data";
        } catch (AccessDeniedException denied) {
            wrong = mayNotBeRead(database);
        } catch (IOException fault) {
            wrong = "the database cannot be read: " + fault.getMessage() + "; name another directory with --data";
        }
        if (!wrong.isEmpty()) {
            throw new SoukException(ErrorCode.CONFIG_INVALID, wrong);
        }
    }

    private static String mayNotBeRead(Path database) {
        return "the user " + System.getProperty("user.name") + " may not read the database " + database
                + "; run this as the user whose server it is";
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
