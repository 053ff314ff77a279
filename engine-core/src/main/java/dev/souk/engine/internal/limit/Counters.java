package dev.souk.engine.internal.limit;

import dev.souk.spi.limit.LimitRequest;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All counters by their key: made when first asked for, locked several at a time, removed when idle.
 *
 * <p><b>Locks, in this order.</b> {@code sweeping}, then counters in ascending order of their numbers. A sweep holds
 * {@code sweeping} and only tries a counter's lock, so it waits for nobody. The map and the queue need no lock.
 *
 * <p><b>Removal.</b> A counter is removed with {@code sweeping} and its own lock held, when nothing counts in it, and is marked
 * so. A step that finds the mark on a counter it looked up and then locked has lost a race: it has counted nothing yet, lets go,
 * and does all again while it holds {@code sweeping} itself, when nothing can be removed. So a permit is never counted in a
 * removed counter, and the second try is always the last. A permit that ends later may still hold a removed counter: there is
 * nothing of it left to take out, and it does no harm.
 *
 * <p><b>Sweeping</b> is paid for by the calls, a few counters each, in rounds: one for each call, so that what is idle goes, and two
 * for each counter made, so that at most about half of all counters are idle ones. If two calls want to sweep at once, one of them
 * leaves its share to a later call.
 */
final class Counters {
    /** How many counters a sweep looks at, at least. */
    static final int SWEPT_PER_CALL = 1;

    /** How many more it looks at for each counter that was made. */
    static final int SWEPT_PER_NEW_COUNTER = 2;

    /** For how many new counters one sweep makes up at most; what is left is for the next. */
    static final int MOST_NEW_COUNTERS_PER_SWEEP = 64;

    private final ConcurrentHashMap<CounterKey, Counter> byKey = new ConcurrentHashMap<>();
    private final Queue<Counter> round = new ConcurrentLinkedQueue<>();
    private final AtomicLong made = new AtomicLong();
    private final ReentrantLock sweeping = new ReentrantLock();
    private long sweptFor; // guarded by sweeping: for how many of the counters made a sweep was done

    /** The counter that this request means, or null if nothing counts in it. */
    @Nullable
    Counter find(LimitRequest request) {
        return byKey.get(CounterKey.of(request));
    }

    /**
     * Does one step with the counters of these requests, while all of them are locked.
     *
     * @param step gets the counters in the order of the requests; may be called once, and never calls back
     * @throws IllegalArgumentException if a counter is meant twice
     */
    <T> T inOneStep(List<LimitRequest> requests, Function<Counter[], T> step) {
        T done = tryInOneStep(requests, step);
        if (done != null) {
            return done;
        }
        sweeping.lock();
        try {
            return Objects.requireNonNull(
                    tryInOneStep(requests, step), "a counter was removed by something else than a sweep");
        } finally {
            sweeping.unlock();
        }
    }

    /** Removes what is idle among the next counters of the round. */
    void sweep(long now) {
        if (!sweeping.tryLock()) {
            return;
        }
        try {
            long newCounters = Math.min(made.get() - sweptFor, MOST_NEW_COUNTERS_PER_SWEEP);
            sweptFor += newCounters;
            long share = SWEPT_PER_CALL + SWEPT_PER_NEW_COUNTER * newCounters;
            for (long i = 0; i < share; i++) {
                sweepNext(now);
            }
        } finally {
            sweeping.unlock();
        }
    }

    /** How many counters there are, idle ones that no sweep has come to among them. */
    int size() {
        return byKey.size();
    }

    void clear() {
        byKey.clear();
        round.clear();
    }

    private <T> @Nullable T tryInOneStep(List<LimitRequest> requests, Function<Counter[], T> step) {
        Counter[] counters = new Counter[requests.size()];
        for (int i = 0; i < counters.length; i++) {
            counters[i] = findOrMake(requests.get(i));
        }
        Counter[] ordered = inLockOrder(counters);
        for (Counter counter : ordered) {
            counter.lock().lock();
        }
        try {
            for (Counter counter : ordered) {
                if (counter.isRemovedLocked()) {
                    return null;
                }
            }
            return step.apply(counters);
        } finally {
            for (Counter counter : ordered) {
                counter.lock().unlock();
            }
        }
    }

    private Counter findOrMake(LimitRequest request) {
        CounterKey key = CounterKey.of(request);
        Counter found = byKey.get(key);
        return found != null ? found : byKey.computeIfAbsent(key, missing -> make(missing, request));
    }

    private Counter make(CounterKey key, LimitRequest request) {
        Counter counter = new Counter(key, made.incrementAndGet(), Tally.of(request.limit()));
        round.add(counter);
        return counter;
    }

    /** An insertion sort: there are few, and mostly in order already. */
    private static Counter[] inLockOrder(Counter[] counters) {
        Counter[] ordered = counters.clone();
        for (int i = 1; i < ordered.length; i++) {
            Counter counter = ordered[i];
            int place = i;
            for (; place > 0 && counter.number() < ordered[place - 1].number(); place--) {
                ordered[place] = ordered[place - 1];
            }
            ordered[place] = counter;
            if (place > 0 && counter == ordered[place - 1]) {
                CounterKey key = counter.key();
                throw new IllegalArgumentException("limit '" + key.name() + "' of '" + key.holder()
                        + "' is asked for twice in one step; ask for each counter once");
            }
        }
        return ordered;
    }

    private void sweepNext(long now) {
        Counter counter = round.poll();
        if (counter != null && !removeIfIdle(counter, now)) {
            round.add(counter);
        }
    }

    private boolean removeIfIdle(Counter counter, long now) {
        if (!counter.lock().tryLock()) {
            return false;
        }
        try {
            boolean removed = counter.removeIfIdleLocked(now);
            if (removed) {
                byKey.remove(counter.key());
            }
            return removed;
        } finally {
            counter.lock().unlock();
        }
    }
}
