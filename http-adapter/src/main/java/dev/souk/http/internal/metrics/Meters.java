package dev.souk.http.internal.metrics;

import dev.souk.spi.event.MarketEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;

/**
 * The meters. A tag only ever has values from a small set: agents of the catalog, error codes, route patterns; what a caller makes up,
 * such as the id of an agent that is not there, never becomes one.
 *
 * <p>Thread-safe, as the registry is.
 */
public final class Meters {
    private static final String OK = "ok";

    private final MeterRegistry registry;

    /**
     * Meters in this registry.
     *
     * @param registry where they are
     */
    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Where they are. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Counts something that happened in the engine. */
    public void count(MarketEvent event) {
        if (event instanceof MarketEvent.CallEnded ended) {
            count(ended);
        } else if (event instanceof MarketEvent.CallSettledLate late) {
            String agent = late.agent().value();
            counter("souk.calls.late", "Calls that were answered when they had been given up", "agent", agent)
                    .increment();
            counter(
                            "souk.platform.cost.micros",
                            "What the platform paid for them, in millionths of a credit",
                            "agent",
                            agent)
                    .increment((double) late.cost().micros());
        } else if (event instanceof MarketEvent.CallRefused refused) {
            counter(
                            "souk.calls.refused",
                            "Calls that were refused before they began",
                            "code",
                            refused.code().id())
                    .increment();
        } else if (event instanceof MarketEvent.BreakerChanged changed) {
            String agent = changed.agent() + "@" + changed.version();
            String to = changed.to().name().toLowerCase(Locale.ROOT);
            counter("souk.breaker.changes", "How often a breaker changed its state", "agent", agent, "to", to)
                    .increment();
        } else if (event instanceof MarketEvent.PluginLoaded) {
            counter("souk.plugins.loaded", "Plugins that were loaded").increment();
        } else if (event instanceof MarketEvent.PluginRejected rejected) {
            counter(
                            "souk.plugins.rejected",
                            "Files that were no plugin",
                            "code",
                            rejected.code().id())
                    .increment();
        }
    }

    private void count(MarketEvent.CallEnded ended) {
        String agent = ended.agent().value();
        String code = ended.code().map(known -> known.id()).orElse(OK);
        Timer.builder("souk.calls")
                .description("Calls that were admitted, from admission to the answer")
                .tags("agent", agent, "code", code)
                .register(registry)
                .record(ended.duration());
        counter("souk.calls.attempts", "How often agents were tried", "agent", agent)
                .increment(ended.attempts());
        if (ended.fallback()) {
            counter("souk.calls.fallback", "Calls that were answered with an earlier reply", "agent", agent)
                    .increment();
        }
        countTokens(agent, "input", ended.usage().inputModelTokens());
        countTokens(agent, "output", ended.usage().outputModelTokens());
        if (ended.charge().isPositive()) {
            counter("souk.charged.micros", "What calls cost, in millionths of a credit", "agent", agent)
                    .increment((double) ended.charge().micros());
        }
    }

    private void countTokens(String agent, String direction, long modelTokens) {
        if (modelTokens > 0) {
            counter("souk.model.tokens", "Model tokens that calls used", "agent", agent, "direction", direction)
                    .increment((double) modelTokens);
        }
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    /** Begins to time a request. */
    public Timer.Sample startRequest() {
        return Timer.start(registry);
    }

    /**
     * Ends the time of a request.
     *
     * @param sample from its beginning
     * @param method its HTTP method, one that a route has, or {@code other}
     * @param route the pattern of its route, or {@code none}
     * @param status the answer's status
     */
    public void endRequest(Timer.Sample sample, String method, String route, int status) {
        sample.stop(Timer.builder("souk.http.requests")
                .description("HTTP requests")
                .tags("method", method, "route", route, "status", Integer.toString(status))
                .register(registry));
    }
}
