package dev.souk.engine.internal.ledger;

import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.SoukConfig;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The one way to change the ledger: takes a command, and has the {@link LedgerWriter} load what it names, ask {@link LedgerRules}, and
 * write what they say, together with what others ask for at the same moment. What a fault means is said there.
 *
 * <p>Thread-safe.
 */
@Singleton
public final class Ledger {
    private final LedgerWriter writer;

    /**
     * A ledger in this store.
     *
     * @param store where it is kept
     * @param clock the time to record
     * @param ticker elapsed nanoseconds
     * @param threads how callers wait for each other
     * @param config how commands are written
     */
    @Inject
    public Ledger(Store store, InstantSource clock, LongSupplier ticker, EngineThreads threads, SoukConfig config) {
        this.writer = new LedgerWriter(store.ledger(), clock, ticker, threads, config.ledger());
    }

    /**
     * Does one command.
     *
     * @param command what to do
     * @return what became of it
     * @throws SoukException {@link ErrorCode#STORE_UNAVAILABLE} if nothing was done; {@link ErrorCode#STORE_OUTCOME_UNKNOWN} if
     *     it cannot be told, even after looking; {@link ErrorCode#INTERNAL} if the command makes no sense
     */
    public LedgerOutcome submit(LedgerCommand command) {
        LedgerOutcome outcome = writer.submit(command);
        if (outcome instanceof LedgerOutcome.Rejected rejected) {
            throw new SoukException(ErrorCode.INTERNAL, "the ledger rejected a command: " + rejected.reason());
        }
        return isOwnEnd(command, outcome)
                ? new LedgerOutcome.Ended(((LedgerOutcome.NotHeld) outcome).execution())
                : outcome;
    }

    /**
     * Does many commands that nobody else waits for, as few transactions as can be.
     *
     * @param commands what to do, in order; none is in the way of another
     * @return what became of each; {@link LedgerOutcome.Rejected} also for one that the store refuses
     * @throws SoukException as {@link #submit}, of those that were not done yet
     */
    public List<LedgerOutcome> submitAll(List<? extends LedgerCommand> commands) {
        return writer.submitAll(commands);
    }

    /** Whether an end finds the execution ended by nobody but an earlier try of itself. A store keeps times to the microsecond. */
    private static boolean isOwnEnd(LedgerCommand command, LedgerOutcome outcome) {
        return command instanceof LedgerCommand.End wanted
                && outcome instanceof LedgerOutcome.NotHeld found
                && found.execution()
                        .end()
                        .filter(end -> end.state() == wanted.end().state()
                                && end.at()
                                        .truncatedTo(ChronoUnit.MICROS)
                                        .equals(wanted.end().at().truncatedTo(ChronoUnit.MICROS)))
                        .isPresent();
    }
}
