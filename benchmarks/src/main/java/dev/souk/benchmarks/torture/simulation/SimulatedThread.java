package dev.souk.benchmarks.torture.simulation;

import dev.souk.benchmarks.torture.simulation.Workers.Worker;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A thread of a simulation. Its state belongs to whichever thread of the simulation runs. */
final class SimulatedThread {
    private final int number;
    private final String name;
    /** The process whose code it runs now; none for the world outside. */
    private @Nullable SimulatedProcess process;

    private @Nullable Worker worker;
    private boolean waiting;
    private long wakeAt;
    private BooleanSupplier ready = SimulatedThread::never;
    private long heldUntil;
    private boolean permit;
    private boolean interrupted;
    private boolean lostReply;
    private boolean ended;

    SimulatedThread(int number, String name, @Nullable SimulatedProcess process) {
        this.number = number;
        this.name = name;
        this.process = process;
    }

    private static boolean never() {
        return false;
    }

    String name() {
        return name;
    }

    int number() {
        return number;
    }

    @Nullable
    SimulatedProcess process() {
        return process;
    }

    /** From now on it runs code of this process, or of none. */
    void enter(@Nullable SimulatedProcess other) {
        process = other;
    }

    void runsOn(Worker its) {
        worker = its;
    }

    Worker worker() {
        Worker its = worker;
        if (its == null) {
            throw new IllegalStateException(name + " has no worker");
        }
        return its;
    }

    void waitUntil(long nanos, BooleanSupplier otherwise) {
        waiting = true;
        wakeAt = nanos;
        ready = otherwise;
    }

    void goOn() {
        waiting = false;
        ready = SimulatedThread::never;
    }

    boolean isWaiting() {
        return waiting;
    }

    long wakeAt() {
        return wakeAt;
    }

    boolean isReady() {
        return ready.getAsBoolean();
    }

    /** It does not run before then, as if its processor were busy with others. */
    void holdUntil(long nanos) {
        heldUntil = nanos;
    }

    long heldUntil() {
        return heldUntil;
    }

    /** Whether somebody has unparked it since it was asked last. */
    boolean takePermit() {
        boolean had = permit;
        permit = false;
        return had;
    }

    boolean hasPermit() {
        return permit;
    }

    void permit() {
        permit = true;
    }

    /** It is interrupted as soon as it goes on. */
    void interrupt() {
        interrupted = true;
    }

    /** Whether it is, or will be when it goes on. Its real thread's interrupt is seen by itself alone. */
    boolean isInterrupted() {
        return interrupted
                || (Thread.currentThread() == worker && Thread.currentThread().isInterrupted());
    }

    /** Makes an interrupt that came while it stood still one of its real thread's. Called by itself. */
    void receiveInterrupt() {
        if (interrupted) {
            interrupted = false;
            Thread.currentThread().interrupt();
        }
    }

    /** The reply to a commit of its was lost. */
    void loseReply() {
        lostReply = true;
    }

    /** Whether that has happened since it was asked last. */
    boolean takeLostReply() {
        boolean had = lostReply;
        lostReply = false;
        return had;
    }

    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }
}
