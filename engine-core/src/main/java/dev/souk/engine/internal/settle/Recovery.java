package dev.souk.engine.internal.settle;

import dev.souk.engine.internal.lease.Leases;
import dev.souk.engine.internal.ledger.Ledger;
import dev.souk.engine.internal.ledger.LedgerCommand;
import dev.souk.engine.internal.ledger.LedgerOutcome;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.event.MarketEventListener;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back what calls hold that nobody ends any more: those of this engine when it ran before, and those whose lease has ended, because
 * their engine died, froze or lost its store. First they are taken over, many at a time, which gives them a new epoch, so that a late end
 * changes nothing; then they are ended as expired, in one group.
 *
 * <p>Any number of engines may do this at the same time on one store: each execution is taken over by one of them, and none waits for
 * another. If this engine dies in between, what it took over is held until its lease has ended. Thread-safe.
 */
@Singleton
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int PAGE = 500;

    private final Leases leases;
    private final Ledger ledger;
    private final InstantSource clock;
    private final MarketEventListener listener;

    /**
     * A recovery over these parts.
     *
     * @param leases say what nobody holds any more
     * @param ledger where executions are ended
     * @param clock the time to record
     * @param listener told of each end
     */
    @Inject
    public Recovery(Leases leases, Ledger ledger, InstantSource clock, MarketEventListener listener) {
        this.leases = leases;
        this.ledger = ledger;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Ends everything that nobody holds any more by now. This engine's own leases are renewed before, so that it expires none of its own
     * calls because it was late, or because the clock was put forward.
     *
     * @return how many executions were ended
     * @throws SoukException if the store failed; what was ended before stays ended
     */
    public int sweep() {
        leases.renew();
        return endAll(leases::takeOverOwn) + endAll(leases::takeOverExpired);
    }

    private int endAll(IntFunction<List<Execution>> next) {
        int ended = 0;
        List<Execution> page;
        do {
            page = next.apply(PAGE);
            ended += expire(page);
        } while (page.size() == PAGE);
        return ended;
    }

    /** Ends these, and says how many this did. One that cannot be ended, because its accounts are damaged, stops no other. */
    private int expire(List<Execution> executions) {
        Instant now = clock.instant();
        List<LedgerOutcome> outcomes = ledger.submitAll(executions.stream()
                .map(execution -> new LedgerCommand.Expire(execution, expired(execution, now)))
                .toList());
        int ended = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            Execution execution = executions.get(i);
            if (outcomes.get(i) instanceof LedgerOutcome.Ended over) {
                ended++;
                LOG.warn("{} of {} was never ended; what it held was given back", execution.id(), execution.agent());
                Events.ended(over.execution()).ifPresent(listener::onEvent);
            } else if (outcomes.get(i) instanceof LedgerOutcome.Rejected no) {
                LOG.error("{} cannot be given back; look at its accounts: {}", execution.id(), no.reason());
            }
        }
        return ended;
    }

    /** The clock of the engine that admitted it may have been ahead of this one's. */
    private static ExecutionEnd expired(Execution execution, Instant now) {
        Duration since = Duration.between(execution.startedAt(), now);
        return new ExecutionEnd(
                ExecutionState.EXPIRED,
                now,
                ErrorCode.RESERVATION_EXPIRED,
                "the call was given up by its engine; nothing was charged",
                null,
                ModelUsage.NONE,
                since.isNegative() ? Duration.ZERO : since,
                0,
                false,
                Credits.ZERO,
                0);
    }
}
