package dev.souk.engine.internal.ledger;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.util.List;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.Test;

/** Whatever transactions run on the ledger in memory at the same time, it behaves as if one came after the other. */
public class MemoryLedgerLincheckIT extends LedgerOperations {
    @Override
    LedgerOutcome submit(LedgerCommand command) {
        return store.ledger().transact(transaction -> {
            LedgerState state = LedgerState.load(transaction, List.of(command), false);
            LedgerRules.Decision decision = LedgerRules.decide(state, List.of(command), Samples.LATER);
            if (!decision.changes().isEmpty()) {
                transaction.write(decision.changes());
            }
            return decision.outcomes().get(0);
        });
    }

    @Test
    void everyInterleavingOfAFewTransactionsIsLikeOneAfterTheOther() {
        new ModelCheckingOptions()
                .iterations(8)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(1)
                // Values and pure functions: nothing in them is shared.
                .addGuarantee(forClasses(LedgerRules.class.getName(), LedgerState.class.getName())
                        .allMethods()
                        .ignore())
                .sequentialSpecification(Sequential.class)
                .check(MemoryLedgerLincheckIT.class);
    }
}
