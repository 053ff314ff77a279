package dev.souk.engine.internal.ledger;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The one way to change the ledger: takes a command, loads what it names, asks {@link LedgerRules}, writes what they say.
 *
 * <p>If the store goes away while it commits, the outcome is not guessed: {@link #submit} looks what became of the command and
 * tries again if nothing did. It gives up after {@value #MAX_TRIES} tries with the store's own fault; every command may then be
 * submitted again, because all ids come from outside.
 *
 * <p>Thread-safe; holds no state of its own.
 */
@Singleton
public final class Ledger {
    /** How often a command is tried whose outcome the store left unknown. */
    static final int MAX_TRIES = 3;

    private final Store store;
    private final InstantSource clock;

    /**
     * A ledger in this store.
     *
     * @param store where it is kept
     * @param clock the time to record
     */
    @Inject
    public Ledger(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
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
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt == 1 ? decide(command) : found(command).orElseGet(() -> decide(command));
            } catch (SoukException fault) {
                if (fault.code() != ErrorCode.STORE_OUTCOME_UNKNOWN && attempt > 1) {
                    throw new SoukException(
                            ErrorCode.STORE_OUTCOME_UNKNOWN,
                            "the store went away while it was writing, and has not come back to tell the outcome",
                            fault);
                }
                if (fault.code() != ErrorCode.STORE_OUTCOME_UNKNOWN || attempt == MAX_TRIES) {
                    throw fault;
                }
            }
        }
    }

    private LedgerOutcome decide(LedgerCommand command) {
        List<LedgerCommand> batch = List.of(command);
        LedgerOutcome outcome = store.ledger().transact(transaction -> {
            LedgerRules.Decision decision =
                    LedgerRules.decide(LedgerState.load(transaction, batch), batch, clock.instant());
            if (!decision.changes().isEmpty()) {
                transaction.write(decision.changes());
            }
            return decision.outcomes().get(0);
        });
        if (outcome instanceof LedgerOutcome.Rejected rejected) {
            throw new SoukException(ErrorCode.INTERNAL, "the ledger rejected a command: " + rejected.reason());
        }
        return isOwnEnd(command, outcome)
                ? new LedgerOutcome.Ended(((LedgerOutcome.NotHeld) outcome).execution())
                : outcome;
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

    /** What an earlier try did after all. Ends and moves tell by themselves when they are tried again. */
    private Optional<LedgerOutcome> found(LedgerCommand command) {
        if (command instanceof LedgerCommand.Admit admit) {
            return store.executions().find(admit.execution().id()).map(LedgerOutcome.Admitted::new);
        }
        return Optional.empty();
    }
}
