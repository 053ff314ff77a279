package dev.souk.benchmarks.torture;

import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.Description;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.TypedAgent;
import java.time.Duration;
import java.util.UUID;

/** An agent that says something new each time it is run, so that an answer shows which run it is of; or fails, if it is told to. */
final class Worker extends TypedAgent<Worker.Task, Worker.Run> {
    /** Who gets the earnings. */
    static final String PUBLISHER = "torture";

    static final String ID = PUBLISHER + ".worker";
    /** What it asks for a call. */
    static final String PRICE = "0.001";
    /** The task that fails. */
    static final String FAIL = "fail";

    /** One of so many calls fails where tasks are drawn from keys. */
    private static final int FAILING = 16;

    private final Runnable halfway;

    /** What goes in. */
    record Task(@Description("Anything, or " + FAIL) String task) {}

    /** What comes out: a name that no other run has. */
    record Run(String run) {}

    /**
     * An agent that works.
     *
     * @param time how long a call to it may take
     * @param halfway done in the middle of each run
     */
    Worker(Duration time, Runnable halfway) {
        this(ID, PRICE, time, halfway);
    }

    /** The same with a name and a price of its own. */
    Worker(String id, String price, Duration time, Runnable halfway) {
        super(AgentDescriptor.agent(id, "1.0.0")
                .name("Worker")
                .summary("Says something new each time.")
                .timeout(time)
                .pricing(Pricing.perCall(price)));
        this.halfway = halfway;
    }

    /** The task that always goes with a key: most succeed. */
    static String taskOf(String key) {
        return Math.floorMod(key.hashCode(), FAILING) == 0 ? FAIL : "";
    }

    @Override
    protected Run answer(Task task, AgentContext context) {
        halfway.run();
        if (task.task().equals(FAIL)) {
            throw new IllegalStateException("told to fail");
        }
        return new Run(UUID.randomUUID().toString());
    }
}
