package dev.souk.engine.internal.settle;

import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.store.Execution;
import java.util.Optional;

/** What listeners are told of the end of a call. */
final class Events {
    private Events() {}

    /** That it has ended, if it has. */
    static Optional<MarketEvent> ended(Execution execution) {
        return execution
                .end()
                .map(end -> new MarketEvent.CallEnded(
                        end.at(),
                        execution.id(),
                        execution.caller().tenant(),
                        execution.agent(),
                        execution.version(),
                        end.codeOrNull(),
                        end.attempts(),
                        end.duration(),
                        end.usage(),
                        end.charge(),
                        end.fallback()));
    }
}
