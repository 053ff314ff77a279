package dev.souk.engine;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.spi.Message;
import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.engine.internal.plan.PlanReader;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.event.MarketEventListener;
import dev.souk.spi.limit.LimitStore;
import dev.souk.spi.runtime.AgentRuntime;
import dev.souk.spi.store.Store;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Collects what an engine is made of; {@link #build()} makes one. Only a store is needed, everything else has a default.
 *
 * <p>Not thread-safe, and good for one engine.
 *
 * @since 0.1
 */
public final class SoukBuilder {
    final List<Agent> agents = new ArrayList<>();
    final List<Path> pluginDirectories = new ArrayList<>();
    final List<MarketEventListener> listeners = new ArrayList<>();

    @Nullable
    Store store;

    @Nullable
    LimitStore limitStore;

    @Nullable
    AgentRuntime runtime;

    @Nullable
    Plans plans;

    @Nullable
    KeyPair ledgerKey;

    SoukConfig config = SoukConfig.defaults();
    InstantSource clock = Clock.systemUTC();
    LongSupplier ticker = System::nanoTime;
    RandomGenerator random = new SecureRandom();
    EngineThreads threads = EngineThreads.SYSTEM;

    SoukBuilder() {}

    /** Where everything is kept. The engine closes it at its end. */
    public SoukBuilder store(Store store) {
        this.store = store;
        return this;
    }

    /** Keeps everything in memory, for tests and trials: when the process ends, money and usage are gone. */
    public SoukBuilder inMemoryStore() {
        return store(newMemoryStore());
    }

    /**
     * A new store in memory, for whoever puts something around it or keeps it longer than one engine: when the process ends, money and
     * usage are gone. It grows with every call, without a bound.
     */
    public static Store newMemoryStore() {
        return new MemoryStore();
    }

    /** Where limits are kept; in this process if nothing is said. The engine closes it at its end. */
    public SoukBuilder limits(LimitStore limitStore) {
        this.limitStore = limitStore;
        return this;
    }

    /** Where agents run; in this JVM if nothing is said. The engine closes it at its end. */
    public SoukBuilder runtime(AgentRuntime runtime) {
        this.runtime = runtime;
        return this;
    }

    /** Adds an agent of the host's own. The engine closes it at its end. */
    public SoukBuilder agent(Agent agent) {
        agents.add(agent);
        return this;
    }

    /** Loads the plugins in this directory when the engine starts. What is broken is reported and skipped. */
    public SoukBuilder plugins(Path directory) {
        pluginDirectories.add(directory);
        return this;
    }

    /** What is for sale; the default plans if nothing is said. */
    public SoukBuilder plans(Plans plans) {
        this.plans = plans;
        return this;
    }

    /**
     * What is for sale, from a JSON file of the form of the default one.
     *
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if it cannot be read or says something that makes no sense
     */
    public SoukBuilder plans(Path file) {
        return plans(PlanReader.read(file));
    }

    /** The engine's settings. */
    public SoukBuilder config(SoukConfig config) {
        this.config = config;
        return this;
    }

    /** Adds someone who is told what happens. */
    public SoukBuilder listener(MarketEventListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Signs the ledger's roots; they are not signed if nothing is said.
     *
     * @param key an Ed25519 key pair
     */
    public SoukBuilder ledgerKey(KeyPair key) {
        this.ledgerKey = key;
        return this;
    }

    /** The time that is recorded; the system's if nothing is said. */
    public SoukBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /** Elapsed nanoseconds, for limits and deadlines; the system's if nothing is said. */
    public SoukBuilder ticker(LongSupplier ticker) {
        this.ticker = ticker;
        return this;
    }

    /** Where ids and jitter come from; the system's secure source if nothing is said. Must be thread-safe. */
    public SoukBuilder random(RandomGenerator random) {
        this.random = random;
        return this;
    }

    /** How its threads wait, and do what is done again and again; the system's if nothing is said. For simulations. */
    public SoukBuilder threads(EngineThreads threads) {
        this.threads = threads;
        return this;
    }

    /**
     * Makes the engine: loads the plugins, gives back what an engine before it left held, and is ready for calls.
     *
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if there is no store, or a plugin directory is not there;
     *     {@link ErrorCode#AGENT_DESCRIPTOR_INVALID} or {@link ErrorCode#PLUGIN_DUPLICATE} if an agent of the host's own is wrong
     */
    public Souk build() {
        try {
            return Guice.createInjector(Stage.PRODUCTION, new SoukModule(this)).getInstance(Souk.class);
        } catch (CreationException wrapped) {
            throw unwrapped(wrapped.getErrorMessages(), wrapped);
        } catch (ProvisionException wrapped) {
            throw unwrapped(wrapped.getErrorMessages(), wrapped);
        }
    }

    /** The fault of ours that Guice wrapped, once for each part that wanted what failed. */
    private static RuntimeException unwrapped(Collection<Message> messages, RuntimeException wrapped) {
        for (Message message : messages) {
            for (Throwable cause = message.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SoukException fault) {
                    return fault;
                }
            }
        }
        return wrapped;
    }
}
