package dev.souk.engine.internal.admission;

import dev.souk.spi.limit.Permit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A permit whose end never fails: what the limiter throws is logged. By then the call has its answer, which nothing may hide, and its
 * lease ends by itself. Thread-safe as the permit is.
 */
record LoggedPermit(Permit permit) implements Permit {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedPermit.class);

    @Override
    public void release() {
        try {
            permit.release();
        } catch (RuntimeException | Error fault) {
            warn(fault);
        }
    }

    @Override
    public void cancel() {
        try {
            permit.cancel();
        } catch (RuntimeException | Error fault) {
            warn(fault);
        }
    }

    private static void warn(Throwable fault) {
        LOG.warn("The limiter failed to take a permit back; what was in flight counts until its lease ends", fault);
    }
}
