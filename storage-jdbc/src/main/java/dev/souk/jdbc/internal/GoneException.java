package dev.souk.jdbc.internal;

import org.jdbi.v3.core.JdbiException;

/** A row that was there when the transaction read it has been taken out by another one; the work is run again, and sees that. */
final class GoneException extends JdbiException {
    private static final long serialVersionUID = 1L;

    GoneException(String message) {
        super(message);
    }
}
