package dev.souk.engine.internal.admission;

import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.engine.internal.catalog.CatalogEntry;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.limit.Limit;
import dev.souk.spi.limit.LimitRequest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which limits a call must pass: those of the tenant's plan, those of the user, and those of the agent. The same list is enforced
 * and shown. Immutable.
 */
public final class CallLimits {
    private final Plans plans;

    /**
     * The limits that these plans grant.
     *
     * @param plans what tenants can hold
     */
    @Inject
    public CallLimits(Plans plans) {
        this.plans = plans;
    }

    /**
     * The limits of a caller, whatever it calls.
     *
     * @param caller who calls
     * @param plan the plan of its tenant, or null on trial
     */
    public List<LimitRequest> of(Caller caller, @Nullable Plan plan) {
        String tenant = "tenant/" + caller.tenant();
        String user = "user/" + caller.tenant() + "/" + caller.user();
        List<LimitRequest> requests = new ArrayList<>(8);
        if (plan == null) {
            requests.add(new LimitRequest(
                    user, Limit.inFlight("trial-in-flight", plans.trial().callsInFlight())));
        } else {
            requests.add(new LimitRequest(tenant, Limit.perMinute("plan-per-minute", plan.requestsPerMinute())));
            requests.add(new LimitRequest(tenant, Limit.perHour("plan-per-hour", plan.requestsPerHour())));
            requests.add(new LimitRequest(tenant, Limit.inFlight("plan-in-flight", plan.callsInFlight())));
        }
        long perUser = Math.max(plans.requestsPerMinuteAndUser(), plan == null ? 0 : plan.requestsPerMinute());
        requests.add(new LimitRequest(user, Limit.perMinute("user-per-minute", perUser)));
        return requests;
    }

    /**
     * The limits of one call.
     *
     * @param caller who calls
     * @param plan the plan of its tenant, or null on trial
     * @param entry what is called
     */
    List<LimitRequest> of(Caller caller, @Nullable Plan plan, CatalogEntry entry) {
        List<LimitRequest> requests = of(caller, plan);
        String agent = "agent/" + entry.id() + "@" + entry.version();
        entry.descriptor().limits().forEach(limit -> requests.add(new LimitRequest(agent, limit)));
        return requests;
    }
}
