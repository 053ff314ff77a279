package dev.souk.http;

import dev.souk.http.internal.metrics.Meters;
import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.event.MarketEventListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * What happens in the engine and at its HTTP door, as Micrometer meters. Make it first, hand it to the engine as a listener and then to
 * the adapter:
 *
 * <pre>{@code
 * SoukMetrics metrics = SoukMetrics.prometheus();
 * Souk souk = Souk.builder().store(store).listener(metrics).build();
 * SoukHttp http = SoukHttp.builder(souk, keys).metrics(metrics).build();
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class SoukMetrics implements MarketEventListener {
    private final Meters meters;

    private SoukMetrics(MeterRegistry registry) {
        this.meters = new Meters(registry);
    }

    /** Meters in a Prometheus registry of their own. */
    public static SoukMetrics prometheus() {
        return new SoukMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    /**
     * Meters in the host's registry. The adapter shows them at {@code /metrics} only if it is a {@link PrometheusMeterRegistry}.
     *
     * @param registry the host's
     */
    public static SoukMetrics in(MeterRegistry registry) {
        return new SoukMetrics(registry);
    }

    /** Where the meters are; a host may add its own. */
    public MeterRegistry registry() {
        return meters.registry();
    }

    @Override
    public void onEvent(MarketEvent event) {
        meters.count(event);
    }

    Meters meters() {
        return meters;
    }
}
