package dev.souk.benchmarks.torture.simulation;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What befalls the questions to the store, drawn by the seed: how often each kind of fault, and when it is away altogether. */
final class Weather {
    /** One of so many draws at the worst. */
    private static final int SCALE = 1_000;

    /** What befalls one question. */
    enum Fault {
        NONE,
        /** It takes long. */
        SLOW,
        /** The store cannot be reached; nothing was done. */
        UNAVAILABLE,
        /** The store went away, and nothing was done. */
        UNKNOWN_NOT_DONE,
        /** The store went away after it was done. */
        UNKNOWN_DONE
    }

    private final Scheduler scheduler;
    private final SplittableRandom random;
    private final int slow;
    private final int unavailable;
    private final int unknown;
    private final int health;
    private final Map<String, Long> sickUntil = new HashMap<>();
    private boolean calm = true;
    private long awayUntil;
    private @Nullable SimulatedProcess awayFor;
    private long leasesAwayUntil;
    private @Nullable SimulatedProcess leasesAwayFor;
    private long thickUntil;

    Weather(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.random = scheduler.random();
        this.slow = random.nextInt(5) == 0 ? 250 : random.nextInt(60);
        this.unavailable = random.nextInt(25);
        this.unknown = random.nextInt(60);
        this.health = random.nextInt(10);
    }

    /** From now on things go wrong, or they do not. */
    void calm(boolean isCalm) {
        calm = isCalm;
        awayUntil = 0;
    }

    boolean isCalm() {
        return calm;
    }

    /**
     * The store goes away for a time.
     *
     * @param process for which process; null for all
     */
    void outage(long nanos, @Nullable SimulatedProcess process) {
        awayUntil = scheduler.now() + nanos;
        awayFor = process;
    }

    /** One process cannot renew its leases for a time, and all else works: its session's own connection is broken. */
    void leaseOutage(long nanos, SimulatedProcess process) {
        leasesAwayUntil = scheduler.now() + nanos;
        leasesAwayFor = process;
    }

    /** Every other question takes long for a time. */
    void slowSpell(long nanos) {
        thickUntil = scheduler.now() + nanos;
    }

    /** Whether the store is away for a question of this process, for its leases or for something else. */
    boolean isAway(SimulatedProcess process, boolean forLeases) {
        return isAway(process) || (forLeases && !calm && process == leasesAwayFor && scheduler.now() < leasesAwayUntil);
    }

    private boolean isAway(SimulatedProcess process) {
        return !calm && scheduler.now() < awayUntil && (awayFor == null || awayFor == process);
    }

    /** An agent is mostly wrong for a time. */
    void sicken(String agent, long nanos) {
        sickUntil.put(agent, scheduler.now() + nanos);
    }

    /** How many of ten attempts of this agent go well for certain. */
    int healthOf(String agent) {
        return scheduler.now() < sickUntil.getOrDefault(agent, 0L) ? 0 : health;
    }

    /** What befalls the next question. */
    Fault draw(boolean writes) {
        if (calm) {
            return Fault.NONE;
        }
        if (scheduler.now() < thickUntil && random.nextBoolean()) {
            return Fault.SLOW;
        }
        int chance = random.nextInt(SCALE);
        if (chance < slow) {
            return Fault.SLOW;
        }
        if (chance < slow + unavailable) {
            return Fault.UNAVAILABLE;
        }
        if (chance < slow + unavailable + unknown && writes) {
            return chance % 2 == 0 ? Fault.UNKNOWN_DONE : Fault.UNKNOWN_NOT_DONE;
        }
        return Fault.NONE;
    }

    /** How long a question takes that takes long. */
    long slowNanos() {
        return TimeUnit.MILLISECONDS.toNanos(random.nextInt(8) == 0 ? random.nextInt(6_000) : random.nextInt(400));
    }

    static SoukException unavailable() {
        return new SoukException(
                ErrorCode.STORE_UNAVAILABLE, "the simulated store cannot be reached; nothing was done");
    }

    static SoukException unknown() {
        return new SoukException(ErrorCode.STORE_OUTCOME_UNKNOWN, "the simulated store went away while it was writing");
    }
}
