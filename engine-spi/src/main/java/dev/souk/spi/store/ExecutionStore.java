package dev.souk.spi.store;

import dev.souk.spi.ledger.ExecutionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads executions; they are written through {@link LedgerStore} alone. Faults and thread-safety are those of {@link LedgerStore}.
 *
 * @since 0.1
 */
public interface ExecutionStore {
    /**
     * The execution with this id.
     *
     * @param id which one
     */
    Optional<Execution> find(ExecutionId id);

    /**
     * A page of a tenant's executions, the newest first, without their outputs: where one has an output, the empty text stands
     * for it.
     *
     * @param query which ones
     */
    List<Execution> list(ExecutionQuery query);

    /**
     * Running executions whose reservation has expired, the longest expired first, without a lock.
     *
     * @param now expired is what has its {@code expiresAt} here or earlier
     * @param most 1 to 1,000
     */
    List<Execution> expired(Instant now, int most);
}
