package dev.souk.engine.config;

import dev.souk.spi.caller.PlanId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is for sale, and the trial.
 *
 * @param plans the plans, with different ids, in the order in which they are offered
 * @param trial what can be tried without one
 * @param requestsPerMinuteAndUser how many calls of one user in any minute, unless its plan allows the tenant more; 1 to 1,000,000
 * @since 0.1
 */
public record Plans(List<Plan> plans, TrialTerms trial, long requestsPerMinuteAndUser) {
    /**
     * Checks that no id stands there twice.
     *
     * @throws IllegalArgumentException if one does, or the limit is out of range
     */
    public Plans {
        plans = List.copyOf(plans);
        Objects.requireNonNull(trial, "trial");
        if (plans.stream().map(Plan::id).distinct().count() != plans.size()) {
            throw new IllegalArgumentException("two plans have the same id");
        }
        if (requestsPerMinuteAndUser < 1 || requestsPerMinuteAndUser > 1_000_000) {
            throw new IllegalArgumentException(
                    "requestsPerMinuteAndUser is " + requestsPerMinuteAndUser + ", not 1 to 1,000,000");
        }
    }

    /**
     * The plan with this id.
     *
     * @param id which one
     */
    public Optional<Plan> find(PlanId id) {
        for (Plan plan : plans) {
            if (plan.id().equals(id)) {
                return Optional.of(plan);
            }
        }
        return Optional.empty();
    }
}
