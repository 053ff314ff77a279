package dev.souk.server.log;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.event.MarketEventListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each call that ended, was settled late or was refused, and one for each breaker that changed. (Plugins are logged where they are loaded.) Inputs, outputs and keys are
 * never in it.
 *
 * <p>Thread-safe.
 */
public final class CallLog implements MarketEventListener {
    private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);

    @Override
    public void onEvent(MarketEvent event) {
        if (event instanceof MarketEvent.CallEnded ended) {
            LOG.info(
                    "{} {} {}@{} {} attempts={} {} ms charge={}{}",
                    ended.execution(),
                    ended.tenant(),
                    ended.agent(),
                    ended.version(),
                    ended.code().map(ErrorCode::id).orElse("ok"),
                    ended.attempts(),
                    ended.duration().toMillis(),
                    ended.charge(),
                    ended.fallback() ? " fallback" : "");
        } else if (event instanceof MarketEvent.CallSettledLate late) {
            LOG.warn(
                    "{} {} {}@{} late cost={}",
                    late.execution(),
                    late.tenant(),
                    late.agent(),
                    late.version(),
                    late.cost());
        } else if (event instanceof MarketEvent.CallRefused refused) {
            LOG.info(
                    "- {} {} refused {}",
                    refused.tenant(),
                    refused.agent(),
                    refused.code().id());
        } else if (event instanceof MarketEvent.BreakerChanged breaker) {
            LOG.warn("breaker of {}@{}: {} -> {}", breaker.agent(), breaker.version(), breaker.from(), breaker.to());
        }
    }
}
