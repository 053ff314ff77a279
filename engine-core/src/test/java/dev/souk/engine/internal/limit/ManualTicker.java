package dev.souk.engine.internal.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A ticker that stands still until it is moved. */
final class ManualTicker implements LongSupplier {
    private final AtomicLong nanos;

    ManualTicker() {
        this(0);
    }

    ManualTicker(long start) {
        nanos = new AtomicLong(start);
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }

    void advance(Duration time) {
        advance(time.toNanos());
    }

    void advance(long byNanos) {
        nanos.addAndGet(byNanos);
    }
}
