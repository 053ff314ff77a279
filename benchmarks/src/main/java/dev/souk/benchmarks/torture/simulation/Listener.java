package dev.souk.benchmarks.torture.simulation;

import dev.souk.benchmarks.torture.simulation.AgentWork.Attempts;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.event.MarketEventListener;
import java.util.Locale;

/** Writes down what engines tell of themselves. It is called under locks, so nobody else runs meanwhile. */
final class Listener implements MarketEventListener {
    private final Scheduler scheduler;
    private final Seen seen;
    private final Attempts attempts;

    Listener(Scheduler scheduler, Seen seen, Attempts attempts) {
        this.scheduler = scheduler;
        this.seen = seen;
        this.attempts = attempts;
    }

    @Override
    public void onEvent(MarketEvent event) {
        if (event instanceof MarketEvent.CallEnded ended) {
            scheduler.note(
                    "call ended",
                    ended.execution(),
                    ended.code().map(ErrorCode::id).orElse("well"),
                    ended.charge());
            if (ended.codeOrNull() == ErrorCode.RESERVATION_EXPIRED) {
                seen.count("seen: a call expired");
            }
            if (ended.fallback()) {
                seen.count("seen: an earlier answer stood in");
            }
        } else if (event instanceof MarketEvent.CallSettledLate late) {
            scheduler.note("call settled late", late.execution(), late.cost());
            seen.count("seen: a call was settled late");
            attempts.settledLate(late.execution().value(), late.cost().micros());
        } else if (event instanceof MarketEvent.BreakerChanged changed) {
            scheduler.note("breaker", changed.agent(), changed.to());
            seen.count("seen: a breaker became "
                    + changed.to().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }
}
