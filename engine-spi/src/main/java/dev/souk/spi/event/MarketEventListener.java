package dev.souk.spi.event;

/**
 * Is told what happens in the engine.
 *
 * <p><b>Contract.</b> Called after the fact and in the thread where it happened, so it returns quickly. What it throws is logged
 * and changes nothing. An event may be lost when the process dies; what must not be lost is read from the store.
 *
 * <p><b>Thread-safety.</b> Called from many threads at once.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface MarketEventListener {
    /**
     * Something happened.
     *
     * @param event what
     */
    void onEvent(MarketEvent event);
}
