package dev.souk.benchmarks.torture.simulation;

import dev.souk.benchmarks.torture.simulation.Workers.Worker;
import dev.souk.engine.config.EngineThreads;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How one process's threads wait: all of it through the scheduler. */
final class SimulatedThreads implements EngineThreads {
    private static final long LAST_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** One of so many waits ends for no reason. */
    private static final int SPURIOUS = 12;

    private final Scheduler scheduler;
    private final SimulatedProcess process;
    private final Seen seen;

    SimulatedThreads(Scheduler scheduler, SimulatedProcess process, Seen seen) {
        this.scheduler = scheduler;
        this.process = process;
        this.seen = seen;
    }

    @Override
    public void park(Object blocker, long nanos) {
        SimulatedThread me = scheduler.current();
        if (nanos <= 0 || Thread.currentThread().isInterrupted()) {
            scheduler.step("does not park");
            return;
        }
        if (scheduler.random().nextInt(SPURIOUS) == 0) {
            seen.count("fault: a wait ended for no reason");
            scheduler.step("parks for no time");
            return;
        }
        if (!scheduler.await("parks", nanos, () -> me.hasPermit() || me.isInterrupted())) {
            seen.count(Seen.TIMED_OUT);
        }
        me.takePermit();
    }

    @Override
    public void pause(long nanos, BooleanSupplier enough) {
        SimulatedThread me = scheduler.current();
        long until = scheduler.now() + nanos;
        while (scheduler.now() < until && !enough.getAsBoolean() && !isInterrupted()) {
            scheduler.await("pauses", until - scheduler.now(), () -> me.hasPermit() || me.isInterrupted());
            me.takePermit();
        }
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }

    /** The thread that runs goes on: whoever is woken runs when the seed says so. */
    @Override
    public void unpark(Thread thread) {
        if (thread instanceof Worker worker) {
            SimulatedThread woken = worker.role();
            if (woken != null) {
                scheduler.note("unparks", woken.name());
                woken.permit();
            }
        }
    }

    @Override
    public Repetition repeat(String name, Duration first, Supplier<Duration> task) {
        Repeated repeated = new Repeated();
        repeated.thread = scheduler.start(process.name() + "/" + name, process, () -> {
            Duration wait = first;
            while (!scheduler.await("waits for its next time", wait.toNanos(), () -> repeated.stopped)) {
                wait = task.get();
            }
        });
        return repeated;
    }

    private final class Repeated implements Repetition {
        private boolean stopped;
        private SimulatedThread thread = new SimulatedThread(-1, "none", process);

        @Override
        public boolean stop() {
            SimulatedThread me = scheduler.current();
            stopped = true;
            scheduler.await("stops " + thread.name(), LAST_NANOS, () -> thread.hasEnded() || me.isInterrupted());
            if (!thread.hasEnded()) {
                scheduler.interrupt(thread);
            }
            return thread.hasEnded();
        }
    }
}
