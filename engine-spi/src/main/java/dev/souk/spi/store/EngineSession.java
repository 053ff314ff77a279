package dev.souk.spi.store;

import dev.souk.spi.ledger.ExecutionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One engine's presence in a store, from its start to its end. What the engine admits it holds in the session's {@link #epoch()}, and
 * only while it is renewed. What others hold it can take over when they have stopped renewing; then the epoch is a higher one, so that
 * whoever had it before can neither end it nor renew it.
 *
 * <p>Of several sessions that take over at the same moment each execution goes to one, and none waits for another.
 *
 * <p><b>Thread-safety.</b> All methods may be called from any thread. <b>Faults</b> are those of {@link LedgerStore}; after one the session
 * is as usable as before, and its epoch is the same.
 *
 * @since 0.1
 */
public interface EngineSession extends AutoCloseable {
    /**
     * How many epochs belong to one session. What it admits is in the first of them. What it takes over goes to the next one up, or, from
     * a session that entered after it, to the next one of that session's; so an epoch only ever rises, and tells whose a call was.
     */
    long EPOCHS = 1L << 20;

    /** The epoch of what this engine admits: a multiple of {@link #EPOCHS}, above those of all sessions before. */
    long epoch();

    /**
     * Whether an engine of the same name was alive when this one entered. Then this one has no predecessor: {@link #takeOverOwn} finds
     * nothing.
     */
    boolean isNameTaken();

    /**
     * Extends the leases of executions that run and are held in this session's epoch.
     *
     * @param executions which ones; may be empty, to ask for the time alone
     * @param lease until so long from the store's time on
     * @param now this engine's time; counts only where the store has no clock of its own
     * @return what is still held
     */
    Renewal renew(Set<ExecutionId> executions, Duration lease, Instant now);

    /**
     * Takes over running executions of engines that had this one's name and are gone for certain, whether their leases have ended or
     * not. Where one engine has the store for itself, those are all engines before it.
     *
     * @param most 1 to 1,000
     * @param lease until so long from the store's time on they are this engine's
     * @param now as for {@link #renew}
     * @return what was taken over, as it is now
     */
    List<Execution> takeOverOwn(int most, Duration lease, Instant now);

    /**
     * Takes over running executions whose lease has ended, whoever held them, the longest ended first.
     *
     * @param most 1 to 1,000
     * @param lease until so long from the store's time on they are this engine's
     * @param now as for {@link #renew}
     * @return what was taken over, as it is now
     */
    List<Execution> takeOverExpired(int most, Duration lease, Instant now);

    /** Leaves. What is still held is left to others. Calling it again does nothing. */
    @Override
    void close();

    /**
     * What a renewal came to.
     *
     * @param now the store's time
     * @param held those of the executions that this session holds; the others have ended, or are in other hands
     */
    record Renewal(Instant now, Set<ExecutionId> held) {
        /** Copies the set. */
        public Renewal {
            held = Set.copyOf(held);
        }
    }
}
