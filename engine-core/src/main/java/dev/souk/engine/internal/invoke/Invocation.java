package dev.souk.engine.internal.invoke;

import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.internal.admission.Admitted;
import dev.souk.engine.internal.catalog.CatalogEntry;
import dev.souk.spi.Blame;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.event.BreakerState;
import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.event.MarketEventListener;
import dev.souk.spi.runtime.AgentRuntime;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the agent of an admitted call: deadline ( retry ( time of one attempt ( breaker ( worker ( agent ))))), and then the fallback.
 * It always comes to an end: no later than the deadline, plus the moment it takes to give an attempt up.
 *
 * <p>Thread-safe. An attempt is put among the running ones, or the pausing ones, before it looks whether the engine closes, and closing is set before the
 * these are given up; so every attempt is given up by one of the two, or by both, which is harmless.
 */
@Singleton
public final class Invocation {
    private static final Logger LOG = LoggerFactory.getLogger(Invocation.class);

    private final SoukConfig config;
    private final AgentRuntime runtime;
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final RandomGenerator random;
    private final EngineThreads threads;
    private final MarketEventListener listener;
    private final ReplyCache replies;
    private final Map<CatalogEntry, GuardedAgent> agents = new ConcurrentHashMap<>();
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final Set<Thread> pausing = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosing;

    /** An attempt that its caller waits for. Compared by what it is, for both parts are. */
    private record Running(AttemptContext context, Future<AgentReply> future) {
        void giveUp() {
            context.cancel();
            future.cancel(true);
        }
    }

    /**
     * An invocation over these parts.
     *
     * @param config the engine's settings
     * @param runtime where agents run
     * @param clock the time of events
     * @param ticker elapsed nanoseconds
     * @param random spreads the delays between attempts; thread-safe
     * @param threads how a caller waits between attempts
     * @param listener told of breakers that change
     */
    @Inject
    public Invocation(
            SoukConfig config,
            AgentRuntime runtime,
            InstantSource clock,
            LongSupplier ticker,
            RandomGenerator random,
            EngineThreads threads,
            MarketEventListener listener) {
        this.config = config;
        this.runtime = runtime;
        this.clock = clock;
        this.ticker = ticker;
        this.random = random;
        this.threads = threads;
        this.listener = listener;
        this.replies = new ReplyCache(config.fallbackCacheBytes(), config.fallbackCacheTime(), ticker);
    }

    /** Gives up every agent that still runs, and its call fails at once, even if the agent goes on; starts none from now on. */
    public void close() {
        isClosing = true;
        running.forEach(Running::giveUp);
        pausing.forEach(threads::unpark);
        runtime.close();
    }

    /** Where the breaker of this version stands. */
    public BreakerState breakerState(CatalogEntry entry) {
        return guarded(entry).breaker().state();
    }

    /**
     * Runs the agent.
     *
     * @param call an admitted call
     * @return an answer, or why there is none; nothing is thrown for what an agent does
     */
    public Invoked invoke(Admitted call) {
        Run run = new Run(call, guarded(call.entry()));
        Invoked invoked = run.withRetries();
        if (invoked instanceof Invoked.Answered answered) {
            replies.keep(call, answered.output());
            return answered;
        }
        Invoked.Failed failed = (Invoked.Failed) invoked;
        Blame blame = failed.code().blame();
        if (blame != Blame.AGENT && blame != Blame.CAPACITY) {
            return failed;
        }
        return replies.find(call)
                .<Invoked>map(output -> new Invoked.Answered(output, ModelUsage.NONE, failed.attempts(), true))
                .orElse(failed);
    }

    private GuardedAgent guarded(CatalogEntry entry) {
        GuardedAgent known = agents.get(entry);
        return known != null ? known : agents.computeIfAbsent(entry, this::guard);
    }

    private GuardedAgent guard(CatalogEntry entry) {
        Breaker breaker = new Breaker(
                config.breaker(),
                ticker,
                (from, to) -> listener.onEvent(
                        new MarketEvent.BreakerChanged(clock.instant(), entry.id(), entry.version(), from, to)));
        return new GuardedAgent(new CheckedAgent(entry, config.maxOutputBytes()), breaker);
    }

    /** One call on its way. Used by the caller's thread alone. */
    private final class Run {
        private final Admitted call;
        private final GuardedAgent guarded;
        private final JsonInput input;
        private int attempts;
        private ModelUsage failedUsage = ModelUsage.NONE;

        Run(Admitted call, GuardedAgent guarded) {
            this.call = call;
            this.guarded = guarded;
            this.input = new JsonInput(call.input());
        }

        Invoked withRetries() {
            RetrySchedule schedule = new RetrySchedule(
                    config.retry(), call.entry().descriptor().repeatable(), random, ticker, call.deadlineNanos());
            while (true) {
                try {
                    return attempt();
                } catch (AttemptFault fault) {
                    if (!schedule.again(fault)) {
                        return failed(fault);
                    }
                }
                pause(schedule.delay().toNanos());
                if (isClosing) {
                    return failed(closed());
                }
                if (Thread.currentThread().isInterrupted()) {
                    return failed(cancelled());
                }
            }
        }

        /** Waits so long, or until the engine closes or the caller is interrupted. */
        private void pause(long nanos) {
            Thread caller = Thread.currentThread();
            pausing.add(caller);
            try {
                threads.pause(nanos, () -> isClosing);
            } finally {
                pausing.remove(caller);
            }
        }

        private Invoked attempt() {
            Breaker.Attempt counted = guarded.breaker().tryAcquire().orElseThrow(this::leftAlone);
            attempts++;
            Runnable end = counted::notCounted;
            try {
                Invoked answered = once();
                end = counted::succeeded;
                return answered;
            } catch (AttemptFault fault) {
                if (fault.isAgentsFault()) {
                    end = counted::failed;
                    LOG.warn(
                            "{} {} attempt {} of {}: {}: {}",
                            call.entry().id(),
                            call.entry().version(),
                            attempts,
                            call.execution().id(),
                            fault.code().id(),
                            fault.text());
                } else if (fault.code() == ErrorCode.INVALID_INPUT) {
                    end = counted::refused;
                }
                throw fault;
            } finally {
                end.run();
            }
        }

        private AttemptFault leftAlone() {
            return AttemptFault.of(
                    ErrorCode.BREAKER_OPEN,
                    "agent " + call.entry().id() + " failed too often lately and is left alone for a while",
                    guarded.breaker().remainingOpenTime());
        }

        private Invoked once() {
            if (call.lease().isLost()) {
                throw lost();
            }
            long now = ticker.getAsLong();
            long deadline = Math.min(
                    call.deadlineNanos() - now,
                    call.entry().descriptor().attemptTimeout().toNanos());
            if (deadline <= 0) {
                throw tooLate(deadline);
            }
            AttemptContext context = new AttemptContext(
                    call.execution().id().value(),
                    call.entry().id().value(),
                    attempts,
                    ticker,
                    now + deadline,
                    call.call().attachments(),
                    call.call().chunkListener(),
                    config.maxOutputBytes());
            try {
                return new Invoked.Answered(run(context, deadline), context.usage(), attempts, false);
            } catch (AttemptFault fault) {
                failedUsage = failedUsage.plus(context.usage());
                throw fault;
            }
        }

        private CheckedOutput run(AttemptContext context, long nanos) {
            Future<AgentReply> future;
            try {
                future = runtime.start(guarded.agent(), input, context);
            } catch (RuntimeException notStarted) {
                throw AttemptFault.notStarted(notStarted);
            }
            Running attempt = new Running(context, future);
            running.add(attempt);
            call.lease().ifLost(attempt::giveUp);
            try {
                if (isClosing) {
                    attempt.giveUp();
                }
                CheckedOutput output =
                        (CheckedOutput) future.get(nanos, TimeUnit.NANOSECONDS).output();
                context.returned();
                return output;
            } catch (ExecutionException thrown) {
                context.returned();
                AttemptFault fault = AttemptFault.thrown(thrown.getCause() == null ? thrown : thrown.getCause());
                throw fault.code() == ErrorCode.CANCELLED ? stopped() : fault;
            } catch (CancellationException givenUp) {
                attempt.giveUp();
                throw stopped();
            } catch (TimeoutException late) {
                attempt.giveUp();
                throw tooLate(nanos);
            } catch (InterruptedException away) {
                attempt.giveUp();
                Thread.currentThread().interrupt();
                throw cancelled();
            } finally {
                running.remove(attempt);
            }
        }

        private static AttemptFault lost() {
            return AttemptFault.of(
                    ErrorCode.RESERVATION_EXPIRED,
                    "the call was given up because its lease could not be renewed in time");
        }

        /** The agent stopped as if it had been cancelled, and its caller has not cancelled it. */
        private AttemptFault stopped() {
            if (call.lease().isLost()) {
                return lost();
            }
            return isClosing ? closed() : AttemptFault.of(ErrorCode.AGENT_FAILED, "the agent gave up by itself");
        }

        private static AttemptFault closed() {
            return AttemptFault.of(ErrorCode.SHUTTING_DOWN, "the engine closed before the agent had answered");
        }

        /** An agent is to blame for being late only if it had the time it asked for, and not less because its caller is in a hurry. */
        private AttemptFault tooLate(long nanosGiven) {
            String text = "agent " + call.entry().id() + " did not answer within its time";
            AgentDescriptor agent = call.entry().descriptor();
            boolean hurried = call.call()
                            .timeout()
                            .filter(own -> own.compareTo(agent.timeout()) < 0)
                            .isPresent()
                    && nanosGiven < agent.attemptTimeout().toNanos();
            return hurried || nanosGiven <= 0
                    ? AttemptFault.ofHurry(text)
                    : AttemptFault.of(ErrorCode.AGENT_TIMEOUT, text);
        }

        private static AttemptFault cancelled() {
            return AttemptFault.of(ErrorCode.CANCELLED, "the call was cancelled");
        }

        private Invoked failed(AttemptFault fault) {
            return new Invoked.Failed(
                    fault.code(),
                    fault.text(),
                    fault.pointer(),
                    failedUsage,
                    attempts,
                    fault.retryAfter().orElse(null));
        }
    }
}
