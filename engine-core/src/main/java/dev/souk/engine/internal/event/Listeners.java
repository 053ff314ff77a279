package dev.souk.engine.internal.event;

import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.event.MarketEventListener;
import java.util.List;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners of an engine as one. A listener that throws is logged, and the others are told all the same. Thread-safe. */
public final class Listeners implements MarketEventListener {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<MarketEventListener> listeners;

    /**
     * Tells all of these, in order.
     *
     * @param listeners whom to tell
     */
    public Listeners(Iterable<? extends MarketEventListener> listeners) {
        this.listeners = StreamSupport.stream(listeners.spliterator(), false)
                .map(listener -> (MarketEventListener) listener)
                .toList();
    }

    @Override
    public void onEvent(MarketEvent event) {
        for (MarketEventListener listener : listeners) {
            try {
                listener.onEvent(event);
            } catch (Throwable fault) {
                // Errors too: the call has ended, and what a listener lacks must not make it look otherwise.
                LOG.warn(
                        "{} failed on a {}",
                        listener.getClass().getName(),
                        event.getClass().getSimpleName(),
                        fault);
            }
        }
    }
}
