package dev.souk.testkit;

import dev.souk.engine.internal.limit.LocalLimitStore;
import dev.souk.spi.limit.LimitStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class LocalLimitStoreTest extends LimitStoreContract {
    /** Runs over in the middle of most tests. */
    private final AtomicLong ticker =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());

    @Override
    protected LimitStore create() {
        return new LocalLimitStore(ticker::get);
    }

    @Override
    protected void advance(Duration time) {
        ticker.addAndGet(time.toNanos());
    }
}
