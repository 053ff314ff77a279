package dev.souk.engine;

import com.google.inject.PrivateModule;
import com.google.inject.Provides;
import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.internal.catalog.Catalog;
import dev.souk.engine.internal.catalog.CatalogEntry;
import dev.souk.engine.internal.event.Listeners;
import dev.souk.engine.internal.id.Ids;
import dev.souk.engine.internal.invoke.AgentWorkers;
import dev.souk.engine.internal.ledger.RootKey;
import dev.souk.engine.internal.plan.PlanReader;
import dev.souk.engine.internal.plugin.PluginDirectory;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.event.MarketEventListener;
import dev.souk.spi.limit.LimitStore;
import dev.souk.spi.runtime.AgentRuntime;
import dev.souk.spi.store.Store;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The engine for hosts that use Guice: exposes {@link Souk} as a singleton, and its views. The engine is made and started when it is
 * first asked for; the host closes it. {@link SoukBuilder#build()} wires the same module inside.
 *
 * @since 0.1
 */
public final class SoukModule extends PrivateModule {
    private final SoukBuilder parts;

    /**
     * An engine of these parts.
     *
     * @param parts as for {@link SoukBuilder#build()}, which is not called
     */
    public SoukModule(SoukBuilder parts) {
        this.parts = parts;
    }

    @Override
    protected void configure() {
        bind(SoukConfig.class).toInstance(parts.config);
        bind(InstantSource.class).toInstance(inMicros(parts.clock));
        bind(LongSupplier.class).toInstance(parts.ticker);
        bind(RandomGenerator.class).toInstance(parts.random);
        bind(EngineThreads.class).toInstance(parts.threads);
        bind(MarketEventListener.class).toInstance(new Listeners(parts.listeners));
        bind(Souk.class);
        expose(Souk.class);
        bind(AgentsView.class);
        expose(AgentsView.class);
        bind(CreditsView.class);
        expose(CreditsView.class);
        bind(UsageView.class);
        expose(UsageView.class);
        bind(LimitsView.class);
        expose(LimitsView.class);
        bind(BudgetsView.class);
        expose(BudgetsView.class);
        bind(ExecutionsView.class);
        expose(ExecutionsView.class);
        bind(LedgerView.class);
        expose(LedgerView.class);
        bind(TenantsView.class);
        expose(TenantsView.class);
        bind(RefundsView.class);
        expose(RefundsView.class);
        bind(PayoutsView.class);
        expose(PayoutsView.class);
        bind(StatementsView.class);
        expose(StatementsView.class);
    }

    @Provides
    @Singleton
    Catalog catalog() {
        Catalog catalog = new Catalog();
        catalog.add(parts.agents.stream()
                .map(agent -> CatalogEntry.of(agent, CatalogEntry.HOST))
                .toList());
        return catalog;
    }

    @Provides
    @Singleton
    PluginDirectory plugins(Catalog catalog, InstantSource clock, MarketEventListener listener, SoukConfig config) {
        PluginDirectory plugins = new PluginDirectory(catalog, clock, listener, config.pluginTimeout());
        parts.pluginDirectories.forEach(plugins::load);
        return plugins;
    }

    @Provides
    @Singleton
    Store store() {
        return required(parts.store, "a store: .store(JdbcStore.sqlite(path)) or, for a trial, .inMemoryStore()");
    }

    @Provides
    @Singleton
    LimitStore limitStore() {
        return parts.limitStore != null ? parts.limitStore : InProcessLimits.create(parts.ticker);
    }

    @Provides
    @Singleton
    AgentRuntime runtime(SoukConfig config) {
        return parts.runtime != null
                ? parts.runtime
                : new AgentWorkers(config.workers(), config.workersPerAgent(), config.agentThreads());
    }

    @Provides
    @Singleton
    Plans plans() {
        return parts.plans != null ? parts.plans : PlanReader.standard();
    }

    @Provides
    @Singleton
    RootKey rootKey() {
        return new RootKey(parts.ledgerKey);
    }

    @Provides
    @Singleton
    Ids ids(InstantSource clock, RandomGenerator random) {
        return new Ids(clock, random);
    }

    /** Stores keep times to the microsecond, and what is read back must equal what was written. */
    private static InstantSource inMicros(InstantSource clock) {
        return () -> {
            Instant now = clock.instant();
            int beyond = now.getNano() % 1_000;
            return beyond == 0 ? now : Instant.ofEpochSecond(now.getEpochSecond(), now.getNano() - beyond);
        };
    }

    private static <T> T required(@Nullable T part, String what) {
        if (part == null) {
            throw new SoukException(ErrorCode.CONFIG_INVALID, "an engine needs " + what);
        }
        return part;
    }
}
