package dev.souk.http.internal.rest;

import dev.souk.engine.Souk;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** For whoever operates the server. Open, because a load balancer and a scraper have no key; they tell nothing of any tenant. */
final class OperationRoutes {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Souk souk;
    private final MeterRegistry registry;

    OperationRoutes(Souk souk, MeterRegistry registry) {
        this.souk = souk;
        this.registry = registry;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(Route.get("/health/live", Access.OPEN, exchange -> Answer.ok(Map.of("status", "up"))));
        routes.add(Route.get("/health/ready", Access.OPEN, exchange -> {
            souk.checkReady();
            return Answer.ok(Map.of("status", "up"));
        }));
        if (registry instanceof PrometheusMeterRegistry prometheus) {
            routes.add(Route.get(
                    "/metrics",
                    Access.OPEN,
                    exchange -> Answer.text(PROMETHEUS_TEXT, prometheus.scrape().getBytes(StandardCharsets.UTF_8))));
        }
        return routes;
    }
}
