package dev.souk.engine.internal.ledger;

import static dev.souk.engine.internal.ledger.Samples.ACME;

import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.internal.ledger.CommandQueue.Ticket;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Whatever callers do at the same time, the queue behaves as if one did it after the other: as {@link Sequential}, which is what a queue
 * with one lane is. Nobody waits here: what a caller does between two waits is an operation of its own. The leader's three are never
 * done by two at once, because there is one lane.
 */
@Param(name = "ticket", gen = IntGen.class, conf = "0:2")
public class CommandQueueLincheckIT {
    private static final int ITERATIONS = 30;

    /** Of two that wait, the third is one too many. */
    private final CommandQueue queue = new CommandQueue(1, EngineThreads.SYSTEM);

    private final Ticket[] tickets = {ticket(0), ticket(1), ticket(2)};
    private List<Ticket> group = List.of();
    private boolean isLed;

    private static Ticket ticket(int number) {
        return new Ticket(Samples.deposit("d" + number, ACME, 1));
    }

    @Operation(runOnce = true)
    public boolean offerFirst() {
        return queue.offer(tickets[0]);
    }

    @Operation(runOnce = true)
    public boolean offerSecond() {
        return queue.offer(tickets[1]);
    }

    @Operation(runOnce = true)
    public boolean offerThird() {
        return queue.offer(tickets[2]);
    }

    @Operation
    public boolean withdraw(@Param(name = "ticket") int number) {
        return queue.withdraw(tickets[number]);
    }

    @Operation
    public boolean leads(@Param(name = "ticket") int number) {
        return queue.leads(tickets[number]);
    }

    @Operation
    public boolean isDecided(@Param(name = "ticket") int number) {
        return tickets[number].isDecided();
    }

    @Operation
    public int size() {
        return queue.size();
    }

    /** The caller that leads, if one does, takes up to two commands. */
    @Operation(nonParallelGroup = "leader")
    public String take() {
        for (Ticket ticket : tickets) {
            if (!isLed && queue.leads(ticket)) {
                isLed = true;
                group = queue.take(ticket, 2);
                return numbers(group);
            }
        }
        return "nothing";
    }

    @Operation(nonParallelGroup = "leader")
    public String decide() {
        List<Ticket> decided = group;
        group = List.of();
        for (Ticket ticket : decided) {
            ticket.fail(new IllegalStateException("decided"));
        }
        return numbers(decided);
    }

    @Operation(nonParallelGroup = "leader")
    public boolean handOver() {
        boolean was = isLed && group.isEmpty();
        if (was) {
            isLed = false;
            queue.handOver();
        }
        return was;
    }

    private String numbers(List<Ticket> some) {
        List<Integer> numbers = new ArrayList<>();
        some.forEach(ticket -> numbers.add(List.of(tickets).indexOf(ticket)));
        return numbers.toString();
    }

    @Test
    void everyInterleavingOfAFewOperationsIsLikeOneAfterTheOther() {
        new ModelCheckingOptions()
                .iterations(ITERATIONS)
                .invocationsPerIteration(1_000)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(2)
                .sequentialSpecification(Sequential.class)
                .check(CommandQueueLincheckIT.class);
    }

    @Test
    void underStressItIsLikeOneAfterTheOther() {
        new StressOptions()
                .iterations(ITERATIONS)
                .invocationsPerIteration(1_000)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(2)
                .sequentialSpecification(Sequential.class)
                .check(CommandQueueLincheckIT.class);
    }

    /** The same for one caller at a time. */
    public static class Sequential {
        private final List<Integer> waiting = new ArrayList<>();
        private final List<Integer> decided = new ArrayList<>();
        private final List<Integer> group = new ArrayList<>();
        private int leader = -1;
        private boolean isLed;

        private boolean offer(int number) {
            if (leader < 0 && !isLed) {
                leader = number;
                return true;
            }
            int waits = waiting.size() + (leader < 0 ? 0 : 1);
            return waits < 1 && waiting.add(number);
        }

        public boolean offerFirst() {
            return offer(0);
        }

        public boolean offerSecond() {
            return offer(1);
        }

        public boolean offerThird() {
            return offer(2);
        }

        public boolean withdraw(int number) {
            return waiting.remove((Integer) number);
        }

        public boolean leads(int number) {
            return leader == number;
        }

        public boolean isDecided(int number) {
            return decided.contains(number);
        }

        public int size() {
            return waiting.size() + (leader < 0 ? 0 : 1);
        }

        public String take() {
            if (leader < 0 || isLed) {
                return "nothing";
            }
            isLed = true;
            group.clear();
            group.add(leader);
            leader = -1;
            if (!waiting.isEmpty()) {
                group.add(waiting.remove(0));
            }
            return group.toString();
        }

        public String decide() {
            String numbers = group.toString();
            decided.addAll(group);
            group.clear();
            return numbers;
        }

        public boolean handOver() {
            boolean was = isLed && group.isEmpty();
            if (was) {
                isLed = false;
                leader = waiting.isEmpty() ? -1 : waiting.remove(0);
            }
            return was;
        }
    }
}
