package dev.souk.benchmarks.torture.simulation;

import dev.souk.benchmarks.torture.simulation.AgentWork.Attempts;
import dev.souk.engine.Souk;
import dev.souk.engine.config.SoukConfig;
import dev.souk.spi.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A process with an engine in it. It has a clock of its own, which is wrong by a little and can be put forward and back, and a ticker that
 * begins anywhere. It can stall, so that none of its threads runs for a time, and be killed, so that none runs again: each unwinds at its
 * next step, and nothing it does on the way reaches the store.
 */
final class SimulatedProcess implements InstantSource {
    private final String name;
    private final Scheduler scheduler;
    private final Instant epoch;
    private final long tickerAtZero;
    private final SimulatedStore seenOfStore;
    private final SimulatedRuntime runtime;
    private long skewNanos;
    private long stalledUntil;
    private boolean dead;
    private boolean closing;
    private @Nullable Souk souk;

    /** What all processes of a simulation have in common. */
    record Surroundings(
            Scheduler scheduler,
            Weather weather,
            Settings settings,
            Seen seen,
            Attempts attempts,
            InstantSource storeClock,
            Store store,
            UnaryOperator<Store> decoration) {}

    SimulatedProcess(String name, Surroundings around) {
        this.name = name;
        this.scheduler = around.scheduler();
        this.epoch = around.storeClock().instant().minusNanos(scheduler.now());
        this.tickerAtZero = scheduler.random().nextLong();
        this.skewNanos = around.settings().calm() ? 0 : drawnSkew();
        this.seenOfStore = new SimulatedStore(
                new Connection(this, scheduler, around.weather(), around.seen()),
                scheduler,
                around.seen(),
                around.storeClock());
        this.runtime = new SimulatedRuntime(this, around);
    }

    /** Milliseconds mostly, and sometimes seconds. */
    private long drawnSkew() {
        long most = scheduler.random().nextBoolean() ? 50_000_000L : 10_000_000_000L;
        return scheduler.random().nextLong(-most, most);
    }

    /**
     * Builds its engine, in the calling thread, which is one of its own then.
     *
     * @param engineNameOrNull under which it enters the store
     */
    void boot(Surroundings around, @Nullable String engineNameOrNull) {
        SoukConfig.Builder config = around.settings().config(scheduler.random());
        if (engineNameOrNull != null) {
            config.engineName(engineNameOrNull);
        }
        var builder = Souk.builder()
                .store(around.decoration().apply(seenOfStore.around(around.store())))
                .runtime(runtime)
                .plans(Market.PLANS)
                .config(config.build())
                .clock(this)
                .ticker(() -> tickerAtZero + scheduler.now())
                .random(scheduler.random().split())
                .threads(new SimulatedThreads(scheduler, this, around.seen()))
                .listener(new Listener(scheduler, around.seen(), around.attempts()));
        Market.AGENTS.forEach(terms -> builder.agent(new SimulatedAgent(terms, around)));
        souk = builder.build();
    }

    String name() {
        return name;
    }

    @Override
    public Instant instant() {
        return epoch.plusNanos(scheduler.now() + skewNanos);
    }

    /** Its clock is put forward or back. */
    void jump(long nanos) {
        skewNanos += nanos;
    }

    boolean isDead() {
        return dead;
    }

    long stalledUntil() {
        return stalledUntil;
    }

    void stall(long nanos) {
        stalledUntil = Math.max(stalledUntil, scheduler.now() + nanos);
    }

    void kill() {
        dead = true;
    }

    /** Whether somebody has begun to close it. */
    boolean isClosing() {
        return closing;
    }

    void closing() {
        closing = true;
    }

    /** The store notices that it is gone. */
    void closeSessions() {
        seenOfStore.closeSessions();
    }

    /** Whether it can be asked, if only to hear that it closes. */
    boolean hasBooted() {
        return souk != null && !dead;
    }

    /** Whether its engine takes calls. */
    boolean isUp() {
        return souk != null && !dead && !closing;
    }

    /** Its engine, which is up. */
    Souk souk() {
        Souk up = souk;
        if (up == null) {
            throw new IllegalStateException(name + " has not booted");
        }
        return up;
    }
}
