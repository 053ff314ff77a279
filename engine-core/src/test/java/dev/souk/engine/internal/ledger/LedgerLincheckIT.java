package dev.souk.engine.internal.ledger;

import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.config.SoukConfig.LedgerSettings;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Whatever callers submit at the same time, in whichever groups it is written, the ledger behaves as if one command came after the other.
 * Callers really wait for each other, so one that is never woken is found as well. It is stress alone: the writer waits with a time
 * limit, which Lincheck's model checking takes for a loop without an end.
 */
public class LedgerLincheckIT extends LedgerOperations {
    private final Ledger ledger = new Ledger(
            store,
            () -> Samples.LATER,
            () -> 0,
            EngineThreads.SYSTEM,
            SoukConfig.builder()
                    .ledger(new LedgerSettings(
                            10, 1, 2, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofHours(1)))
                    .build());

    @Override
    LedgerOutcome submit(LedgerCommand command) {
        return ledger.submit(command);
    }

    @Test
    void underStressCommandsAreDoneAsIfOneAfterTheOther() {
        new StressOptions()
                .iterations(25)
                .invocationsPerIteration(1_000)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(1)
                .sequentialSpecification(Sequential.class)
                .check(LedgerLincheckIT.class);
    }
}
