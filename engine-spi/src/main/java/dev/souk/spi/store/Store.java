package dev.souk.spi.store;

/**
 * The engine's memory: what a host opens and hands to the engine, which closes it at its end.
 *
 * <p><b>Lifecycle.</b> A store is open when its constructor or factory returns: the database was reached, its schema is there and is
 * the right one. It is used until {@link #close()}, after which every method that reads or writes throws {@link
 * dev.souk.spi.ErrorCode#STORE_UNAVAILABLE}.
 *
 * <p><b>What is kept.</b> Instants to the microsecond, what is finer is cut off; durations to the nanosecond; texts with every
 * character but U+0000 and half surrogate pairs, which a store may replace with U+FFFD.
 *
 * <p><b>Arguments.</b> A page size or a span out of its range is an {@link IllegalArgumentException}.
 *
 * <p><b>Thread-safety.</b> All methods may be called from any thread.
 *
 * @since 0.1
 */
public interface Store extends AutoCloseable {
    /** The ledger. */
    LedgerStore ledger();

    /** The executions. */
    ExecutionStore executions();

    /** Who holds the running executions. */
    LeaseStore leases();

    /** The tenants. */
    TenantStore tenants();

    /** The API keys. */
    ApiKeyStore apiKeys();

    /** The payouts. */
    PayoutStore payouts();

    /** The budgets. */
    BudgetStore budgets();

    /** What was used. */
    UsageStore usage();

    /** What is written where, for people: {@code SQLite souk-data/souk.db}. Without passwords. */
    String description();

    /** Whether what was written survives a crash of the process and of the machine. */
    boolean isDurable();

    /**
     * Asks whether the database answers.
     *
     * @throws dev.souk.spi.SoukException {@link dev.souk.spi.ErrorCode#STORE_UNAVAILABLE} if it does not
     */
    void ping();

    /** Frees what the store holds. Calling it again does nothing. */
    @Override
    void close();
}
