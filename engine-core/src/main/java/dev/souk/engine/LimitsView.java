package dev.souk.engine;

import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.engine.internal.admission.CallLimits;
import dev.souk.engine.internal.tenant.Tenants;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.limit.LimitStatus;
import dev.souk.spi.limit.LimitStore;
import dev.souk.spi.store.Tenant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * How full the limits are: the numbers that are enforced.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
@Singleton
public final class LimitsView {
    private final LimitStore limits;
    private final CallLimits callLimits;
    private final Tenants tenants;
    private final Plans plans;

    @Inject
    LimitsView(LimitStore limits, CallLimits callLimits, Tenants tenants, Plans plans) {
        this.limits = limits;
        this.callLimits = callLimits;
        this.tenants = tenants;
        this.plans = plans;
    }

    /**
     * The limits of a caller, whatever it calls.
     *
     * @param caller who
     * @throws SoukException {@link ErrorCode#TENANT_NOT_FOUND} if nobody registered its tenant
     */
    public List<LimitStatus> of(Caller caller) {
        Tenant tenant = tenants.find(caller.tenant())
                .orElseThrow(() -> new SoukException(
                        ErrorCode.TENANT_NOT_FOUND, "no tenant '" + caller.tenant() + "' is registered"));
        Plan plan = tenant.plan().flatMap(plans::find).orElse(null);
        return limits.status(callLimits.of(caller, plan));
    }
}
