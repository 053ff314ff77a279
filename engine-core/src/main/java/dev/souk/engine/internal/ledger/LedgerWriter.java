package dev.souk.engine.internal.ledger;

import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.SoukConfig.LedgerSettings;
import dev.souk.engine.internal.ledger.CommandQueue.Ticket;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.LedgerStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Writes commands in groups: those that arrive while a transaction is being written go together in the next one. Alone, a command waits
 * for nobody. Each has an outcome of its own; one that cannot be written fails alone.
 *
 * <p>With several lanes, so many groups are written at the same time. A command's lane follows from whose accounts it names, so commands
 * that want the same account are in one lane and do not wait for each other in the store.
 *
 * <p>What a caller can rely on:
 *
 * <ul>
 *   <li>an outcome means that the transaction with it is committed;
 *   <li>{@link ErrorCode#STORE_UNAVAILABLE} and {@link ErrorCode#CANCELLED} mean that nothing was written for this command, and
 *       nothing will be;
 *   <li>{@link ErrorCode#STORE_OUTCOME_UNKNOWN} means that nobody can tell yet. Every command has an id from outside: an end, an expiry
 *       or a move tells when it is submitted again, an admission when its execution is looked up.
 * </ul>
 *
 * <p>A caller that is interrupted gets its command back if it still waits; if it is being written, the outcome is awaited and the
 * interrupt kept. A leader's interrupt is put off until it has led, so that it does not break the group.
 *
 * <p>Thread-safe.
 */
final class LedgerWriter {
    /** How often a group is tried whose outcome the store left unknown. */
    static final int MAX_TRIES = 3;

    private final LedgerStore store;
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final EngineThreads threads;
    private final LedgerSettings settings;
    private final List<CommandQueue> lanes;

    LedgerWriter(
            LedgerStore store,
            InstantSource clock,
            LongSupplier ticker,
            EngineThreads threads,
            LedgerSettings settings) {
        this.store = store;
        this.clock = clock;
        this.ticker = ticker;
        this.threads = threads;
        this.settings = settings;
        this.lanes = Stream.generate(() -> new CommandQueue(ceilDiv(settings.queue(), settings.lanes()), threads))
                .limit(settings.lanes())
                .toList();
    }

    private static int ceilDiv(int amount, int parts) {
        return (amount + parts - 1) / parts;
    }

    /**
     * Does one command.
     *
     * @throws SoukException see above; {@link ErrorCode#INTERNAL} if the store refuses this one command
     * @throws RuntimeException what a store throws that is no fault of a store's; it tells nothing about what was written
     */
    LedgerOutcome submit(LedgerCommand command) {
        CommandQueue queue = lanes.get(Math.floorMod(command.home().hashCode(), lanes.size()));
        Ticket ticket = new Ticket(command);
        if (!queue.offer(ticket)) {
            throw new SoukException(
                    ErrorCode.STORE_UNAVAILABLE,
                    queue.size() + " commands wait to be written already; nothing was done, try again soon");
        }
        boolean interrupted = Thread.interrupted();
        try {
            interrupted |= await(queue, ticket, interrupted);
            if (queue.leads(ticket)) {
                lead(queue, ticket);
            }
            return ticket.outcome();
        } finally {
            queue.leave(ticket);
            if (interrupted || Thread.interrupted()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Does many commands in groups of their own, past the queue.
     *
     * @return what became of each; {@link LedgerOutcome.Rejected} for one that the store refuses
     * @throws SoukException see above, of the group that failed; those before it are written
     */
    List<LedgerOutcome> submitAll(List<? extends LedgerCommand> commands) {
        List<LedgerOutcome> outcomes = new ArrayList<>(commands.size());
        while (outcomes.size() < commands.size()) {
            int end = Math.min(commands.size(), outcomes.size() + settings.maxGroup());
            List<Ticket> group = commands.subList(outcomes.size(), end).stream()
                    .map(Ticket::new)
                    .toList();
            write(group);
            group.forEach(ticket -> outcomes.add(outcomeOrRejection(ticket)));
        }
        return outcomes;
    }

    private LedgerOutcome outcomeOrRejection(Ticket ticket) {
        try {
            return ticket.outcome();
        } catch (SoukException fault) {
            if (isOfOneCommand(fault)) {
                return new LedgerOutcome.Rejected(String.valueOf(fault.getMessage()));
            }
            throw fault;
        }
    }

    /** How many commands wait for the next group. */
    int waiting() {
        return lanes.stream().mapToInt(CommandQueue::size).sum();
    }

    /** Waits until the ticket is decided or leads, and says whether the caller was interrupted meanwhile. */
    private boolean await(CommandQueue queue, Ticket ticket, boolean interruptedBefore) {
        boolean interrupted = interruptedBefore;
        long begun = ticker.getAsLong();
        long patience = settings.patience().toNanos();
        while (!ticket.isDecided() && !queue.leads(ticket)) {
            if (interrupted && queue.withdraw(ticket)) {
                Thread.currentThread().interrupt();
                throw new SoukException(
                        ErrorCode.CANCELLED, "interrupted while waiting to be written; nothing was done");
            }
            long left = patience - (ticker.getAsLong() - begun);
            if (left <= 0) {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                giveUp(queue, ticket);
                break;
            }
            threads.park(this, left);
            interrupted |= Thread.interrupted();
        }
        return interrupted;
    }

    private void giveUp(CommandQueue queue, Ticket ticket) {
        if (queue.withdraw(ticket)) {
            throw new SoukException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "the store has not come to this within " + settings.patience() + "; nothing was done");
        }
        if (!ticket.isDecided() && !queue.leads(ticket)) {
            throw new SoukException(
                    ErrorCode.STORE_OUTCOME_UNKNOWN,
                    "the store has been writing this for " + settings.patience() + "; ask again for what became of it");
        }
    }

    /** The next leader is woken before those who have their outcome: so one group is written while the callers of the other go on. */
    private void lead(CommandQueue queue, Ticket own) {
        List<Ticket> group = List.of();
        try {
            group = queue.take(own, settings.maxGroup());
            write(group);
        } finally {
            queue.handOver();
            queue.wake(group);
        }
    }

    private void write(List<Ticket> group) {
        RuntimeException fault;
        try {
            List<LedgerOutcome> outcomes =
                    decidePatiently(group.stream().map(Ticket::command).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).decide(outcomes.get(i));
            }
            return;
        } catch (RuntimeException known) {
            fault = known;
        } catch (Error broken) {
            fault = new IllegalStateException("the store broke while it was writing", broken);
        }
        if (group.size() > 1 && isOfOneCommand(fault)) {
            int half = group.size() / 2;
            write(group.subList(0, half));
            write(group.subList(half, group.size()));
            return;
        }
        for (Ticket ticket : group) {
            ticket.fail(fault);
        }
    }

    /** Whether such a fault lies in what one of the commands names, and the others could be written without it. */
    private static boolean isOfOneCommand(RuntimeException fault) {
        return fault instanceof SoukException known
                && (known.code() == ErrorCode.INTERNAL || known.code() == ErrorCode.SCHEMA_CORRUPT);
    }

    /**
     * Finds out what became of a commit whose reply was lost, by trying it again: what was done before shows as done. An interrupt that
     * broke the leader's transaction is put off, and the group tried again.
     */
    private List<LedgerOutcome> decidePatiently(List<LedgerCommand> commands) {
        boolean interrupted = false;
        boolean unknown = false;
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return decide(commands, attempt > 1);
                } catch (SoukException fault) {
                    boolean broken = Thread.interrupted();
                    interrupted |= broken;
                    unknown |= fault.code() == ErrorCode.STORE_OUTCOME_UNKNOWN;
                    boolean again = broken || fault.code() == ErrorCode.STORE_OUTCOME_UNKNOWN;
                    if (!again || attempt == MAX_TRIES) {
                        throw unknown ? outcomeUnknown(fault) : fault;
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static SoukException outcomeUnknown(SoukException last) {
        return last.code() == ErrorCode.STORE_OUTCOME_UNKNOWN
                ? last
                : new SoukException(
                        ErrorCode.STORE_OUTCOME_UNKNOWN,
                        "the store went away while it was writing, and has not come back to tell the outcome",
                        last);
    }

    private List<LedgerOutcome> decide(List<LedgerCommand> commands, boolean again) {
        return store.transact(transaction -> {
            LedgerState state = LedgerState.load(transaction, commands, again);
            LedgerRules.Decision decision = decide(state, commands);
            if (!decision.changes().isEmpty()) {
                transaction.write(decision.changes());
            }
            return decision.outcomes();
        });
    }

    /** The rules' own fault is of one command, and nothing was written. */
    private LedgerRules.Decision decide(LedgerState state, List<LedgerCommand> commands) {
        try {
            return LedgerRules.decide(state, commands, clock.instant());
        } catch (RuntimeException fault) {
            throw new SoukException(ErrorCode.INTERNAL, "the ledger's rules failed; nothing was written", fault);
        }
    }
}
