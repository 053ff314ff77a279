package dev.souk.jdbc;

import dev.souk.jdbc.internal.Database;
import dev.souk.jdbc.internal.JdbcApiKeyStore;
import dev.souk.jdbc.internal.JdbcBudgetStore;
import dev.souk.jdbc.internal.JdbcExecutionStore;
import dev.souk.jdbc.internal.JdbcLeaseStore;
import dev.souk.jdbc.internal.JdbcLedgerStore;
import dev.souk.jdbc.internal.JdbcPayoutStore;
import dev.souk.jdbc.internal.JdbcTenantStore;
import dev.souk.jdbc.internal.JdbcUsageStore;
import dev.souk.jdbc.internal.Opening;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.ApiKeyStore;
import dev.souk.spi.store.BudgetStore;
import dev.souk.spi.store.ExecutionStore;
import dev.souk.spi.store.LeaseStore;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.PayoutStore;
import dev.souk.spi.store.Store;
import dev.souk.spi.store.TenantStore;
import dev.souk.spi.store.UsageStore;
import java.nio.file.Path;
import javax.sql.DataSource;

/**
 * A store in a database. The tables are made when it is opened; their names begin with {@code souk_}.
 *
 * <p><b>Thread-safety.</b> All methods may be called from any thread.
 *
 * <p><b>Faults.</b> Every factory throws a {@link SoukException}: {@link ErrorCode#SCHEMA_TOO_NEW} or {@link
 * ErrorCode#SCHEMA_CORRUPT} if what is there cannot be used, in which case nothing of it was changed; {@link
 * ErrorCode#CONFIG_INVALID} if what was named is not there or access is refused.
 *
 * @since 0.1
 */
public final class JdbcStore implements Store {
    private final Database database;
    private final LedgerStore ledger;
    private final ExecutionStore executions;
    private final LeaseStore leases;
    private final TenantStore tenants;
    private final ApiKeyStore apiKeys;
    private final PayoutStore payouts;
    private final BudgetStore budgets;
    private final UsageStore usage;

    JdbcStore(Database database) {
        this.database = database;
        this.ledger = new JdbcLedgerStore(database);
        this.executions = new JdbcExecutionStore(database);
        this.leases = new JdbcLeaseStore(database);
        this.tenants = new JdbcTenantStore(database);
        this.apiKeys = new JdbcApiKeyStore(database);
        this.payouts = new JdbcPayoutStore(database);
        this.budgets = new JdbcBudgetStore(database);
        this.usage = new JdbcUsageStore(database);
    }

    /**
     * Opens an SQLite database for one engine, and makes it, and its directory, if it is not there. Every commit is on disk before
     * it returns.
     *
     * @param file the database; beside it lie SQLite's own files and {@code <file>.lock}
     * @throws SoukException see above; {@link ErrorCode#STORE_LOCKED} if another engine uses it
     */
    public static JdbcStore sqlite(Path file) {
        return new JdbcStore(Opening.sqlite(file));
    }

    /**
     * Opens an SQLite database for reading, while an engine may be running on it. Whatever writes throws {@link
     * ErrorCode#STORE_UNAVAILABLE}.
     *
     * @param file a database that is there and up to date
     * @throws SoukException see above
     */
    public static JdbcStore sqliteReadOnly(Path file) {
        return new JdbcStore(Opening.sqliteReadOnly(file));
    }

    /**
     * Opens a PostgreSQL database, version 14 or later, that any number of engines may share.
     *
     * @param source the host's, of three or more connections, one of which an engine keeps for as long as it runs; it stays
     *     open when the store is closed. How long it waits for a connection is the host's choice
     * @throws SoukException see above; {@link ErrorCode#STORE_UNAVAILABLE} if the database does not answer
     */
    public static JdbcStore postgres(DataSource source) {
        return new JdbcStore(Opening.postgres(source));
    }

    /**
     * Opens a PostgreSQL database with a pool of its own, which is closed with the store.
     *
     * @param jdbcUrl such as {@code jdbc:postgresql://localhost/souk}
     * @param user the database's user
     * @param password its password
     * @throws SoukException see above; {@link ErrorCode#STORE_UNAVAILABLE} if the database does not answer
     */
    public static JdbcStore postgres(String jdbcUrl, String user, String password) {
        return new JdbcStore(Opening.postgres(jdbcUrl, user, password));
    }

    /**
     * Opens a PostgreSQL database for reading, while engines may be running on it. No table is made; whatever writes throws {@link
     * ErrorCode#STORE_UNAVAILABLE}.
     *
     * @param jdbcUrl such as {@code jdbc:postgresql://localhost/souk}
     * @param user the database's user
     * @param password its password
     * @throws SoukException see above; {@link ErrorCode#STORE_UNAVAILABLE} if the database does not answer
     */
    public static JdbcStore postgresReadOnly(String jdbcUrl, String user, String password) {
        return new JdbcStore(Opening.postgresReadOnly(jdbcUrl, user, password));
    }

    @Override
    public LedgerStore ledger() {
        return ledger;
    }

    @Override
    public ExecutionStore executions() {
        return executions;
    }

    @Override
    public LeaseStore leases() {
        return leases;
    }

    @Override
    public TenantStore tenants() {
        return tenants;
    }

    @Override
    public ApiKeyStore apiKeys() {
        return apiKeys;
    }

    @Override
    public PayoutStore payouts() {
        return payouts;
    }

    @Override
    public BudgetStore budgets() {
        return budgets;
    }

    @Override
    public UsageStore usage() {
        return usage;
    }

    @Override
    public String description() {
        return database.description();
    }

    @Override
    public boolean isDurable() {
        return database.isDurable();
    }

    @Override
    public void ping() {
        database.ping();
    }

    @Override
    public void close() {
        database.close();
    }
}
