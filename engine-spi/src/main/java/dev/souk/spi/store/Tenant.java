package dev.souk.spi.store;

import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as it is registered.
 *
 * @param id its name
 * @param planOrNull the plan it holds; without one its users are on trial
 * @param createdAt since when
 * @since 0.1
 */
public record Tenant(TenantId id, @Nullable PlanId planOrNull, Instant createdAt) {
    /** Checks that what must be there is there. */
    public Tenant {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** The plan it holds, if any. */
    public Optional<PlanId> plan() {
        return Optional.ofNullable(planOrNull);
    }
}
