package dev.souk.http.internal.wire;

import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is for sale, in the form of the plan file.
 *
 * @param plans the plans, in the order in which they are offered
 * @param trial what can be tried without one
 * @param user what one user may do on any of them
 */
public record PlansJson(List<PlanLine> plans, Trial trial, User user) {
    /**
     * A plan.
     *
     * @param id its name
     * @param requestsPerMinute how many calls of the tenant in any minute
     * @param requestsPerHour how many calls of the tenant in any hour
     * @param callsInFlight how many calls of the tenant at the same time
     * @param price credits for each call; null if it has no price, and then no call can be made on it
     * @param tenantPaysModels true if the tenant pays its model provider itself, else null
     */
    public record PlanLine(
            String id,
            long requestsPerMinute,
            long requestsPerHour,
            long callsInFlight,
            @Nullable String price,
            @Nullable Boolean tenantPaysModels) {
        static PlanLine of(Plan plan) {
            return new PlanLine(
                    plan.id().value(),
                    plan.requestsPerMinute(),
                    plan.requestsPerHour(),
                    plan.callsInFlight(),
                    plan.price().map(Object::toString).orElse(null),
                    plan.tenantPaysModels() ? Boolean.TRUE : null);
        }
    }

    /**
     * The trial.
     *
     * @param calls how many calls each user and each device has
     * @param callsInFlight how many trial calls of a user at the same time
     */
    public record Trial(long calls, long callsInFlight) {}

    /**
     * One user.
     *
     * @param requestsPerMinute how many calls in any minute, unless the plan allows the tenant more
     */
    public record User(long requestsPerMinute) {}

    /** These plans. */
    public static PlansJson of(Plans plans) {
        return new PlansJson(
                plans.plans().stream().map(PlanLine::of).toList(),
                new Trial(plans.trial().calls(), plans.trial().callsInFlight()),
                new User(plans.requestsPerMinuteAndUser()));
    }
}
