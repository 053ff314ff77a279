package dev.souk.engine.internal.ledger;

import static dev.souk.engine.internal.ledger.Samples.ACME;
import static dev.souk.engine.internal.ledger.Samples.deposit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.internal.ledger.CommandQueue.Ticket;
import org.junit.jupiter.api.Test;

class CommandQueueTest {
    private final CommandQueue queue = new CommandQueue(10, EngineThreads.SYSTEM);

    private Ticket offered(String id) {
        Ticket ticket = new Ticket(deposit(id, ACME, 1));
        assertThat(queue.offer(ticket)).isTrue();
        return ticket;
    }

    @Test
    void theLaneGoesToTheFirstWhoWaits() {
        Ticket first = offered("a");
        Ticket second = offered("b");
        Ticket third = offered("c");
        assertThat(queue.leads(first)).isTrue();
        assertThat(queue.take(first, 1)).containsExactly(first);
        queue.handOver();
        assertThat(queue.leads(second)).isTrue();
        assertThat(queue.leads(third)).isFalse();
        assertThat(queue.take(second, 10)).containsExactly(second, third);
    }

    /** A caller whose thread dies in the wait used to take the lane with it, and nobody was ever written again. */
    @Test
    void aCallerThatGoesAwayWhenItIsToLeadGivesTheLaneToTheNext() {
        Ticket first = offered("a");
        Ticket gone = offered("b");
        Ticket next = offered("c");
        queue.take(first, 1);
        queue.handOver();
        assertThat(queue.leads(gone)).isTrue();

        queue.leave(gone);

        assertThat(queue.leads(next)).isTrue();
        assertThat(queue.take(next, 10)).containsExactly(next);
    }

    @Test
    void aCallerThatGoesAwayWhileItWaitsIsNeverWritten() {
        Ticket first = offered("a");
        Ticket gone = offered("b");
        queue.take(first, 1);
        queue.leave(gone);
        queue.handOver();
        assertThat(queue.size()).isZero();
        assertThat(queue.leads(offered("c"))).isTrue();
    }

    @Test
    void aCallerThatGoesAwayWhileItsCommandIsWrittenChangesNothing() {
        Ticket first = offered("a");
        queue.take(first, 1);
        queue.leave(first);
        assertThat(queue.leads(offered("b"))).isFalse();
    }
}
