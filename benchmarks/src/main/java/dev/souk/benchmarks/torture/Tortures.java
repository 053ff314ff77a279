package dev.souk.benchmarks.torture;

import java.util.List;
import java.util.Optional;

/** All tortures there are, in the order in which they are listed. */
public final class Tortures {
    /** All of them. */
    public static final List<Torture> ALL = List.of(
            new RaceTorture(),
            new IdempotencyTorture(),
            new KillTorture(),
            new KillDatabaseTorture(),
            new CutTorture(),
            new ModelTorture(),
            new SimulationTorture());

    private Tortures() {}

    /** The one with this name. */
    public static Optional<Torture> find(String name) {
        return ALL.stream().filter(torture -> torture.name().equals(name)).findFirst();
    }
}
