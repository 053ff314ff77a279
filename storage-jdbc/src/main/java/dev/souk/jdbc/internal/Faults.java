package dev.souk.jdbc.internal;

import dev.souk.jdbc.internal.dialect.Dialect;
import dev.souk.jdbc.internal.dialect.Fault;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Turns errors of the database into faults of the store. What Jdbi and the drivers say of a statement or a row is left behind,
 * because it shows values; a fault's cause is a plain copy with the state, the code and the stack trace.
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
        return fault == Fault.COLLISION || fault == Fault.DUPLICATE || error instanceof GoneException;
    }

    /** The fault of work that only read. */
    SoukException ofRead(Throwable error) {
        return fault(code(faultOf(sqlException(error))), error, "");
    }

    /** The fault of making or changing the tables. */
    SoukException ofSchema(Throwable error) {
        Fault fault = faultOf(sqlException(error));
        boolean isNoDamage = fault == Fault.UNAVAILABLE || fault == Fault.DENIED;
        return fault(isNoDamage ? code(fault) : ErrorCode.SCHEMA_CORRUPT, error, "; the tables could not be made");
    }

    /** The fault of work that was not written. */
    SoukException ofWrite(Throwable error) {
        return fault(code(faultOf(sqlException(error))), error, "; nothing was written");
    }

    /** The fault of work that was being committed when the database went away. */
    SoukException ofCommit(SQLException error) {
        return fault(
                ErrorCode.STORE_OUTCOME_UNKNOWN,
                error,
                "; the transaction that was being committed is written whole or not at all");
    }

    private SoukException fault(ErrorCode code, Throwable error, String outcome) {
        SQLException cause = sqlException(error);
        if (cause == null) {
            String what = error instanceof GoneException
                    ? error.getMessage()
                    : error.getClass().getSimpleName();
            return new SoukException(code, where + ": " + what + outcome, error);
        }
        SQLException plain = new SQLException(describe(cause), cause.getSQLState(), cause.getErrorCode());
        plain.setStackTrace(cause.getStackTrace());
        return new SoukException(code, where + ": " + plain.getMessage() + outcome, plain);
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

    /** What the database said and, if a pool says it, why; of each the first line, because the others show a row's content. */
    private static String describe(SQLException cause) {
        String message = firstLine(cause);
        return cause.getCause() instanceof SQLException reason ? message + ": " + firstLine(reason) : message;
    }

    private static String firstLine(SQLException error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    }

    /** The error of the driver itself, without the batch it happened in. */
    static @Nullable SQLException sqlException(Throwable error) {
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
