package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.dialect.Dialect;
import dev.souk.spi.SoukException;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.store.EngineSession;
import dev.souk.spi.store.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine's session in SQL. In a shared database it keeps one connection, whose session on the server shows others that the engine is
 * alive: the server ends it when the engine's process ends, however it ends. When that connection breaks, the next one is named in its
 * place.
 *
 * <p>Thread-safe. {@code number} and {@code nameTaken} are set while it enters, before anybody else has it; {@code predecessors} only ever
 * becomes empty.
 */
final class JdbcEngineSession implements EngineSession {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcEngineSession.class);
    /** The number of the session that admitted a running call. */
    private static final String HOLDER = "souk_running.epoch / " + EPOCHS;

    private final Database database;
    private final Dialect dialect;
    private final String name;
    private final Set<Long> open;
    private final Database.@Nullable Kept kept;
    private boolean entered;
    private long number;
    private boolean nameTaken;
    private volatile List<Long> predecessors = List.of();

    /**
     * A session that is there.
     *
     * @param number which
     * @param name of which engine
     * @param alive whether its engine is
     */
    private record Other(long number, String name, boolean alive) {}

    private JdbcEngineSession(Database database, String name, Set<Long> open) {
        this.database = database;
        this.dialect = database.dialect();
        this.name = name;
        this.open = open;
        this.kept = dialect.isShared() ? database.keep(this::showSession) : null;
    }

    /**
     * Enters.
     *
     * @param name the engine's name, or an empty text
     * @param open the open sessions of this process, to which this one is added
     */
    static JdbcEngineSession enter(Database database, String name, Set<Long> open) {
        JdbcEngineSession session = new JdbcEngineSession(database, name, open);
        try {
            List<Other> others = session.write(session::insert);
            session.entered = true;
            session.lookAt(others);
            open.add(session.number);
            return session;
        } catch (RuntimeException failure) {
            session.letGo();
            throw failure;
        }
    }

    private <T extends @Nullable Object> T write(Function<Handle, T> work) {
        return kept == null ? database.write(work) : kept.write(work);
    }

    /** Adds this session to the others, after it has removed those that nobody needs. */
    private List<Other> insert(Handle handle) {
        dialect.lockTable(handle, "souk_engine");
        String alive = alive();
        handle.execute("DELETE FROM souk_engine WHERE NOT " + alive
                + " AND number < (SELECT MAX(number) FROM souk_engine)"
                + " AND NOT EXISTS (SELECT 1 FROM souk_running WHERE " + HOLDER + " = souk_engine.number)");
        List<Other> others = handle.createQuery(
                        "SELECT number, name, CASE WHEN " + alive + " THEN 1 ELSE 0 END FROM souk_engine")
                .map((row, context) -> new Other(row.getLong(1), row.getString(2), row.getInt(3) == 1))
                .list();
        number = 1 + others.stream().mapToLong(Other::number).max().orElse(0);
        writeSession(handle);
        return others;
    }

    private void lookAt(List<Other> others) {
        List<Other> namesakes = others.stream()
                .filter(other -> !name.isEmpty() && other.name().equals(name))
                .toList();
        nameTaken = namesakes.stream().anyMatch(Other::alive);
        if (!nameTaken) {
            predecessors = (dialect.isShared() ? namesakes : others)
                    .stream().filter(other -> !other.alive()).map(Other::number).toList();
        }
    }

    /** A condition on a row of souk_engine: the engine is alive. Where the database is not shared, all that are alive are in this process. */
    private String alive() {
        return dialect.isShared() ? dialect.isAlive("souk_engine.session") : "souk_engine.number " + in(open);
    }

    private static String in(Iterable<Long> numbers) {
        StringBuilder list = new StringBuilder("IN (-1");
        numbers.forEach(number -> list.append(", ").append(number));
        return list.append(')').toString();
    }

    /** Names the connection's session in the place of the one before. The first one entered with it. */
    private void showSession(Handle handle) {
        if (entered) {
            writeSession(handle);
        }
    }

    private void writeSession(Handle handle) {
        handle.createUpdate("INSERT INTO souk_engine (number, name, session) VALUES (?, ?, " + dialect.session()
                        + ") ON CONFLICT (number) DO UPDATE SET session = EXCLUDED.session")
                .bind(0, number)
                .bind(1, name)
                .execute();
    }

    @Override
    public long epoch() {
        return number * EPOCHS;
    }

    @Override
    public boolean isNameTaken() {
        return nameTaken;
    }

    /** What another transaction has locked is just being ended or taken over; nobody waits for that. */
    @Override
    public Renewal renew(Set<ExecutionId> executions, Duration lease, Instant now) {
        List<String> ids = executions.stream().map(ExecutionId::value).toList();
        String mine = " AND epoch = " + epoch();
        String clock = dialect.clock(Micros.of(now));
        return write(handle -> {
            if (!ids.isEmpty()) {
                String due = dialect.selectEach("SELECT id FROM souk_running ", "id", mine + dialect.lockingFreeRows());
                Update update = handle.createUpdate("WITH due AS MATERIALIZED (" + due
                        + ") UPDATE souk_running SET expires_at = " + leased(clock, lease)
                        + " WHERE id IN (SELECT id FROM due)");
                dialect.bindIds(update, 0, ids);
                update.execute();
            }
            Query query = handle.createQuery(dialect.selectEach("SELECT id, 0 AS micros FROM souk_running ", "id", mine)
                    + " UNION ALL SELECT '' AS id, " + clock + " AS micros");
            dialect.bindIds(query, 0, ids);
            return query.reduceRows(new RenewalRows(), (rows, row) -> {
                        rows.add(row.getColumn("id", String.class), row.getColumn("micros", Long.class));
                        return rows;
                    })
                    .renewal();
        });
    }

    private static String leased(String clock, Duration lease) {
        return clock + " + " + TimeUnit.MICROSECONDS.convert(lease);
    }

    @Override
    public List<Execution> takeOverOwn(int most, Duration lease, Instant now) {
        Pages.require(most);
        List<Long> before = predecessors;
        if (before.isEmpty()) {
            return List.of();
        }
        String left = HOLDER + " " + in(before)
                + " AND NOT EXISTS (SELECT 1 FROM souk_engine WHERE souk_engine.number = " + HOLDER + " AND " + alive()
                + ")";
        List<Execution> taken = takeOver(left, most, lease, now);
        if (taken.size() < most) {
            predecessors = List.of();
        }
        return taken;
    }

    @Override
    public List<Execution> takeOverExpired(int most, Duration lease, Instant now) {
        Pages.require(most);
        return takeOver("expires_at <= " + dialect.clock(Micros.of(now)), most, lease, now);
    }

    private List<Execution> takeOver(String which, int most, Duration lease, Instant now) {
        return write(handle -> handle.createQuery("WITH due AS MATERIALIZED (SELECT id FROM souk_running WHERE " + which
                        + " ORDER BY expires_at, id LIMIT ?" + dialect.lockingFreeRows()
                        + ") UPDATE souk_running SET epoch = 1 + CASE WHEN epoch > " + epoch() + " THEN epoch ELSE "
                        + epoch()
                        + " END, expires_at = "
                        + leased(dialect.clock(Micros.of(now)), lease)
                        + " WHERE id IN (SELECT id FROM due) RETURNING " + ExecutionRows.RUNNING_COLUMNS)
                .bind(0, most)
                .map(ExecutionRows.RUNNING)
                .list());
    }

    /** Says that it leaves, because the server may take a moment to notice that the connection is closed. */
    @Override
    public void close() {
        if (open.remove(number) && kept != null) {
            try {
                kept.write(handle -> handle.execute("UPDATE souk_engine SET session = '' WHERE number = ?", number));
            } catch (SoukException away) {
                LOG.debug("The database is away; it notices by itself that {} has left", name, away);
            } finally {
                letGo();
            }
        }
    }

    /** Lets go of the connection. */
    private void letGo() {
        if (kept != null) {
            kept.close();
        }
    }

    /** Collects the rows of a renewal: one for each execution that is held, and one with the time. Used by one thread. */
    private static final class RenewalRows {
        private final Set<ExecutionId> held = new HashSet<>();
        private long micros;

        void add(String id, long time) {
            if (id.isEmpty()) {
                micros = time;
            } else {
                held.add(new ExecutionId(id));
            }
        }

        Renewal renewal() {
            return new Renewal(Micros.toInstant(micros), held);
        }
    }
}
