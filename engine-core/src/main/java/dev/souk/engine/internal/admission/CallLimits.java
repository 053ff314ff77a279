package dev.souk.engine.internal.admission;

import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.engine.internal.catalog.CatalogEntry;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.limit.Limit;
import dev.souk.spi.limit.LimitRequest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which limits a call must pass: those of the tenant's plan, those of the user, and those of the agent. The same list is enforced
 * and shown. Immutable.
 */
public final class CallLimits {
    private final Map<PlanId, Granted> ofPlans = new HashMap<>();
    private final Limit trialInFlight;
    private final Limit trialPerUser;
    private final long perUser;

    /** What a plan grants. */
    private record Granted(Limit perMinute, Limit perHour, Limit inFlight, Limit perUser) {
        static Granted of(Plan plan, long perUser) {
            return new Granted(
                    Limit.perMinute("plan-per-minute", plan.requestsPerMinute()),
                    Limit.perHour("plan-per-hour", plan.requestsPerHour()),
                    Limit.inFlight("plan-in-flight", plan.callsInFlight()),
                    userPerMinute(Math.max(perUser, plan.requestsPerMinute())));
        }
    }

    /**
     * The limits that these plans grant.
     *
     * @param plans what tenants can hold
     */
    @Inject
    public CallLimits(Plans plans) {
        this.perUser = plans.requestsPerMinuteAndUser();
        this.trialInFlight = Limit.inFlight("trial-in-flight", plans.trial().callsInFlight());
        this.trialPerUser = userPerMinute(perUser);
        plans.plans().forEach(plan -> ofPlans.put(plan.id(), Granted.of(plan, perUser)));
    }

    private static Limit userPerMinute(long permits) {
        return Limit.perMinute("user-per-minute", permits);
    }

    /**
     * The limits of a caller, whatever it calls.
     *
     * @param caller who calls
     * @param plan the plan of its tenant, or null on trial
     */
    public List<LimitRequest> of(Caller caller, @Nullable Plan plan) {
        String user = "user/" + caller.tenant() + "/" + caller.user();
        List<LimitRequest> requests = new ArrayList<>(8);
        if (plan == null) {
            requests.add(new LimitRequest(user, trialInFlight));
            requests.add(new LimitRequest(user, trialPerUser));
            return requests;
        }
        Granted known = ofPlans.get(plan.id());
        Granted granted = known == null ? Granted.of(plan, perUser) : known;
        String tenant = "tenant/" + caller.tenant();
        requests.add(new LimitRequest(tenant, granted.perMinute()));
        requests.add(new LimitRequest(tenant, granted.perHour()));
        requests.add(new LimitRequest(tenant, granted.inFlight()));
        requests.add(new LimitRequest(user, granted.perUser()));
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
        List<Limit> limits = entry.descriptor().limits();
        if (!limits.isEmpty()) {
            String agent = "agent/" + entry.id() + "@" + entry.version();
            limits.forEach(limit -> requests.add(new LimitRequest(agent, limit)));
        }
        return requests;
    }
}
