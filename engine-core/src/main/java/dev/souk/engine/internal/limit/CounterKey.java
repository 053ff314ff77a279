package dev.souk.engine.internal.limit;

import dev.souk.spi.limit.Limit;
import dev.souk.spi.limit.LimitRequest;

/**
 * Which counter a request means.
 *
 * @param holder whose limit it is
 * @param name the limit's name
 * @param inFlight whether it counts calls in flight, or the permits of a window
 */
record CounterKey(String holder, String name, boolean inFlight) {
    static CounterKey of(LimitRequest request) {
        Limit limit = request.limit();
        return new CounterKey(request.holder(), limit.name(), limit instanceof Limit.InFlight);
    }
}
