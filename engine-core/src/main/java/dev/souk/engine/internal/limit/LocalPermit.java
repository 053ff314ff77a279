package dev.souk.engine.internal.limit;

import dev.souk.spi.limit.Permit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The permit of one granted step: where it was counted, and as what.
 *
 * <p>The first call that ends it wins {@code ended}; the counters lock for themselves. Another thread may see some of the counters
 * with the permit and some without while it is given back: it can only be refused for that, as every counter is right by itself.
 */
final class LocalPermit implements Permit {
    private final Counter[] counters;
    private final long takenAt;
    private final long leaseEnd;
    private final AtomicBoolean ended = new AtomicBoolean();

    LocalPermit(Counter[] counters, long takenAt, long leaseEnd) {
        this.counters = counters;
        this.takenAt = takenAt;
        this.leaseEnd = leaseEnd;
    }

    @Override
    public void release() {
        if (ended.compareAndSet(false, true)) {
            for (Counter counter : counters) {
                counter.release(leaseEnd);
            }
        }
    }

    @Override
    public void cancel() {
        if (ended.compareAndSet(false, true)) {
            for (Counter counter : counters) {
                counter.cancel(takenAt, leaseEnd);
            }
        }
    }
}
