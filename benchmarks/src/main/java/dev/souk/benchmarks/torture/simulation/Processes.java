package dev.souk.benchmarks.torture.simulation;

import dev.souk.benchmarks.torture.simulation.SimulatedProcess.Surroundings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All processes of a simulation, and what befalls them. */
final class Processes {
    /** Two, so that names come again; an engine without a name has no successor. */
    private static final String[] NAMES = {"alpha", "beta"};

    private final Surroundings around;
    private final Scheduler scheduler;
    private final List<SimulatedProcess> all = new ArrayList<>();

    Processes(Surroundings around) {
        this.around = around;
        this.scheduler = around.scheduler();
    }

    /** Starts another one; its engine is up some time later. */
    SimulatedProcess start() {
        int name = scheduler.random().nextInt(NAMES.length + 1);
        return start(name == NAMES.length ? null : NAMES[name]);
    }

    private SimulatedProcess start(@Nullable String engineNameOrNull) {
        SimulatedProcess process = new SimulatedProcess("p" + (all.size() + 1), around);
        all.add(process);
        scheduler.note("boots", process.name(), String.valueOf(engineNameOrNull));
        scheduler.start(process.name() + "/boot", process, () -> {
            try {
                process.boot(around, engineNameOrNull);
            } catch (RuntimeException | Error fault) {
                // Who is killed in the middle of it sees that in many forms.
                if (!process.isDead()) {
                    scheduler.problem("an engine did not start: " + fault);
                }
            }
        });
        return process;
    }

    /** Those whose engine takes calls. */
    List<SimulatedProcess> up() {
        return all.stream().filter(SimulatedProcess::isUp).toList();
    }

    /** Those that are not killed, closed or not. */
    List<SimulatedProcess> living() {
        return all.stream().filter(process -> !process.isDead()).toList();
    }

    /** Those that are neither killed nor closed, up or not yet. */
    List<SimulatedProcess> alive() {
        return all.stream()
                .filter(process -> !process.isDead() && !process.isClosing())
                .toList();
    }

    /** Any that is up, or sometimes one that closes or has closed; null if there is none. */
    @Nullable
    SimulatedProcess any() {
        boolean late = scheduler.random().nextInt(10) == 0;
        return anyOf(late ? all.stream().filter(SimulatedProcess::hasBooted).toList() : up());
    }

    @Nullable
    SimulatedProcess anyOf(List<SimulatedProcess> some) {
        return some.isEmpty() ? null : some.get(scheduler.random().nextInt(some.size()));
    }

    void kill(SimulatedProcess process) {
        scheduler.note("kills", process.name());
        process.kill();
        if (scheduler.random().nextInt(3) > 0) {
            around.seen().count("fault: an engine was killed, and the store noticed");
            scheduler.start("store", null, () -> {
                scheduler.sleep(scheduler.random().nextLong(3_000_000_000L), "notices");
                process.closeSessions();
            });
        } else {
            around.seen().count("fault: an engine was killed, and nobody noticed");
        }
    }

    /** Closes an engine as its host would. */
    SimulatedThread close(SimulatedProcess process) {
        process.closing();
        return scheduler.start(
                process.name() + "/close", process, () -> process.souk().close());
    }
}
