package dev.souk.engine;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.PluginReport;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.internal.budget.BudgetExpiryJob;
import dev.souk.engine.internal.catalog.Catalog;
import dev.souk.engine.internal.catalog.CatalogEntry;
import dev.souk.engine.internal.invoke.Invocation;
import dev.souk.engine.internal.lease.LeaseJob;
import dev.souk.engine.internal.lease.Leases;
import dev.souk.engine.internal.ledger.Bookkeeping;
import dev.souk.engine.internal.plugin.LimitedTime;
import dev.souk.engine.internal.plugin.PluginDirectory;
import dev.souk.engine.internal.settle.RecoveryJob;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.limit.LimitStore;
import dev.souk.spi.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent marketplace. Calls go in through {@link #call}, which is the only door: every adapter, whatever its protocol, comes through
 * it. The views show what there is.
 *
 * <p>Thread-safe. {@link #close()} ends it: no new calls, running ones are waited for, then the store is closed.
 *
 * @since 0.1
 */
@Singleton
public final class Souk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Souk.class);
    private static final Duration LAST_SETTLEMENTS = Duration.ofSeconds(10);

    private final CallPath path;
    private final Views views;
    private final Catalog catalog;
    private final PluginDirectory plugins;
    private final Invocation invocation;
    private final RecoveryJob recovery;
    private final Bookkeeping bookkeeping;
    private final BudgetExpiryJob budgetExpiry;
    private final LeaseJob renewal;
    private final Leases leases;
    private final LimitStore limits;
    private final Store store;
    private final Duration drainTimeout;
    private final Duration pluginTimeout;
    private final Gate gate;

    /** All views of an engine. */
    record Views(
            AgentsView agents,
            CreditsView credits,
            UsageView usage,
            LimitsView limits,
            ExecutionsView executions,
            BudgetsView budgets,
            TenantsView tenants,
            RefundsView refunds,
            PayoutsView payouts,
            StatementsView statements,
            LedgerView ledger) {
        @Inject
        Views {}
    }

    @Inject
    Souk(
            CallPath path,
            Views views,
            Catalog catalog,
            PluginDirectory plugins,
            Invocation invocation,
            RecoveryJob recovery,
            Bookkeeping bookkeeping,
            BudgetExpiryJob budgetExpiry,
            LeaseJob renewal,
            Leases leases,
            LimitStore limits,
            Store store,
            EngineThreads threads,
            SoukConfig config) {
        this.path = path;
        this.views = views;
        this.catalog = catalog;
        this.plugins = plugins;
        this.invocation = invocation;
        this.recovery = recovery;
        this.bookkeeping = bookkeeping;
        this.budgetExpiry = budgetExpiry;
        this.renewal = renewal;
        this.leases = leases;
        this.limits = limits;
        this.store = store;
        this.gate = new Gate(threads);
        this.drainTimeout = config.drainTimeout();
        this.pluginTimeout = config.pluginTimeout();
        renewal.start();
        recovery.start();
        bookkeeping.start();
        budgetExpiry.start();
    }

    /** Begins an engine. */
    public static SoukBuilder builder() {
        return new SoukBuilder();
    }

    /**
     * Has an agent do something: admits the call, runs it, charges for it, and returns when all of that is done.
     *
     * <p>An interrupt of the calling thread cancels the call: nothing is charged, and the thread is interrupted again when this
     * returns.
     *
     * @param call what is asked for
     * @return a receipt, a refusal or a failure; nothing is thrown for what a caller, an agent or the store does
     */
    public CallResult call(Call call) {
        if (!gate.enter()) {
            return path.refuse(call, new Refusal.ShuttingDown());
        }
        try {
            return path.walk(call);
        } finally {
            gate.leave();
        }
    }

    /** What can be called. */
    public AgentsView agents() {
        return views.agents();
    }

    /** What tenants have, and the whole ledger. */
    public CreditsView credits() {
        return views.credits();
    }

    /** What tenants used. */
    public UsageView usage() {
        return views.usage();
    }

    /** How full the limits are. */
    public LimitsView limits() {
        return views.limits();
    }

    /** How much keys, users and tenants may spend. */
    public BudgetsView budgets() {
        return views.budgets();
    }

    /** What was called, and how it ended. */
    public ExecutionsView executions() {
        return views.executions();
    }

    /** Who is registered, and on which plan. */
    public TenantsView tenants() {
        return views.tenants();
    }

    /** Gives back what calls have cost. */
    public RefundsView refunds() {
        return views.refunds();
    }

    /** Pays publishers what they have earned. */
    public PayoutsView payouts() {
        return views.payouts();
    }

    /** What happened on accounts in a period. */
    public StatementsView statements() {
        return views.statements();
    }

    /** The proof of the books. */
    public LedgerView ledger() {
        return views.ledger();
    }

    /** What became of each file in the plugin directory. */
    public List<PluginReport> plugins() {
        return plugins.reports();
    }

    /**
     * Whether calls are taken and can be paid for now.
     *
     * @throws SoukException {@link ErrorCode#SHUTTING_DOWN} from the moment on in which {@link #close()} begins, {@link
     *     ErrorCode#STORE_UNAVAILABLE} if the store does not answer
     */
    public void checkReady() {
        if (gate.isClosed()) {
            throw new SoukException(ErrorCode.SHUTTING_DOWN, new Refusal.ShuttingDown().message());
        }
        store.ping();
    }

    /**
     * Takes no new calls, waits for running ones as long as the settings say, interrupts what then still runs, closes the agents and
     * then the store. An agent that does not close in the time that the settings give it is left behind, and the store is closed all the
     * same. Calling it again does nothing.
     */
    @Override
    public void close() {
        if (!gate.close()) {
            return;
        }
        boolean interrupted = false;
        boolean drained = false;
        try {
            drained = gate.awaitEmpty(drainTimeout);
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        if (!drained) {
            LOG.warn("Calls still run; they are given up");
            close("the runtime", invocation::close);
            // In a hurry too: they end at once now, and what they hold is given back while there is a store.
            try {
                gate.awaitEmpty(LAST_SETTLEMENTS);
            } catch (InterruptedException hurry) {
                interrupted = true;
            }
        }
        close("the recovery", recovery);
        close("the expiry of budgets", budgetExpiry);
        close("the renewal of leases", renewal);
        close("the runtime", invocation::close);
        close("the plugins", plugins);
        catalog.all().stream()
                .filter(entry -> entry.origin().equals(CatalogEntry.HOST))
                .forEach(entry -> LimitedTime.close("agent " + entry.id(), pluginTimeout, entry.agent()));
        close("the limiter", limits);
        close("the bookkeeping", bookkeeping);
        close("the engine's session", leases);
        close("the store", store);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(String what, AutoCloseable part) {
        try {
            part.close();
        } catch (Throwable fault) {
            // Errors too: whatever a part throws here, the store is closed after it.
            LOG.warn("{} failed to close", what, fault);
        }
    }
}
