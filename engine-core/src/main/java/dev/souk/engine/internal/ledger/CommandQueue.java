package dev.souk.engine.internal.ledger;

import dev.souk.engine.config.EngineThreads;
import dev.souk.spi.SoukException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands that wait to be written, and who writes them. There is no thread for that: a caller who finds that nobody
 * leads does, which means that it takes what is queued, its own command first, and writes it for all; the others wait. When it is done it
 * hands the lead to the first who waits, and goes home. So a lone caller waits for nobody and wakes nobody.
 *
 * <p>This is the leader-follower form of group commit, as in DeWitt et al., <i>Implementation Techniques for Main Memory Database
 * Systems</i>, SIGMOD 1984, section 5.2, where the commits of one log write go together.
 *
 * <p>Thread-safe; the queue and every change of a ticket are guarded by {@code this}, until the ticket is taken; a decided ticket is published by its state.
 */
final class CommandQueue {
    private final EngineThreads threads;
    private final int capacity;
    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private boolean isLed;

    /**
     * An empty queue.
     *
     * @param capacity the most commands that wait
     * @param threads wakes callers
     */
    CommandQueue(int capacity, EngineThreads threads) {
        this.threads = threads;
        this.capacity = capacity;
    }

    /** Where a command stands. */
    private enum State {
        /** In the queue; may still be withdrawn. */
        WAITING,
        /** First in the queue, and its caller is to lead. */
        LEADING,
        /** In a group that is being written. */
        TAKEN,
        /** Decided: there is an outcome or a fault. */
        DECIDED
    }

    /** One command and the caller who waits for its outcome. */
    static final class Ticket {
        private final LedgerCommand command;
        private final Thread caller;
        /** Changed under the queue's lock, until it is taken; from then on by its leader alone. */
        private volatile State state = State.WAITING;
        /** Written before the state becomes {@code DECIDED}. */
        private @Nullable LedgerOutcome outcome;

        private @Nullable RuntimeException fault;

        Ticket(LedgerCommand command) {
            this.command = command;
            this.caller = Thread.currentThread();
        }

        LedgerCommand command() {
            return command;
        }

        /** Notes what became of the command. Its caller is still to be {@linkplain CommandQueue#wake woken}. */
        void decide(LedgerOutcome decided) {
            outcome = decided;
            state = State.DECIDED;
        }

        /** Notes why the command came to nothing, or that nobody knows. Its caller is still to be {@linkplain CommandQueue#wake woken}. */
        void fail(RuntimeException why) {
            fault = why;
            state = State.DECIDED;
        }

        /** Whether the command is decided. */
        boolean isDecided() {
            return state == State.DECIDED;
        }

        /**
         * What became of a decided command.
         *
         * @throws RuntimeException the fault, if it has one; of a store's fault a copy, whose stack is the caller's
         */
        LedgerOutcome outcome() {
            if (fault != null) {
                throw fault instanceof SoukException known
                        ? new SoukException(known.code(), String.valueOf(known.getMessage()), known)
                        : fault;
            }
            if (outcome == null) {
                throw new IllegalStateException("not decided");
            }
            return outcome;
        }
    }

    /** How many commands wait. */
    synchronized int size() {
        return waiting.size();
    }

    /** Puts a command in, and says whether there was room. The caller leads at once if nobody does. */
    synchronized boolean offer(Ticket ticket) {
        if (!isLed) {
            isLed = true;
            ticket.state = State.LEADING;
            waiting.addFirst(ticket);
            return true;
        }
        if (waiting.size() >= capacity) {
            return false;
        }
        waiting.addLast(ticket);
        return true;
    }

    /** Whether the caller of this ticket is to lead now. */
    boolean leads(Ticket ticket) {
        return ticket.state == State.LEADING;
    }

    /** Takes a command back that nobody has taken yet, and says whether that was so: then it is never written. */
    synchronized boolean withdraw(Ticket ticket) {
        return ticket.state == State.WAITING && waiting.remove(ticket);
    }

    /**
     * Lets go of a command whose caller goes away, however it does: nobody waits for it, and the lead, if it had it, goes to the next.
     * Does nothing to one that is taken or decided.
     */
    void leave(Ticket ticket) {
        if (ticket.state == State.TAKEN || ticket.state == State.DECIDED) {
            return;
        }
        boolean led;
        synchronized (this) {
            led = ticket.state == State.LEADING;
            waiting.remove(ticket);
        }
        if (led) {
            handOver();
        }
    }

    /** Takes a group: the leader's own command and up to so many in all, in the order in which they came. */
    synchronized List<Ticket> take(Ticket leader, int most) {
        waiting.remove(leader);
        leader.state = State.TAKEN;
        List<Ticket> group = new ArrayList<>(Math.min(most, waiting.size() + 1));
        group.add(leader);
        while (group.size() < most) {
            Ticket next = waiting.peekFirst();
            if (next == null || next.state == State.LEADING) {
                break;
            }
            waiting.removeFirst();
            next.state = State.TAKEN;
            group.add(next);
        }
        return group;
    }

    /** Has the callers look what became of their commands. */
    void wake(List<Ticket> group) {
        group.forEach(this::wake);
    }

    /** Hands the lead to the first who waits, or to whoever comes next. */
    void handOver() {
        Ticket next;
        synchronized (this) {
            next = waiting.stream()
                    .filter(ticket -> ticket.state == State.WAITING)
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                isLed = false;
                return;
            }
            next.state = State.LEADING;
        }
        wake(next);
    }

    private void wake(Ticket ticket) {
        if (ticket.caller != Thread.currentThread()) {
            threads.unpark(ticket.caller);
        }
    }
}
