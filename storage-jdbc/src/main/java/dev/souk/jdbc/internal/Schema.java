package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.dialect.Dialect;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/**
 * The tables of the store and their version. Flyway makes and changes them, and is not even asked when there is nothing to do.
 *
 * <p>A host's database may hold other tables, so Flyway is told to begin in a schema that is not empty. So that this never covers
 * up damage, the tables are looked at before: ours without their history, or a history without its tables, is not touched.
 */
final class Schema {
    /** The version of the newest migration. */
    static final int VERSION = 1;

    /** How often the tables are tried to be made, while other engines make them at the same moment. */
    private static final int MAX_TRIES = 5;

    private static final String HISTORY = "souk_schema_history";
    private static final Set<String> TABLES = Set.of(
            "souk_account",
            "souk_running",
            "souk_engine",
            "souk_execution",
            "souk_idempotency_key",
            "souk_transfer",
            "souk_posting",
            "souk_collected",
            "souk_payout",
            "souk_payout_decision",
            "souk_collected_daily",
            "souk_rolled_up",
            "souk_collecting",
            "souk_used",
            "souk_usage",
            "souk_root",
            "souk_root_leaf",
            "souk_roll_up_lock",
            "souk_tenant",
            "souk_budget",
            "souk_api_key");

    /** What was found. */
    enum State {
        /** None of our tables. */
        ABSENT,
        /** Made by an older engine, or half made by one that is at it now. */
        OLDER,
        /** As this engine needs it. */
        CURRENT
    }

    private final DataSource source;
    private final Dialect dialect;
    private final String where;

    /**
     * The schema of a database.
     *
     * @param source connects to it
     * @param dialect how it is spoken to
     * @param where what people call it
     */
    Schema(DataSource source, Dialect dialect, String where) {
        this.source = source;
        this.dialect = dialect;
        this.where = where;
    }

    /**
     * Makes the schema what this engine needs.
     *
     * @throws SoukException {@link ErrorCode#SCHEMA_TOO_NEW} or {@link ErrorCode#SCHEMA_CORRUPT}, with nothing changed
     */
    void update() {
        for (int attempt = 1; look() != State.CURRENT; attempt++) {
            if (attempt > MAX_TRIES) {
                throw corrupt("its tables could not be made");
            }
            migrate(attempt);
        }
    }

    /**
     * Flyway takes its lock on its own history, so two engines that find no history at once both make one, and one of them fails. It
     * looks again, and finds what the other made, or goes on from there.
     */
    private void migrate(int attempt) {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:dev/souk/jdbc/migration")
                    .table(HISTORY)
                    .placeholders(dialect.placeholders())
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .cleanDisabled(true)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            if (attempt == MAX_TRIES) {
                throw new Faults(dialect, where).ofSchema(failure);
            }
        }
    }

    /**
     * Looks what there is, and changes nothing.
     *
     * @throws SoukException {@link ErrorCode#SCHEMA_TOO_NEW} or {@link ErrorCode#SCHEMA_CORRUPT}
     */
    State look() {
        try (Connection connection = source.getConnection()) {
            State state = look(connection);
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return state;
        } catch (SQLException failure) {
            throw new Faults(dialect, where).ofRead(failure);
        }
    }

    /** The tables are looked at before the history: an engine that is making them at this moment writes the history first. */
    private State look(Connection connection) throws SQLException {
        Set<String> tables = tables(connection);
        boolean any = tables.stream().anyMatch(TABLES::contains);
        if (!tables.contains(HISTORY) && !tables(connection).contains(HISTORY)) {
            if (any) {
                throw corrupt("it has tables of Souk and not their history");
            }
            return State.ABSENT;
        }
        int version = version(connection);
        if (version > VERSION) {
            throw new SoukException(
                    ErrorCode.SCHEMA_TOO_NEW,
                    where + " has schema version " + version + ", and this engine knows " + VERSION
                            + "; use the engine that wrote it, or a newer one; nothing was changed");
        }
        if (version < VERSION) {
            return State.OLDER;
        }
        Set<String> missing = new TreeSet<>(TABLES);
        missing.removeAll(tables(connection));
        if (!missing.isEmpty()) {
            throw corrupt("it misses the tables " + missing);
        }
        return State.CURRENT;
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (ResultSet rows =
                connection.getMetaData().getTables(null, connection.getSchema(), "souk%", new String[] {"TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return tables;
    }

    /** The highest version in the history; 0 if none was reached. */
    private int version(Connection connection) throws SQLException {
        MigrationVersion highest = MigrationVersion.fromVersion("0");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT version, success FROM " + HISTORY + " WHERE version IS NOT NULL")) {
            while (rows.next()) {
                MigrationVersion version = MigrationVersion.fromVersion(rows.getString(1));
                if (!rows.getBoolean(2)) {
                    throw corrupt("the step to schema version " + version + " failed");
                }
                highest = version.compareTo(highest) > 0 ? version : highest;
            }
        }
        return highest.getMajor().intValueExact();
    }

    private SoukException corrupt(String finding) {
        return new SoukException(
                ErrorCode.SCHEMA_CORRUPT,
                where + " cannot be used: " + finding
                        + "; nothing was changed; restore it from a backup, or use another database");
    }
}
