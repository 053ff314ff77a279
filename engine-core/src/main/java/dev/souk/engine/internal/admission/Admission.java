package dev.souk.engine.internal.admission;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.internal.budget.BudgetInPeriod;
import dev.souk.engine.internal.budget.Budgets;
import dev.souk.engine.internal.catalog.Catalog;
import dev.souk.engine.internal.catalog.CatalogEntry;
import dev.souk.engine.internal.id.Ids;
import dev.souk.engine.internal.lease.Lease;
import dev.souk.engine.internal.lease.Leases;
import dev.souk.engine.internal.ledger.Ledger;
import dev.souk.engine.internal.ledger.LedgerCommand;
import dev.souk.engine.internal.ledger.LedgerOutcome;
import dev.souk.engine.internal.price.PaidQuote;
import dev.souk.engine.internal.price.Quote;
import dev.souk.engine.internal.price.TrialQuote;
import dev.souk.engine.internal.tenant.Tenants;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.Fallback;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.ledger.AccountKind;
import dev.souk.spi.limit.LimitDecision;
import dev.souk.spi.limit.LimitStore;
import dev.souk.spi.limit.Permit;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.Tenant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides whether a call may run, cheap checks first: tenant, agent, price, size of the attachments; then permits from all limits; then
 * what costs work, which is to read the input, check it and take its fingerprint; then idempotency key, execution and reservation in one
 * ledger command.
 *
 * <p>Whatever says no, and whatever fails, no money and no trial call stays reserved and nothing stays in flight. The windows are given
 * back too, but for one case: an input that is read and found wrong or too large stays counted in them. Otherwise whoever sends nothing
 * but wrong input could have the engine work for him without a limit.
 *
 * <p>Thread-safe; holds no state of its own.
 */
@Singleton
public final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final Duration ASK_AGAIN_AT_LEAST = Duration.ofSeconds(1);
    private static final Duration ASK_AGAIN_AT_MOST = Duration.ofSeconds(10);

    private final Tenants tenants;
    private final Budgets budgets;
    private final Plans plans;
    private final Catalog catalog;
    private final LimitStore limits;
    private final CallLimits callLimits;
    private final Ledger ledger;
    private final Leases leases;
    private final Ids ids;
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final SoukConfig config;
    private final InputCheck inputCheck;

    /**
     * An admission over these parts.
     *
     * @param tenants who is registered
     * @param budgets what callers may spend
     * @param plans what tenants can hold
     * @param catalog what can be called
     * @param limits where permits come from
     * @param ledger where reservations are made
     * @param leases keep them
     * @param ids new names
     * @param clock the time to record
     * @param ticker elapsed nanoseconds
     * @param config the engine's settings
     */
    @Inject
    public Admission(
            Tenants tenants,
            Budgets budgets,
            Plans plans,
            Catalog catalog,
            LimitStore limits,
            Ledger ledger,
            Leases leases,
            Ids ids,
            InstantSource clock,
            LongSupplier ticker,
            SoukConfig config) {
        this.tenants = tenants;
        this.budgets = budgets;
        this.plans = plans;
        this.catalog = catalog;
        this.limits = limits;
        this.callLimits = new CallLimits(plans);
        this.ledger = ledger;
        this.leases = leases;
        this.ids = ids;
        this.clock = clock;
        this.ticker = ticker;
        this.config = config;
        this.inputCheck = new InputCheck(config.maxInputBytes(), config.maxAttachmentBytes());
    }

    /**
     * Admits a call or says why not.
     *
     * @param call what is asked for
     * @return the admitted call, which holds permits and a reservation; or an answer, and nothing is held
     * @throws SoukException if the store or the limiter failed; nothing is held
     */
    public AdmissionResult admit(Call call) {
        long startNanos = ticker.getAsLong();
        try {
            Tenant tenant = tenant(call);
            Plan plan = plan(tenant);
            CatalogEntry entry = entry(call);
            Quote quote = quote(call, tenant, plan, entry);
            inputCheck.attachments(call.attachments());
            Duration time = time(call, entry);
            Permit permit = permit(call, plan, entry, time);
            Execution execution = null;
            boolean admitted = false;
            try {
                ObjectNode input = inputCheck.input(call, entry);
                long leasedNanos = ticker.getAsLong();
                execution = execution(call, plan, entry, quote, input);
                LedgerOutcome outcome =
                        ledger.submit(new LedgerCommand.Admit(execution, quote.openings(), quote.allowances()));
                if (outcome instanceof LedgerOutcome.Admitted) {
                    admitted = true;
                    return new Admitted(
                            call,
                            entry,
                            input,
                            quote,
                            execution,
                            permit,
                            hold(execution, leasedNanos),
                            startNanos,
                            startNanos + time.toNanos());
                }
                return answer(outcome, execution, quote, time);
            } catch (RefusedException wrongInput) {
                // The first of the two counts: it is no longer in flight, and stays in the windows.
                permit.release();
                throw wrongInput;
            } catch (SoukException fault) {
                if (execution != null && fault.code() == ErrorCode.STORE_OUTCOME_UNKNOWN) {
                    return new AdmissionResult.Unknown(execution, String.valueOf(fault.getMessage()));
                }
                throw fault;
            } finally {
                if (!admitted) {
                    permit.cancel();
                }
            }
        } catch (RefusedException no) {
            return new AdmissionResult.Refused(no.refusal());
        }
    }

    private Tenant tenant(Call call) {
        return tenants.find(call.caller().tenant())
                .orElseThrow(() -> new RefusedException(
                        new Refusal.UnknownTenant(call.caller().tenant())));
    }

    private @Nullable Plan plan(Tenant tenant) {
        return tenant.plan()
                .map(id -> plans.find(id).orElseThrow(() -> new RefusedException(new Refusal.UnknownPlan(id))))
                .orElse(null);
    }

    private CatalogEntry entry(Call call) {
        return catalog.find(call.agent(), call.version().orElse(null))
                .orElseThrow(() -> new RefusedException(new Refusal.UnknownAgent(
                        call.agent(), call.version().map(Object::toString).orElse(""))));
    }

    private Quote quote(Call call, Tenant tenant, @Nullable Plan plan, CatalogEntry entry) {
        Pricing pricing = entry.descriptor()
                .pricing()
                .orElseThrow(() -> noPrice("agent '" + entry.id() + "' " + entry.version()));
        if (plan == null) {
            return trial(call);
        }
        Credits price = plan.price().orElseThrow(() -> noPrice("plan '" + plan.id() + "'"));
        return new PaidQuote(
                tenant.id(),
                price,
                pricing,
                entry.id().publisher(),
                config.publisherShareBasisPoints(),
                budgets.now(tenant, call.caller().user(), call.apiKey().orElse(null), clock));
    }

    private static RefusedException noPrice(String what) {
        return new RefusedException(new Refusal.NoPrice(what));
    }

    private TrialQuote trial(Call call) {
        DeviceId device = call.caller().device().orElseThrow(() -> new RefusedException(new Refusal.DeviceRequired()));
        long calls = plans.trial().calls();
        if (calls == 0) {
            throw new RefusedException(new Refusal.TrialUsedUp("user", calls, plans.plans()));
        }
        return new TrialQuote(call.caller().tenant(), call.caller().user(), device, calls);
    }

    private static Duration time(Call call, CatalogEntry entry) {
        Duration agents = entry.descriptor().timeout();
        return call.timeout().filter(own -> own.compareTo(agents) < 0).orElse(agents);
    }

    private Execution execution(Call call, @Nullable Plan plan, CatalogEntry entry, Quote quote, ObjectNode input) {
        boolean needsFingerprint =
                call.idempotencyKey().isPresent() || entry.descriptor().fallback() != Fallback.NONE;
        return new Execution(
                ids.execution(),
                call.caller(),
                entry.id(),
                entry.version(),
                plan == null ? null : plan.id(),
                call.idempotencyKey().orElse(null),
                needsFingerprint ? Fingerprint.of(call, input) : "",
                leases.reservation(quote.reserved()),
                clock.instant(),
                null);
    }

    /** From here on the lease is renewed; at once if much of it is over, because the admission waited to be written. */
    private Lease hold(Execution execution, long leasedNanos) {
        Lease lease = leases.hold(execution);
        if (ticker.getAsLong() - leasedNanos > leases.length().toNanos() / 3) {
            try {
                leases.renew();
            } catch (SoukException away) {
                LOG.warn("The lease of {} could not be renewed yet: {}", execution.id(), away.getMessage());
            }
        }
        return lease;
    }

    private Permit permit(Call call, @Nullable Plan plan, CatalogEntry entry, Duration time) {
        LimitDecision decision =
                limits.tryAcquire(callLimits.of(call.caller(), plan, entry), time.plus(config.leaseGrace()));
        if (decision instanceof LimitDecision.Denied denied) {
            throw new RefusedException(new Refusal.RateLimited(
                    denied.by().holder(),
                    denied.by().limit(),
                    denied.remaining(),
                    denied.resetAfter(),
                    denied.retryAfter()));
        }
        return new LoggedPermit(((LimitDecision.Granted) decision).permit());
    }

    private AdmissionResult answer(LedgerOutcome outcome, Execution asked, Quote quote, Duration time) {
        if (outcome instanceof LedgerOutcome.Insufficient insufficient) {
            return new AdmissionResult.Refused(refusal(insufficient, quote));
        }
        if (outcome instanceof LedgerOutcome.KeyKnown known) {
            Execution first = known.execution();
            if (!first.fingerprint().equals(asked.fingerprint())) {
                return new AdmissionResult.Refused(new Refusal.KeyReused(first.id()));
            }
            return first.isRunning()
                    ? new AdmissionResult.Refused(new Refusal.StillRunning(first.id(), askAgain(first, time)))
                    : new AdmissionResult.Known(first);
        }
        if (outcome instanceof LedgerOutcome.NotHeld lost) {
            return new AdmissionResult.Lost(lost.execution());
        }
        throw new SoukException(ErrorCode.INTERNAL, "an admission ended in " + outcome);
    }

    private Refusal refusal(LedgerOutcome.Insufficient insufficient, Quote quote) {
        AccountKind kind = insufficient.account().kind();
        if (kind == AccountKind.TENANT_CREDITS) {
            return new Refusal.InsufficientCredits(
                    Credits.ofMicros(insufficient.required()), Credits.ofMicros(insufficient.available()));
        }
        for (BudgetInPeriod budget : quote.budgets()) {
            if (budget.left().equals(insufficient.account())) {
                return exhausted(budget, insufficient);
            }
        }
        String by = kind == AccountKind.USER_TRIAL ? "user" : "device";
        return new Refusal.TrialUsedUp(by, plans.trial().calls(), plans.plans());
    }

    private Refusal exhausted(BudgetInPeriod budget, LedgerOutcome.Insufficient insufficient) {
        Instant renewsAt = budget.renewsAt().orElse(null);
        return new Refusal.BudgetExhausted(
                budget.budget(),
                Credits.ofMicros(insufficient.required()),
                Credits.ofMicros(insufficient.available()),
                renewsAt,
                renewsAt == null ? null : Duration.between(clock.instant(), renewsAt));
    }

    /** Half of what the running call may still take, within reason. */
    private Duration askAgain(Execution running, Duration time) {
        Duration half = Duration.between(clock.instant(), running.startedAt().plus(time))
                .dividedBy(2);
        if (half.compareTo(ASK_AGAIN_AT_LEAST) < 0) {
            return ASK_AGAIN_AT_LEAST;
        }
        return half.compareTo(ASK_AGAIN_AT_MOST) > 0 ? ASK_AGAIN_AT_MOST : half;
    }
}
