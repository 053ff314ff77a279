package dev.souk.engine.config;

import dev.souk.spi.Credits;
import dev.souk.spi.caller.PlanId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant can buy: limits, and a price for each call.
 *
 * @param id its name
 * @param requestsPerMinute how many calls of the tenant in any minute; 1 to 1,000,000
 * @param requestsPerHour how many calls of the tenant in any hour; 1 to 1,000,000
 * @param callsInFlight how many calls of the tenant at the same time; 1 to 1,000,000
 * @param priceOrNull what each call costs, at most 1,000,000 credits, zero if the plan says that it is free; null if it says nothing, and then no call can be
 *     made on it
 * @param tenantPaysModels whether the tenant pays its model provider itself
 * @since 0.1
 */
public record Plan(
        PlanId id,
        long requestsPerMinute,
        long requestsPerHour,
        long callsInFlight,
        @Nullable Credits priceOrNull,
        boolean tenantPaysModels) {
    private static final Credits HIGHEST_PRICE = Credits.ofMicros(1_000_000 * Credits.MICROS_PER_CREDIT);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Plan {
        Objects.requireNonNull(id, "id");
        requireRange(id, "requestsPerMinute", requestsPerMinute);
        requireRange(id, "requestsPerHour", requestsPerHour);
        requireRange(id, "callsInFlight", callsInFlight);
        if (priceOrNull != null && (priceOrNull.micros() < 0 || priceOrNull.compareTo(HIGHEST_PRICE) > 0)) {
            throw new IllegalArgumentException(
                    "plan " + id + ": the price is 0 to " + HIGHEST_PRICE + " credits, not " + priceOrNull);
        }
    }

    private static void requireRange(PlanId id, String what, long value) {
        if (value < 1 || value > 1_000_000) {
            throw new IllegalArgumentException("plan " + id + ": " + what + " is " + value + ", not 1 to 1,000,000");
        }
    }

    /** What each call costs, if the plan says so. */
    public Optional<Credits> price() {
        return Optional.ofNullable(priceOrNull);
    }
}
