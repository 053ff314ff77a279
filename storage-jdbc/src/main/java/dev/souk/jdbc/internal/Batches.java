package dev.souk.jdbc.internal;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** One statement for many rows, sent at once. */
final class Batches {
    private Batches() {}

    /** Runs a statement for each row; for no row nothing is sent. */
    static <T> int[] run(Handle handle, String sql, List<T> rows, BiConsumer<PreparedBatch, T> binder) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            for (T row : rows) {
                binder.accept(batch, row);
                batch.add();
            }
            return batch.execute();
        }
    }

    /**
     * Runs an update that must find each row.
     *
     * @param problem says what is wrong if a row is not found
     * @throws SoukException {@link ErrorCode#INTERNAL} if a row is not found
     */
    static <T> void runOnEach(
            Handle handle, String sql, List<T> rows, BiConsumer<PreparedBatch, T> binder, Function<T, String> problem) {
        int[] counts = run(handle, sql, rows, binder);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                throw new SoukException(ErrorCode.INTERNAL, problem.apply(rows.get(i)) + "; nothing was written");
            }
        }
    }
}
