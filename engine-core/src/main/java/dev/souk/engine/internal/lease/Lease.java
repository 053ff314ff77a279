package dev.souk.engine.internal.lease;

import dev.souk.spi.ledger.ExecutionId;
import org.jspecify.annotations.Nullable;

/**
 * The lease of one running call: renewed until it is released.
 *
 * <p>Thread-safe: {@code lost}, {@code ending} and {@code giveUp} are guarded by {@code this}. What gives the agent up is run once, by whoever
 * comes second: the loss or its setting; and never once the call is ending.
 */
public final class Lease {
    private final ExecutionId execution;
    private final Leases leases;
    private boolean lost;
    private boolean ending;
    private @Nullable Runnable giveUp;

    Lease(ExecutionId execution, Leases leases) {
        this.execution = execution;
        this.leases = leases;
    }

    ExecutionId execution() {
        return execution;
    }

    /** Whether the call is in other hands, so that nothing it still does counts. */
    public synchronized boolean isLost() {
        return lost;
    }

    /**
     * Says what to do if the lease is lost. It is done at once if it is lost already.
     *
     * @param action gives up what is running now; replaces what was set before
     */
    public void ifLost(Runnable action) {
        boolean now;
        synchronized (this) {
            giveUp = action;
            now = lost;
        }
        if (now) {
            action.run();
        }
    }

    /** The agent has answered or is given up, and the call is being settled: from now on a loss shows there. */
    public synchronized void ending() {
        ending = true;
        giveUp = null;
    }

    /** Ends the renewals. Calling it again does nothing. */
    public void release() {
        leases.release(this);
    }

    /** The call was found in other hands, and says whether this is news that matters. */
    boolean lose() {
        Runnable action;
        synchronized (this) {
            if (lost || ending) {
                return false;
            }
            lost = true;
            action = giveUp;
        }
        if (action != null) {
            action.run();
        }
        return true;
    }
}
