package dev.souk.benchmarks.torture.simulation;

import dev.souk.benchmarks.torture.simulation.SimulatedProcess.Surroundings;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything that befalls engines and callers from outside, one thing after the other, until it is told to end. */
final class Chaos {
    private static final int MOST_ENGINES = 3;
    /** What takes calls out of an engine's hands, which is rare enough. */
    private static final int STALLS = 1;

    private static final int LOSES_LEASES = 8;

    private final Surroundings around;
    private final Scheduler scheduler;
    private final SplittableRandom random;
    private final Seen seen;
    private final Processes processes;
    private final Callers callers;
    /** How often each kind of thing happens, of all that happen. */
    private final int[] weights = new int[10];

    private final int meanMillis;
    /** How much befalls them in all; then they are let be. */
    private final int most;

    Chaos(Surroundings around, Processes processes, Callers callers) {
        this.around = around;
        this.scheduler = around.scheduler();
        this.random = scheduler.random();
        this.seen = around.seen();
        this.processes = processes;
        this.callers = callers;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextInt(i == STALLS || i == LOSES_LEASES ? 10 : 5);
        }
        this.meanMillis = 200 + random.nextInt(4_000);
        this.most = 2 + random.nextInt(24);
    }

    /** Goes on for a while, or until all callers are done; there is an engine for those who still call. */
    void reign() {
        for (int i = 0; i < most; i++) {
            if (scheduler.await("lets them be", nanos(TimeUnit.MILLISECONDS, 2 * meanMillis), callers::haveEnded)) {
                return;
            }
            befall();
        }
        if (processes.alive().isEmpty()) {
            processes.start();
        }
    }

    private long nanos(TimeUnit unit, int most) {
        return unit.toNanos(1) * most / 1_000 * random.nextInt(1, 1_001);
    }

    private void befall() {
        int sum = 1;
        for (int weight : weights) {
            sum += weight;
        }
        int draw = random.nextInt(sum);
        int kind = 0;
        while (kind < weights.length && draw >= weights[kind]) {
            draw -= weights[kind];
            kind++;
        }
        SimulatedProcess process = victim();
        if (process == null) {
            begin();
            return;
        }
        long lease = around.settings().lease().toMillis();
        switch (kind) {
            case 0 -> {
                SimulatedProcess other = processes.anyOf(processes.living());
                processes.kill(other == null || random.nextInt(4) > 0 ? process : other);
                begin();
            }
            case STALLS -> {
                boolean beyond = random.nextBoolean();
                seen.count(beyond ? "fault: an engine stalled for longer than its lease" : "fault: an engine stalled");
                scheduler.note("stalls", process.name());
                process.stall(TimeUnit.MILLISECONDS.toNanos(
                        beyond ? lease + random.nextLong(lease) : random.nextLong(lease)));
            }
            case 2 -> {
                boolean all = random.nextBoolean();
                seen.count(all ? "fault: an outage of the store" : "fault: an outage of one engine's connection");
                around.weather().outage(nanos(TimeUnit.SECONDS, (int) (2 * lease / 1_000)), all ? null : process);
            }
            case 3 -> {
                seen.count("fault: an engine was closed while others called");
                processes.close(process);
                begin();
            }
            case 4 -> callers.interruptSome();
            case 5 -> {
                seen.count("fault: a clock jumped");
                process.jump(random.nextLong(-5_000_000_000L, 5_000_000_000L));
            }
            case 6 -> {
                seen.count("fault: an agent was sick");
                String agent =
                        Market.AGENTS.get(random.nextInt(Market.AGENTS.size())).id();
                around.weather().sicken(agent, nanos(TimeUnit.SECONDS, 10));
            }
            case 7 -> {
                SimulatedThread unlucky = callers.one();
                if (unlucky != null) {
                    seen.count("fault: a thread was held up");
                    unlucky.holdUntil(scheduler.now() + nanos(TimeUnit.SECONDS, (int) (2 * lease / 1_000)));
                }
            }
            case LOSES_LEASES -> {
                seen.count("fault: an engine could not renew its leases for longer than they last");
                around.weather()
                        .leaseOutage(TimeUnit.MILLISECONDS.toNanos(lease + random.nextLong(2 * lease)), process);
            }
            case 9 -> {
                seen.count("fault: a slow spell of the store");
                around.weather().slowSpell(nanos(TimeUnit.SECONDS, 10));
            }
            default -> begin();
        }
    }

    /** One in which something goes on, mostly. */
    private @Nullable SimulatedProcess victim() {
        SimulatedThread caller = random.nextInt(4) > 0 ? callers.one() : null;
        SimulatedProcess busy = caller == null ? null : caller.process();
        return busy != null && busy.isUp() ? busy : processes.anyOf(processes.up());
    }

    private void begin() {
        List<SimulatedProcess> alive = processes.alive();
        if (alive.size() < MOST_ENGINES && (alive.isEmpty() || random.nextBoolean())) {
            processes.start();
        }
    }
}
