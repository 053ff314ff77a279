package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.dialect.Connections;
import dev.souk.jdbc.internal.dialect.Dialect;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.CloseException;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work on the database: single reads, reads of one moment, and transactions, which are run again when they collide. Every
 * error of the database comes out as the {@link SoukException} that says what became of the work.
 *
 * <p>Thread-safe. {@code closed} is guarded by {@code use}: work holds its read lock, closing takes its write lock and so waits for
 * the work that has begun, but no longer than {@value #CLOSE_SECONDS} seconds; work that is still not done then loses its
 * connection and is rolled back. A thread that works already may begin more work inside it.
 */
public final class Database implements AutoCloseable {
    /** How often a transaction is run before it is given up. */
    static final int MAX_RUNS = 10;

    private static final long CLOSE_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Connections connections;
    private final Dialect dialect;
    private final Faults faults;
    private final Heartbeat heartbeat;
    private final Jdbi readers;
    private final Jdbi writers;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private final Set<Kept> kept = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** A database with the right schema. It owns the connections. */
    public Database(Connections connections) {
        this.connections = connections;
        this.dialect = connections.dialect();
        this.faults = new Faults(dialect, connections.description());
        this.heartbeat = new Heartbeat(connections.description());
        this.readers = jdbi(() -> connections.readers().getConnection());
        this.writers = jdbi(() -> connections.writers().getConnection());
    }

    private static Jdbi jdbi(ConnectionFactory factory) {
        Jdbi jdbi = Jdbi.create(factory);
        // Transactions are ended here, and connections may come without auto-commit.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        return jdbi;
    }

    Dialect dialect() {
        return dialect;
    }

    /** What is written where, for people. */
    public String description() {
        return connections.description();
    }

    /** Whether what was committed survives a crash. */
    public boolean isDurable() {
        return connections.isDurable();
    }

    /** See {@link dev.souk.spi.store.Store#ping()}. */
    public void ping() {
        heartbeat.ping(() -> read(handle -> handle.createQuery("SELECT COUNT(*) FROM souk_tenant WHERE id = ''")
                .mapTo(Long.class)
                .one()));
    }

    /** Runs queries that need not see the same moment. */
    <T extends @Nullable Object> T read(Function<Handle, T> queries) {
        return reading(handle -> {
            T result = queries.apply(handle);
            if (handle.isInTransaction()) {
                // The host's pool hands out connections without auto-commit.
                handle.rollback();
            }
            return result;
        });
    }

    /** Runs queries that see everything as it is at one moment. */
    <T extends @Nullable Object> T readMoment(Function<Handle, T> queries) {
        return reading(handle -> inTransaction(handle, dialect::beginSnapshot, queries, dialect::rollBack));
    }

    private <T extends @Nullable Object> T reading(Function<Handle, T> queries) {
        try {
            return use(readers, queries);
        } catch (JdbiException error) {
            notice(error);
            throw faults.ofRead(error);
        }
    }

    /** Runs work that writes, and commits it; runs it again if it collides. */
    <T extends @Nullable Object> T write(Function<Handle, T> work) {
        for (int run = 1; ; run++) {
            try {
                return use(writers, handle -> inTransaction(handle, dialect::begin, work, this::commit));
            } catch (JdbiException error) {
                if (run == MAX_RUNS || !faults.isCollision(error)) {
                    notice(error);
                    throw faults.ofWrite(error);
                }
                LOG.debug("Run {} of a transaction collided with another", run);
            }
        }
    }

    /**
     * Keeps a connection apart; see {@link Kept}.
     *
     * @param first what is done before all else in the first transaction of each connection it comes to
     */
    Kept keep(Consumer<Handle> first) {
        Kept made = new Kept(first);
        kept.add(made);
        return made;
    }

    /**
     * A connection for one purpose, kept from one transaction to the next: so it is always the same session of the server, and its work
     * waits for nobody else's. When it breaks, the work on it fails, and the next gets a new one.
     *
     * <p>Thread-safe; {@code handle} and {@code isNew} are guarded by {@code turn}, which is taken before {@code use}.
     */
    final class Kept implements AutoCloseable {
        private final Lock turn = new ReentrantLock();
        private final Consumer<Handle> first;
        private @Nullable Handle handle;
        private boolean isNew;

        private Kept(Consumer<Handle> first) {
            this.first = first;
        }

        /** Runs work that writes, and commits it; runs it again if it collides. */
        <T extends @Nullable Object> T write(Function<Handle, T> work) {
            turn.lock();
            try {
                for (int run = 1; ; run++) {
                    try {
                        T result = using(() -> inTransaction(
                                open(), dialect::begin, handle -> begun(handle, work), Database.this::commit));
                        isNew = false;
                        return result;
                    } catch (JdbiException error) {
                        if (run == MAX_RUNS || !faults.isCollision(error)) {
                            notice(error);
                            throw faults.ofWrite(error);
                        }
                    }
                }
            } catch (RuntimeException failure) {
                drop();
                throw failure;
            } finally {
                turn.unlock();
            }
        }

        private Handle open() {
            if (handle == null) {
                handle = writers.open();
                isNew = true;
            }
            return handle;
        }

        private <T extends @Nullable Object> T begun(Handle connected, Function<Handle, T> work) {
            if (isNew) {
                first.accept(connected);
            }
            return work.apply(connected);
        }

        private void drop() {
            if (handle != null) {
                giveBack(handle);
                handle = null;
            }
        }

        /** Whoever has its turn finds the database closed, or breaks, and drops it. */
        private void dropIfIdle() {
            if (turn.tryLock()) {
                try {
                    drop();
                } finally {
                    turn.unlock();
                }
            }
        }

        @Override
        public void close() {
            kept.remove(this);
            turn.lock();
            try {
                drop();
            } finally {
                turn.unlock();
            }
        }
    }

    private void commit(Connection connection) throws SQLException {
        try {
            dialect.commit(connection);
        } catch (SQLException error) {
            rollBack(connection, error);
            if (dialect.leavesCommitOpen(error)) {
                connections.failed(error);
                throw faults.ofCommit(error);
            }
            throw error;
        }
    }

    /** A step between a connection and its transaction. */
    @FunctionalInterface
    private interface Step {
        void take(Connection connection) throws SQLException;
    }

    private <T extends @Nullable Object> T inTransaction(
            Handle handle, Step begin, Function<Handle, T> work, Step end) {
        Connection connection = handle.getConnection();
        try {
            boolean autoCommit = connection.getAutoCommit();
            begin.take(connection);
            T result;
            try {
                result = work.apply(handle);
            } catch (Throwable failure) {
                rollBack(connection, failure);
                restore(connection, autoCommit);
                throw failure;
            }
            end.take(connection);
            restore(connection, autoCommit);
            return result;
        } catch (SQLException error) {
            throw new TransactionException(error);
        }
    }

    private void rollBack(Connection connection, Throwable failure) {
        try {
            dialect.rollBack(connection);
        } catch (SQLException error) {
            // The database rolls back by itself what lost its connection.
            failure.addSuppressed(error);
        }
    }

    /** Gives the connection back as it came. Whether that works changes nothing of what was written. */
    private static void restore(Connection connection, boolean autoCommit) {
        try {
            if (connection.getAutoCommit() != autoCommit) {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException error) {
            LOG.debug("A connection could not be restored", error);
        }
    }

    private void notice(JdbiException error) {
        SQLException cause = Faults.sqlException(error);
        if (cause != null) {
            connections.failed(cause);
        }
    }

    private <T extends @Nullable Object> T use(Jdbi jdbi, Function<Handle, T> work) {
        return using(() -> {
            Handle handle = jdbi.open();
            try {
                return work.apply(handle);
            } finally {
                giveBack(handle);
            }
        });
    }

    private <T extends @Nullable Object> T using(Supplier<T> work) {
        Lock lock = use.readLock();
        lock.lock();
        try {
            if (closed) {
                throw new SoukException(
                        ErrorCode.STORE_UNAVAILABLE, description() + " is closed; open the store again");
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private static void giveBack(Handle handle) {
        try {
            handle.close();
        } catch (CloseException error) {
            LOG.debug("A connection could not be given back", error);
        }
    }

    @Override
    public void close() {
        Lock lock = use.writeLock();
        boolean alone = false;
        try {
            alone = lock.tryLock(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            if (!closed) {
                closed = true;
                kept.forEach(Kept::dropIfIdle);
                connections.close();
            }
        } finally {
            if (alone) {
                lock.unlock();
            }
        }
    }
}
