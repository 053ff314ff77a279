package dev.souk.engine.internal.ledger;

import static dev.souk.engine.internal.ledger.Samples.ACME;
import static dev.souk.engine.internal.ledger.Samples.leg;

import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** What callers do to a ledger in memory at the same time, however their commands get there. */
@Param(name = "call", gen = IntGen.class, conf = "0:2")
@Param(name = "amount", gen = IntGen.class, conf = "1:3")
public abstract class LedgerOperations {
    private static final int KEYS = 3;

    /** Enough for each admission to have one of its own, made before Lincheck looks: formatting numbers is nothing to interleave. */
    private static final List<Execution> CALLS = IntStream.range(0, 30)
            .mapToObj(number -> Samples.execution(number, "key-" + number % KEYS, leg(ACME, 2)))
            .toList();

    private final AtomicInteger admissions = new AtomicInteger();
    final Store store = new MemoryStore();

    /** Has one command done. */
    abstract LedgerOutcome submit(LedgerCommand command);

    private String outcome(LedgerCommand command) {
        return submit(command).getClass().getSimpleName();
    }

    @Operation
    public String deposit(@Param(name = "call") int id, @Param(name = "amount") int amount) {
        return outcome(Samples.deposit("d" + id, ACME, amount));
    }

    @Operation
    public String spend(@Param(name = "call") int id, @Param(name = "amount") int amount) {
        return outcome(new LedgerCommand.Move(
                new TransferId("s" + id),
                TransferKind.GRANT,
                "",
                List.of(leg(ACME, -amount), leg(AccountId.PLATFORM_FEES, amount))));
    }

    @Operation
    public String admit(@Param(name = "call") int key) {
        return outcome(Samples.admit(CALLS.get(admissions.getAndIncrement() * KEYS + key)));
    }

    @Operation
    public String available() {
        Account account = store.ledger().account(ACME).orElse(Account.empty(ACME));
        return account.posted() + " " + account.held() + " " + account.sequence();
    }

    /** The same for one caller at a time. */
    public static class Sequential {
        private final Set<String> moved = new HashSet<>();
        private final Set<Integer> admitted = new HashSet<>();
        private long posted;
        private long held;
        private long lines;

        public String deposit(int id, int amount) {
            return moved.contains("d" + id) ? "MovedBefore" : move("d" + id, amount);
        }

        public String spend(int id, int amount) {
            if (moved.contains("s" + id)) {
                return "MovedBefore";
            }
            return posted - held < amount ? "Insufficient" : move("s" + id, -amount);
        }

        private String move(String id, int amount) {
            moved.add(id);
            posted += amount;
            lines++;
            return "Moved";
        }

        public String admit(int key) {
            if (admitted.contains(key)) {
                return "KeyKnown";
            }
            if (posted - held < 2) {
                return "Insufficient";
            }
            admitted.add(key);
            held += 2;
            return "Admitted";
        }

        public String available() {
            return posted + " " + held + " " + lines;
        }
    }
}
