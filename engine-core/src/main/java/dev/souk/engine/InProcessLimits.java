package dev.souk.engine;

import dev.souk.engine.internal.limit.LocalLimitStore;
import dev.souk.spi.limit.LimitStore;
import java.util.function.LongSupplier;

/**
 * The limits of one process, as an engine has them if nobody says otherwise: for hosts that limit something of their own, or wrap them.
 *
 * @since 0.1
 */
public final class InProcessLimits {
    private InProcessLimits() {}

    /**
     * A new store without any counter.
     *
     * @param ticker elapsed nanoseconds, such as {@code System::nanoTime}
     */
    public static LimitStore create(LongSupplier ticker) {
        return new LocalLimitStore(ticker);
    }
}
