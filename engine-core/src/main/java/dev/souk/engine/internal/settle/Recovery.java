package dev.souk.engine.internal.settle;

import dev.souk.engine.internal.ledger.Ledger;
import dev.souk.engine.internal.ledger.LedgerCommand;
import dev.souk.engine.internal.ledger.LedgerOutcome;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionState;
import dev.souk.spi.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back what calls hold that nobody ended, because their engine died or lost its store: once a reservation has expired, its
 * execution is ended as expired, and a late end changes nothing.
 *
 * <p>Any number of engines may do this at the same time on one store; each execution is ended by one of them. Thread-safe.
 */
@Singleton
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int PAGE = 100;

    private final Store store;
    private final Ledger ledger;
    private final InstantSource clock;

    /**
     * A recovery over these parts.
     *
     * @param store where executions are
     * @param ledger where they are ended
     * @param clock what counts as expired
     */
    @Inject
    public Recovery(Store store, Ledger ledger, InstantSource clock) {
        this.store = store;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Ends everything that has expired by now.
     *
     * @return how many executions were ended
     * @throws SoukException if the store failed; what was ended before stays ended
     */
    public int sweep() {
        int ended = 0;
        List<Execution> page;
        do {
            page = store.executions().expired(clock.instant(), PAGE);
            int before = ended;
            for (Execution execution : page) {
                if (expire(execution)) {
                    ended++;
                }
            }
            if (ended == before) {
                break;
            }
        } while (page.size() == PAGE);
        return ended;
    }

    /** Ends one, and says whether this did it. One that cannot be ended, because its accounts are damaged, stops no other. */
    private boolean expire(Execution execution) {
        try {
            if (ledger.submit(new LedgerCommand.Expire(execution, expired(execution))) instanceof LedgerOutcome.Ended) {
                LOG.warn("{} of {} was never ended; what it held was given back", execution.id(), execution.agent());
                return true;
            }
        } catch (SoukException fault) {
            if (fault.code() != ErrorCode.INTERNAL) {
                throw fault;
            }
            LOG.error("{} cannot be given back; look at its accounts", execution.id(), fault);
        }
        return false;
    }

    private ExecutionEnd expired(Execution execution) {
        return new ExecutionEnd(
                ExecutionState.EXPIRED,
                clock.instant(),
                ErrorCode.RESERVATION_EXPIRED,
                "the call was given up by its engine; nothing was charged",
                null,
                ModelUsage.NONE,
                Duration.between(execution.startedAt(), clock.instant()),
                0,
                false,
                Credits.ZERO,
                0);
    }
}
