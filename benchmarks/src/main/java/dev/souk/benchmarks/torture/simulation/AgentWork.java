package dev.souk.benchmarks.torture.simulation;

import dev.souk.spi.agent.ModelUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What agents really did, as they wrote it down themselves. */
final class AgentWork {
    private AgentWork() {}

    /**
     * One attempt that an agent answered in its own eyes; whether anybody heard it is another thing.
     *
     * @param execution of which call
     * @param agent which agent
     * @param run the name of this answer, which no other has
     * @param usage what it reported before
     */
    record Answered(String execution, String agent, String run, ModelUsage usage) {}

    /** All of them. Used by whichever thread of the simulation runs, one at a time. */
    static final class Attempts {
        private final Map<String, Answered> byRun = new LinkedHashMap<>();
        private final Map<String, List<Answered>> byExecution = new LinkedHashMap<>();
        private final Map<String, Long> late = new LinkedHashMap<>();
        private int runs;

        /** A name for an answer. */
        String nextRun() {
            runs++;
            return "run-" + runs;
        }

        void add(Answered answered) {
            byRun.put(answered.run(), answered);
            byExecution
                    .computeIfAbsent(answered.execution(), none -> new ArrayList<>())
                    .add(answered);
        }

        @Nullable
        Answered find(String run) {
            return byRun.get(run);
        }

        List<Answered> of(String execution) {
            return byExecution.getOrDefault(execution, List.of());
        }

        /** An engine has said that this call was settled late, and what it cost the platform. */
        void settledLate(String execution, long micros) {
            late.put(execution, micros);
        }

        Map<String, Long> late() {
            return late;
        }
    }
}
