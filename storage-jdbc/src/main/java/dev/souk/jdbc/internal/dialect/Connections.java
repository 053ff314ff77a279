package dev.souk.jdbc.internal.dialect;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Where connections come from, and what they lead to. Thread-safe. */
public interface Connections extends AutoCloseable {
    /** Connections that only read. */
    DataSource readers();

    /** Connections that write. */
    DataSource writers();

    /** How the database is spoken to. */
    Dialect dialect();

    /** What is written where, for people, without passwords. */
    String description();

    /** Whether what was committed survives a crash. */
    boolean isDurable();

    /**
     * Takes note of an error on one of the connections.
     *
     * @param error what the driver or the pool said
     */
    void failed(SQLException error);

    /** Frees what was opened for this store, and nothing that is the host's. */
    @Override
    void close();
}
