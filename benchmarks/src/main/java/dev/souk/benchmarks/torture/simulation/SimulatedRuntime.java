package dev.souk.benchmarks.torture.simulation;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.runtime.AgentRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs each attempt in a thread of the simulation's. Sometimes it has no room. */
final class SimulatedRuntime implements AgentRuntime {
    /** One of so many attempts finds no room. */
    private static final int FULL = 60;

    private final SimulatedProcess process;
    private final Scheduler scheduler;
    private final Weather weather;
    private final Seen seen;
    private final List<Attempt> running = new ArrayList<>();
    private int started;
    private boolean closed;

    SimulatedRuntime(SimulatedProcess process, SimulatedProcess.Surroundings around) {
        this.process = process;
        this.scheduler = around.scheduler();
        this.weather = around.weather();
        this.seen = around.seen();
    }

    @Override
    public Future<AgentReply> start(Agent agent, AgentInput input, AgentContext context) {
        if (closed) {
            throw new RejectedExecutionException("the runtime is closed");
        }
        if (!weather.isCalm() && scheduler.random().nextInt(FULL) == 0) {
            seen.count("fault: no worker was free");
            throw new SoukException(ErrorCode.NO_WORKER_FREE, "every simulated worker is busy");
        }
        Attempt attempt = new Attempt();
        running.add(attempt);
        started++;
        attempt.thread = scheduler.start(
                process.name() + "/agent-" + started, process, () -> attempt.run(agent, input, context));
        scheduler.step("starts an attempt");
        return attempt;
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(running).forEach(attempt -> attempt.cancel(true));
    }

    /** One attempt, which its caller waits for through the scheduler. */
    private final class Attempt implements Future<AgentReply> {
        private @Nullable SimulatedThread thread;
        private @Nullable AgentReply reply;
        private @Nullable Throwable thrown;
        private boolean cancelled;
        private boolean over;

        void run(Agent agent, AgentInput input, AgentContext context) {
            AgentReply answer = null;
            Throwable fault = null;
            try {
                answer = agent.invoke(input, context);
            } catch (Throwable any) {
                fault = any;
            }
            running.remove(this);
            scheduler.step("the agent returned");
            if (!cancelled) {
                reply = answer;
                thrown = fault;
                over = true;
            } else if (answer != null) {
                seen.count("seen: an answer that nobody wanted any more");
            }
        }

        @Override
        public boolean cancel(boolean interrupts) {
            if (isDone()) {
                return false;
            }
            cancelled = true;
            running.remove(this);
            String by = scheduler.current().name();
            if (by.endsWith("souk-leases") || by.endsWith("souk-recovery")) {
                seen.count("seen: an agent was given up because the lease of its call was lost");
            }
            SimulatedThread its = thread;
            if (interrupts && its != null) {
                scheduler.interrupt(its);
            }
            return true;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public boolean isDone() {
            return over || cancelled;
        }

        @Override
        public AgentReply get() throws InterruptedException, ExecutionException {
            try {
                return get(Scheduler.FOREVER, TimeUnit.NANOSECONDS);
            } catch (TimeoutException never) {
                throw new IllegalStateException(never);
            }
        }

        @Override
        public AgentReply get(long time, TimeUnit unit)
                throws InterruptedException, ExecutionException, TimeoutException {
            SimulatedThread me = scheduler.current();
            scheduler.await("waits for an agent", unit.toNanos(time), () -> isDone() || me.isInterrupted());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (cancelled) {
                throw new CancellationException();
            }
            if (thrown != null) {
                throw new ExecutionException(thrown);
            }
            if (reply == null) {
                throw new TimeoutException();
            }
            return reply;
        }
    }
}
