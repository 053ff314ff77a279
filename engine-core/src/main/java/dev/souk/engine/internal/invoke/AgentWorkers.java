package dev.souk.engine.internal.invoke;

import dev.souk.engine.config.SoukConfig.AgentThreads;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.runtime.AgentRuntime;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs agents in this JVM, each attempt on a worker of its own. Nothing waits in a queue: when every worker, or every worker that one
 * agent may hold, is busy, the attempt is refused.
 *
 * <p>A worker is busy until its agent has really returned. An agent that ignores interrupts therefore keeps its worker after it was
 * given up, and can never hold more of them than its share; the others go on.
 *
 * <p>Thread-safe. A worker's two permits are taken before it starts and given back once: when the agent has returned, or when it was
 * never called because its call was given up before, or because it could not be started. The permits alone bound the threads; for the
 * moment in which a worker that gave them back is not idle yet, there can be more of these.
 */
public final class AgentWorkers implements AgentRuntime {
    private static final long IDLE_SECONDS = 30;

    private final ExecutorService threads;
    private final Semaphore all;
    private final int perAgent;
    private final Map<Agent, Semaphore> shares = new ConcurrentHashMap<>();

    /**
     * Workers for agents.
     *
     * @param workers how many in all
     * @param perAgent how many one agent may hold
     * @param kind what kind of threads
     */
    public AgentWorkers(int workers, int perAgent, AgentThreads kind) {
        this.all = new Semaphore(workers);
        this.perAgent = perAgent;
        this.threads = kind == AgentThreads.VIRTUAL ? virtualThreads() : platformThreads();
    }

    private static ExecutorService platformThreads() {
        AtomicLong number = new AtomicLong();
        ThreadFactory named = task -> {
            Thread thread = new Thread(task, "souk-agent-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), named);
    }

    /** Virtual threads exist from JDK 21 and this is compiled for 17, so they are asked for by name. */
    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException before21) {
            return platformThreads();
        } catch (InvocationTargetException broken) {
            throw new SoukException(ErrorCode.CONFIG_INVALID, "this JDK gives no virtual threads", broken);
        }
    }

    @Override
    public Future<AgentReply> start(Agent agent, AgentInput input, AgentContext context) {
        Semaphore share = shares.computeIfAbsent(agent, key -> new Semaphore(perAgent));
        if (!share.tryAcquire()) {
            throw new SoukException(
                    ErrorCode.NO_WORKER_FREE,
                    "agent " + agent.descriptor().id() + " has all its " + perAgent + " workers busy; try again later");
        }
        if (!all.tryAcquire()) {
            share.release();
            throw noWorker();
        }
        Hold hold = new Hold(share);
        FutureTask<AgentReply> task = new FutureTask<>(() -> {
            try {
                return agent.invoke(input, context);
            } finally {
                // Before the caller has its answer: it may call again at once, and must not find its own worker busy.
                hold.giveBack();
            }
        });
        boolean started = false;
        try {
            threads.execute(() -> run(task, hold));
            started = true;
            return task;
        } catch (RejectedExecutionException full) {
            if (threads.isShutdown()) {
                throw full;
            }
            throw noWorker();
        } catch (OutOfMemoryError noThread) {
            throw noWorker();
        } finally {
            if (!started) {
                hold.giveBack();
            }
        }
    }

    private static SoukException noWorker() {
        return new SoukException(ErrorCode.NO_WORKER_FREE, "every worker is busy; try again later");
    }

    private static void run(FutureTask<AgentReply> task, Hold hold) {
        try {
            task.run();
        } finally {
            // The interrupt of a call that was given up must not reach the next one on this thread.
            Thread.interrupted();
            hold.giveBack();
        }
    }

    /** The two permits of one attempt, given back once, by whoever comes first. */
    private final class Hold {
        private final Semaphore share;
        private final AtomicBoolean held = new AtomicBoolean(true);

        Hold(Semaphore share) {
            this.share = share;
        }

        void giveBack() {
            if (held.compareAndSet(true, false)) {
                all.release();
                share.release();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
