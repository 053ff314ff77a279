package dev.souk.plugin.data.step;

import dev.souk.plugin.data.spill.DigestSet;
import dev.souk.plugin.data.spill.HeldMemory;
import dev.souk.spi.agent.AgentException;

/** The call's memory as one group step takes it. For one thread. */
final class GroupMemory {
    private static final String TOO_MUCH =
            "the groups hold too much: one of their aggregates keeps too many or too large"
                    + " values; filter rows before, or group by more columns";

    private final HeldMemory memory;
    private final String at;

    GroupMemory(HeldMemory memory, String at) {
        this.memory = memory;
        this.at = at;
    }

    /** Takes what a group needs, if groups may take more. */
    boolean tryOpen(long bytes) {
        return memory.tryTake(bytes, HeldMemory.Share.HALF);
    }

    void giveBack(long bytes) {
        memory.giveBack(bytes);
    }

    void replace(long before, long after) {
        memory.giveBack(before);
        memory.take(after, at, TOO_MUCH);
    }

    DigestSet digests() {
        return new DigestSet(memory, HeldMemory.Share.WHOLE);
    }

    AgentException exhausted() {
        return memory.exhausted(at, TOO_MUCH);
    }
}
