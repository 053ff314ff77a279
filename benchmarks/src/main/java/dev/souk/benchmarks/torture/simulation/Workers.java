package dev.souk.benchmarks.torture.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Threads on which simulations run their own, one after the other. Which one is taken is always the same for the same simulation: the first
 * that is free. Used by one simulation at a time, by whichever thread of it runs; published by the semaphores that hand over from one to
 * the next.
 */
final class Workers implements AutoCloseable {
    private final List<Worker> all = new ArrayList<>();

    /** A thread that does one task after the other. */
    static final class Worker extends Thread {
        private final Semaphore begin = new Semaphore(0);
        private @Nullable Runnable task;
        private boolean over;
        /** What of the simulation it does now. */
        private @Nullable SimulatedThread role;

        Worker(int number) {
            super("souk-simulation-" + number);
            setDaemon(true);
        }

        @Override
        public void run() {
            while (true) {
                begin.acquireUninterruptibly();
                Runnable next = task;
                if (over || next == null) {
                    return;
                }
                Thread.interrupted();
                next.run();
            }
        }

        /** Lets it go on, or begin. */
        void proceed() {
            begin.release();
        }

        /** Waits to go on, whatever interrupts it. Called by itself. */
        void rest() {
            begin.acquireUninterruptibly();
        }

        @Nullable
        SimulatedThread role() {
            return role;
        }
    }

    /** Takes one that is free; it begins when it is resumed for the first time. */
    Worker take(SimulatedThread role, Runnable task) {
        for (Worker worker : all) {
            if (worker.role == null) {
                return prepared(worker, role, task);
            }
        }
        Worker made = new Worker(all.size());
        all.add(made);
        made.start();
        return prepared(made, role, task);
    }

    private static Worker prepared(Worker worker, SimulatedThread role, Runnable task) {
        worker.role = role;
        worker.task = task;
        return worker;
    }

    /** Its task is over but for its return. */
    void giveBack(Worker worker) {
        worker.role = null;
    }

    /** Where all of them stand, for a simulation that does not go on. */
    String stacks() {
        StringBuilder text = new StringBuilder();
        for (Worker worker : all) {
            SimulatedThread role = worker.role;
            if (role != null) {
                text.append(System.lineSeparator())
                        .append(role.name())
                        .append(' ')
                        .append(worker.getState());
                for (StackTraceElement frame : worker.getStackTrace()) {
                    text.append(System.lineSeparator()).append("    ").append(frame);
                }
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        for (Worker worker : all) {
            worker.over = true;
            worker.proceed();
        }
    }
}
