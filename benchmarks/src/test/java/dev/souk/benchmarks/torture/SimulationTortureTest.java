package dev.souk.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.benchmarks.torture.simulation.Simulations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTortureTest {
    private static final long SEED = 20_260_301;

    @Test
    void whatEverybodyWasToldAgreesWithTheBooksWhateverFails() throws Exception {
        Outcome outcome = Runs.cleanly(new SimulationTorture(), Place.Kind.MEMORY, 300, 1_000_000);
        assertThat(outcome.counters().keySet())
                .as(
                        "every kind of fault, and everything there is to be seen, so that no part of the simulation is idle")
                .contains(
                        "agent: answers",
                        "agent: answers at the last moment",
                        "agent: answers with nothing",
                        "agent: breaks a connection",
                        "agent: breaks its schema",
                        "agent: does not listen",
                        "agent: fails",
                        "agent: fails for now",
                        "agent: hangs",
                        "agent: refuses the input",
                        "agent: reports model tokens",
                        "agent: says that its provider failed",
                        "agent: throws",
                        "clerk: done",
                        "clerk: nobody knows",
                        "clerk: nothing done",
                        "clerk: refused",
                        "fault: a caller was interrupted",
                        "fault: a clock jumped",
                        "fault: a question was broken by an interrupt",
                        "fault: a slow spell of the store",
                        "fault: a thread was held up",
                        "fault: a wait ended for no reason",
                        "fault: an agent was sick",
                        "fault: an engine could not renew its leases for longer than they last",
                        "fault: an engine stalled",
                        "fault: an engine stalled for longer than its lease",
                        "fault: an engine was closed while others called",
                        "fault: an engine was killed, and nobody noticed",
                        "fault: an engine was killed, and the store noticed",
                        "fault: an outage of one engine's connection",
                        "fault: an outage of the store",
                        "fault: no worker was free",
                        "fault: the outcome was unknown, and it was done",
                        "fault: the outcome was unknown, and it was not done",
                        "fault: the store was away",
                        "fault: the store was slow",
                        "fault: the store was unavailable",
                        "fault: the store went away before its answer",
                        "seen: a breaker became closed",
                        "seen: a breaker became half open",
                        "seen: a breaker became open",
                        "seen: a call expired",
                        "seen: a call was settled late",
                        "seen: a calm simulation",
                        "seen: a command was left behind while it was written",
                        "seen: a command was refused because the queue was full",
                        "seen: a command was taken back because it waited too long",
                        "seen: a commit whose reply was lost was found done",
                        "seen: a group of several commands",
                        "seen: a wait ended by its time",
                        "seen: an agent was given up because the lease of its call was lost",
                        "seen: an answer that nobody wanted any more",
                        "seen: an earlier answer stood in",
                        "seen: an engine whose name was taken",
                        "seen: somebody asked once more in the end",
                        "seen: what an engine left was taken over by its successor",
                        "seen: what nobody renewed was taken over",
                        "told: breaker_open",
                        "told: budget_exhausted",
                        "told: cancelled",
                        "told: done and paid",
                        "told: done and paid, again",
                        "told: idempotency_in_progress",
                        "told: idempotency_key_reused",
                        "told: insufficient_credits",
                        "told: invalid_input",
                        "told: nobody knows yet",
                        "told: nothing",
                        "told: rate_limited",
                        "told: reservation_expired",
                        "told: shutting_down",
                        "told: store_unavailable",
                        "told: too_many_in_flight",
                        "told: trial_used_up");
    }

    @Test
    void theSameSeedTakesTheSameSteps() {
        assertThat(digests()).isEqualTo(digests()).doesNotHaveDuplicates();
    }

    private static List<Long> digests() {
        try (Simulations simulations = new Simulations()) {
            return LongStream.range(SEED, SEED + 20)
                    .mapToObj(seed -> simulations.run(seed).digest())
                    .toList();
        }
    }

    private static List<String> caught(SimulationTorture torture, long cases) throws Exception {
        Outcome outcome = Runs.of(torture, Place.Kind.MEMORY, cases);
        assertThat(outcome.failures()).isPositive();
        return outcome.first().stream().map(Outcome.Failed::what).toList();
    }

    @Test
    void aStoreThatLosesACommitIsCaught() throws Exception {
        assertThat(caught(new SimulationTorture(Lies.losingACommit()), 20))
                .anySatisfy(what -> assertThat(what).contains("was told", "EXPIRED"));
    }

    @Test
    void aStoreThatLosesAMicroIsCaught() throws Exception {
        assertThat(caught(new SimulationTorture(Lies.losingAMicro()), 3))
                .anySatisfy(what -> assertThat(what).contains("its postings sum to"))
                .anySatisfy(what -> assertThat(what).contains("less what calls cost"));
    }

    @Test
    void aStoreThatSaysUnavailableWhereNobodyCanKnowIsCaught() throws Exception {
        assertThat(caught(new SimulationTorture(Lies.guessing()), 40))
                .anySatisfy(what -> assertThat(what).contains("was told only that nothing was done"));
    }

    @Test
    void aSimulationThatFailedIsShownWithItsSteps() throws Exception {
        Map<Boolean, List<String>> failed = caught(new SimulationTorture(Lies.losingAMicro()), 1).stream()
                .collect(Collectors.partitioningBy(what -> what.startsWith("all steps of it are in ")));
        assertThat(failed.get(true)).singleElement().satisfies(steps -> {
            assertThat(steps).contains("world", "waits until all threads end");
            Path file = Path.of(steps.substring(steps.indexOf(" in ") + 4, steps.indexOf(';')));
            assertThat(file.getFileName().toString()).contains(Long.toString(SEED));
            assertThat(Files.readAllLines(file)).hasSizeGreaterThan(100);
            Files.delete(file);
        });
        assertThat(failed.get(false)).isNotEmpty();
    }
}
