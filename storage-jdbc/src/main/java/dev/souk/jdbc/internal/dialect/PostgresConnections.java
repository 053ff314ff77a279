package dev.souk.jdbc.internal.dialect;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections to PostgreSQL, from the host's own source or from a pool made for this store. */
public final class PostgresConnections implements Connections {
    private static final int MAX_CONNECTIONS = 10;
    /** How long work waits for a connection, in milliseconds. */
    private static final long WAIT_MILLIS = 2_000;
    /** How long a connection may take to be made, in seconds. */
    private static final int CONNECT_SECONDS = 2;
    /** How long the server may take to say anything at all, in seconds; after that it counts as gone. */
    private static final int SOCKET_SECONDS = 60;

    /** How long a transaction may pause between two statements, in milliseconds; after that the server ends the session. */
    private static final int FROZEN_MILLIS = 10_000;

    private final Dialect dialect;
    private final DataSource source;
    private final @Nullable HikariDataSource ownPoolOrNull;
    private final String description;
    private final boolean durable;
    private final boolean readOnly;

    private PostgresConnections(DataSource source, @Nullable HikariDataSource ownPoolOrNull, boolean readOnly)
            throws SQLException {
        this.source = source;
        this.ownPoolOrNull = ownPoolOrNull;
        this.readOnly = readOnly;
        this.dialect = new PostgresDialect(ownPoolOrNull != null);
        try (Connection connection = source.getConnection()) {
            this.description = "PostgreSQL "
                    + withoutSecrets(connection.getMetaData().getURL())
                    + (readOnly ? " (for reading only)" : "");
            this.durable = isDurable(connection);
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        }
    }

    /**
     * Connections from the host's source, which stays open when these are closed.
     *
     * @throws SQLException if the database does not answer
     */
    public static PostgresConnections of(DataSource source) throws SQLException {
        return new PostgresConnections(source, null, false);
    }

    /**
     * Connections from a pool of their own.
     *
     * @throws SQLException if the database does not answer
     */
    public static PostgresConnections of(String jdbcUrl, String user, String password) throws SQLException {
        return pooled(jdbcUrl, user, password, false);
    }

    /**
     * Connections that only read, from a pool of their own.
     *
     * @throws SQLException if the database does not answer
     */
    public static PostgresConnections readOnly(String jdbcUrl, String user, String password) throws SQLException {
        return pooled(jdbcUrl, user, password, true);
    }

    private static PostgresConnections pooled(String jdbcUrl, String user, String password, boolean readOnly)
            throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("souk-postgres");
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setReadOnly(readOnly);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        config.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_SECONDS));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // A process that is frozen in a transaction must not keep the rows that it has locked from all others.
        config.setConnectionInitSql(
                "SET idle_in_transaction_session_timeout = " + FROZEN_MILLIS + "; SET " + PostgresDialect.BY_KEY);
        // Many rows in one INSERT instead of many INSERTs.
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        HikariDataSource pool = new HikariDataSource(config);
        try {
            return new PostgresConnections(pool, pool, readOnly);
        } catch (SQLException | RuntimeException failure) {
            pool.close();
            throw failure;
        }
    }

    private static String withoutSecrets(String url) {
        int query = url.indexOf('?');
        String plain = query < 0 ? url : url.substring(0, query);
        return plain.replaceFirst("^jdbc:postgresql:(//)?", "").replaceFirst("^[^@/]*@", "");
    }

    private static boolean isDurable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT current_setting('fsync') = 'on'"
                        + " AND current_setting('synchronous_commit') <> 'off'")) {
            return result.next() && result.getBoolean(1);
        }
    }

    @Override
    public DataSource readers() {
        return source;
    }

    @Override
    public DataSource writers() {
        if (readOnly) {
            throw new SoukException(
                    ErrorCode.STORE_UNAVAILABLE, description + " was opened for reading only; nothing was written");
        }
        return source;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public String description() {
        return description;
    }

    /** As the server's settings were when the store was opened. */
    @Override
    public boolean isDurable() {
        return durable;
    }

    /**
     * When one connection breaks, the server has gone or gone away for a while, and the others in the pool are broken too: a pool of
     * our own drops them, so that each of them does not fail somebody.
     */
    @Override
    public void failed(SQLException error) {
        boolean broke = dialect.fault(error) == Fault.UNAVAILABLE && dialect.leavesCommitOpen(error);
        if (ownPoolOrNull != null && broke && error.getSQLState() != null) {
            ownPoolOrNull.getHikariPoolMXBean().softEvictConnections();
        }
    }

    @Override
    public void close() {
        if (ownPoolOrNull != null) {
            ownPoolOrNull.close();
        }
    }
}
