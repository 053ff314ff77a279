package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.dialect.Dialect;
import dev.souk.jdbc.internal.dialect.Fault;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Turns errors of the database into faults of the store. What Jdbi and the drivers say of a statement is left behind, because it
 * shows the values that were bound to it.
 */
final class Faults {
    /** The longest chain of causes that is followed. */
    private static final int MAX_CAUSES = 10;

    private final Dialect dialect;
    private final String where;

    Faults(Dialect dialect, String where) {
        this.dialect = dialect;
        this.where = where;
    }

    /** Whether the work was in the way of other work, or found something that others may just have written. */
    boolean isCollision(Throwable error) {
        Fault fault = faultOf(sqlException(error));
        return fault == Fault.COLLISION || fault == Fault.DUPLICATE;
    }

    /** The fault of work that only read. */
    SoukException ofRead(Throwable error) {
        SQLException cause = sqlException(error);
        return new SoukException(code(faultOf(cause)), where + ": " + describe(error, cause), cause);
    }

    /** The fault of making or changing the tables. */
    SoukException ofSchema(Throwable error) {
        SQLException cause = sqlException(error);
        Fault fault = faultOf(cause);
        return new SoukException(
                fault == Fault.UNAVAILABLE || fault == Fault.DENIED ? code(fault) : ErrorCode.SCHEMA_CORRUPT,
                where + ": the tables could not be made: " + describe(error, cause),
                cause == null ? error : cause);
    }

    /** The fault of work that was not written. */
    SoukException ofWrite(Throwable error) {
        SQLException cause = sqlException(error);
        return new SoukException(
                code(faultOf(cause)), where + ": " + describe(error, cause) + "; nothing was written", cause);
    }

    /** The fault of work that was being committed when the database went away. */
    SoukException ofCommit(SQLException error) {
        return new SoukException(
                ErrorCode.STORE_OUTCOME_UNKNOWN,
                where + ": " + describe(error, error)
                        + "; the transaction that was being committed is written whole or not at all",
                error);
    }

    private Fault faultOf(@Nullable SQLException cause) {
        return cause == null ? Fault.OTHER : dialect.fault(cause);
    }

    private static ErrorCode code(Fault fault) {
        return switch (fault) {
            case COLLISION, UNAVAILABLE -> ErrorCode.STORE_UNAVAILABLE;
            case DAMAGED -> ErrorCode.SCHEMA_CORRUPT;
            case DENIED -> ErrorCode.CONFIG_INVALID;
            case DUPLICATE, OTHER -> ErrorCode.INTERNAL;
        };
    }

    private static String describe(Throwable error, @Nullable SQLException cause) {
        if (cause == null) {
            return error.getClass().getSimpleName();
        }
        String message = String.valueOf(cause.getMessage());
        int line = message.indexOf('\n');
        return line < 0 ? message : message.substring(0, line);
    }

    /** The error of the driver itself, without the batch it happened in. */
    private static @Nullable SQLException sqlException(Throwable error) {
        Throwable at = error;
        for (int depth = 0; at != null && depth < MAX_CAUSES; depth++) {
            if (at instanceof BatchUpdateException batch && batch.getNextException() != null) {
                at = batch.getNextException();
            } else if (at instanceof SQLException found && !(at instanceof BatchUpdateException)) {
                return found;
            } else {
                at = at.getCause();
            }
        }
        return null;
    }
}
