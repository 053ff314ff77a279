package dev.souk.spi.store;

import org.jspecify.annotations.Nullable;

/**
 * Keeps who holds the running executions, and until when. An engine enters once and works with its {@link EngineSession} from then on.
 * Faults and thread-safety are those of {@link LedgerStore}.
 *
 * <p><b>Whose time.</b> Leases are measured by one clock, that of the store. Where several engines share a store it is the database's
 * own; where one engine has the store for itself it is that engine's, which it gives with each question.
 *
 * @since 0.1
 */
public interface LeaseStore {
    /**
     * Enters an engine.
     *
     * @param nameOrNull its name; null for an engine that no later one succeeds
     * @return its session, open until it is closed or the process ends
     */
    EngineSession enter(@Nullable EngineName nameOrNull);
}
