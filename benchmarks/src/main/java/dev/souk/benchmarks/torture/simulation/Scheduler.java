package dev.souk.benchmarks.torture.simulation;

import dev.souk.benchmarks.torture.simulation.Workers.Worker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides which thread of a simulation runs, and what time it is. Exactly one runs at any moment, until its next step: then the seed draws
 * who is next among those that can go on, and a little time passes, seldom much. If nobody can go on, the time jumps to the moment in which
 * somebody can.
 *
 * <p>The threads are real ones that hand over to each other. All state belongs to the one that runs, and is published by the semaphore with
 * which it hands over; the time can be read by any thread. Code that waits for another thread by other means than this would stop the
 * simulation; a watch outside of it says where.
 */
final class Scheduler {
    /** Longer than any simulation: waiting so long is waiting for ever. */
    static final long FOREVER = Long.MAX_VALUE / 4;

    private static final long MAX_STEPS = 1_000_000;
    private static final long WATCH_SECONDS = 60;

    private final Workers workers;
    private final SplittableRandom random;
    private final Trace trace;
    /** How likely it is that the thread that runs goes on, if it can. */
    private final double persistence;

    private final Semaphore over = new Semaphore(0);
    private final List<SimulatedThread> alive = new ArrayList<>();
    private final List<SimulatedThread> candidates = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong steps = new AtomicLong();
    private int threads;
    private @Nullable String stopped;

    /**
     * A scheduler at time zero.
     *
     * @param workers what its threads run on
     * @param random draws who is next and how long things take, for everybody
     * @param trace told every step
     */
    Scheduler(Workers workers, SplittableRandom random, Trace trace) {
        this.workers = workers;
        this.random = random;
        this.trace = trace;
        this.persistence = random.nextInt(4) * 0.3;
    }

    /** Runs a simulation: this work and all threads that it starts, until all have ended. Called once, from outside. */
    void run(Runnable work) {
        SimulatedThread first = start("world", null, work);
        first.worker().proceed();
        long seen = -1;
        try {
            while (!over.tryAcquire(WATCH_SECONDS, TimeUnit.SECONDS)) {
                if (seen == steps.get()) {
                    throw new IllegalStateException(
                            "the simulation stands still: a thread waits for something else than the scheduler"
                                    + workers.stacks());
                }
                seen = steps.get();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a simulation ran", hurry);
        }
    }

    /** Nanoseconds since the beginning. Any thread may ask. */
    long now() {
        return now.get();
    }

    SplittableRandom random() {
        return random;
    }

    Trace trace() {
        return trace;
    }

    /** Something that must not be. */
    void problem(String what) {
        problems.add(what);
        note("PROBLEM " + what);
    }

    List<String> problems() {
        return problems;
    }

    /** The thread that runs. */
    SimulatedThread current() {
        if (Thread.currentThread() instanceof Worker worker && worker.role() != null) {
            return worker.role();
        }
        throw new IllegalStateException(Thread.currentThread() + " is not of a simulation");
    }

    /**
     * Starts a thread, which can run from the next step on.
     *
     * @param process whose code it runs; null for the world outside
     * @param work what it does; ends quietly when its process is killed
     */
    SimulatedThread start(String name, @Nullable SimulatedProcess process, Runnable work) {
        SimulatedThread thread = new SimulatedThread(threads++, name, process);
        thread.runsOn(workers.take(thread, () -> live(thread, work)));
        alive.add(thread);
        return thread;
    }

    private void live(SimulatedThread thread, Runnable work) {
        try {
            thread.receiveInterrupt();
            check(thread);
            work.run();
        } catch (Killed unwound) {
            // As it should.
        } catch (Throwable fault) {
            StackTraceElement[] stack = fault.getStackTrace();
            problem(thread.name() + " threw " + fault + (stack.length == 0 ? "" : " at " + stack[0]));
            if (thread.number() == 0) {
                stop("the world ended");
            }
        }
        note("ends");
        thread.end();
        alive.remove(thread);
        SimulatedThread next = alive.isEmpty() ? null : choose(null);
        workers.giveBack(thread.worker());
        if (next == null) {
            over.release();
        } else {
            next.worker().proceed();
        }
    }

    /** Writes down that something happens now. */
    void note(String what) {
        trace.add(now.get(), current().name(), what);
    }

    /** The same with words that are made only if somebody reads them. */
    void note(String what, Object... words) {
        note(what);
        if (trace.isInWords()) {
            trace.explain(Arrays.toString(words));
        }
    }

    /** A moment in which others may run. */
    void step(String what) {
        note(what);
        passOn(current());
    }

    /** Waits for a time. */
    void sleep(long nanos, String what) {
        await(what, nanos, () -> false);
    }

    /** Waits for a condition, or for a time, and says whether the condition came about. An interrupt does not end it. */
    boolean await(String what, long nanos, BooleanSupplier condition) {
        SimulatedThread me = current();
        note(what);
        long until = now.get() + Math.max(0, Math.min(nanos, FOREVER));
        boolean come = condition.getAsBoolean();
        while (!come && now.get() < until) {
            me.waitUntil(until, condition);
            passOn(me);
            come = condition.getAsBoolean();
        }
        if (come) {
            passOn(me);
        }
        return condition.getAsBoolean();
    }

    /** Lets time pass without letting anybody run: for what is done under a lock of the engine's. */
    void pass(long nanos) {
        now.addAndGet(nanos);
        check(current());
    }

    /** Ends everything as soon as it goes on. */
    void stop(String why) {
        if (stopped == null) {
            stopped = why;
        }
    }

    private void passOn(SimulatedThread me) {
        tick();
        SimulatedThread next = choose(me);
        if (next != me) {
            next.worker().proceed();
            me.worker().rest();
        }
        me.goOn();
        me.receiveInterrupt();
        check(me);
    }

    private void check(SimulatedThread me) {
        if (stopped != null) {
            throw new Killed(stopped);
        }
        SimulatedProcess process = me.process();
        if (process != null && process.isDead()) {
            throw new Killed(process.name());
        }
    }

    private void tick() {
        if (steps.incrementAndGet() == MAX_STEPS) {
            problem("it does not come to an end: "
                    + alive.stream().map(SimulatedThread::name).toList());
            stop("too many steps");
        }
        int chance = random.nextInt(200);
        long most = chance == 0 ? 50_000_000 : chance < 20 ? 1_000_000 : 20_000;
        now.addAndGet(1 + random.nextLong(most));
    }

    /** Who runs next: the one that ran, or any of those that can. */
    private SimulatedThread choose(@Nullable SimulatedThread last) {
        while (true) {
            candidates.clear();
            long next = FOREVER;
            for (SimulatedThread thread : alive) {
                long at = runnableAt(thread);
                if (at <= now.get()) {
                    candidates.add(thread);
                } else {
                    next = Math.min(next, at);
                }
            }
            if (!candidates.isEmpty()) {
                if (last != null && candidates.contains(last) && random.nextDouble() < persistence) {
                    return last;
                }
                return candidates.get(random.nextInt(candidates.size()));
            }
            if (next == FOREVER) {
                problem("a deadlock: nobody can go on of "
                        + alive.stream().map(SimulatedThread::name).toList());
                stop("deadlock");
            } else {
                now.set(next);
            }
        }
    }

    /** From when on it can run. */
    private long runnableAt(SimulatedThread thread) {
        SimulatedProcess process = thread.process();
        if (stopped != null || (process != null && process.isDead())) {
            return now.get();
        }
        long at = thread.isWaiting() && !thread.isReady() ? thread.wakeAt() : now.get();
        at = Math.max(at, thread.heldUntil());
        return process == null ? at : Math.max(at, process.stalledUntil());
    }

    /** Whether all other threads have ended. */
    boolean isAlone(SimulatedThread thread) {
        return alive.size() == 1 && alive.get(0) == thread;
    }

    /** Interrupts a thread; it notices when it goes on. */
    void interrupt(SimulatedThread thread) {
        note("interrupts", thread.name());
        thread.interrupt();
    }
}
