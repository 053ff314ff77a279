package dev.souk.engine.internal.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.engine.config.SoukConfig.AgentThreads;
import dev.souk.engine.support.TestAgent;
import dev.souk.engine.support.Threads;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentReply;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgentWorkersTest {
    private final CountDownLatch go = new CountDownLatch(1);
    private final TestAgent waiting = TestAgent.of("acme.waiting", (input, context) -> {
        go.await();
        return AgentReply.of(Map.of());
    });
    private final TestAgent stubborn = TestAgent.of("acme.stubborn", (input, context) -> {
        while (go.getCount() > 0) {
            Thread.onSpinWait();
        }
        return AgentReply.of(Map.of());
    });
    private final TestAgent quick = TestAgent.of("acme.quick", (input, context) -> AgentReply.of(Map.of("a", 1)));
    private AgentWorkers workers;

    @AfterEach
    void close() {
        go.countDown();
        workers.close();
    }

    private Future<AgentReply> start(Agent agent) {
        return workers.start(agent, null, null);
    }

    private static AgentReply reply(Future<AgentReply> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    private void refused(Agent agent, String message) {
        assertThatThrownBy(() -> start(agent))
                .isInstanceOfSatisfying(
                        SoukException.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.NO_WORKER_FREE))
                .hasMessageContaining(message);
    }

    /** The permits were given back after the answer was out, so a caller could find its own worker busy. */
    @ParameterizedTest
    @EnumSource
    void oneWorkerDoesOneThingAfterAnother(AgentThreads kind) throws Exception {
        workers = new AgentWorkers(1, 1, kind);
        for (int i = 0; i < 5_000; i++) {
            assertThat(reply(start(quick)).output()).isEqualTo(Map.of("a", 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAgentHasNoMoreThanItsShareAndTheOthersGoOn(AgentThreads kind) throws Exception {
        workers = new AgentWorkers(3, 2, kind);
        Future<AgentReply> one = start(waiting);
        Future<AgentReply> two = start(waiting);
        refused(waiting, "acme.waiting has all its 2 workers busy");
        reply(start(quick));
        go.countDown();
        reply(one);
        reply(two);
        reply(start(waiting));
    }

    @Test
    void allAgentsTogetherHaveNoMoreThanThereAre() throws Exception {
        workers = new AgentWorkers(2, 2, AgentThreads.PLATFORM);
        Future<AgentReply> one = start(waiting);
        Future<AgentReply> two = start(waiting);
        refused(quick, "every worker is busy");
        go.countDown();
        reply(one);
        reply(two);
        reply(start(quick));
    }

    @Test
    void anAgentThatIgnoresItsInterruptKeepsItsWorkerUntilItReturns() throws Exception {
        workers = new AgentWorkers(2, 1, AgentThreads.PLATFORM);
        Future<AgentReply> given = start(stubborn);
        Threads.until(() -> stubborn.invoked() == 1);
        assertThat(given.cancel(true)).isTrue();
        refused(stubborn, "workers busy");
        reply(start(quick));
        go.countDown();
        Threads.until(() -> {
            try {
                reply(start(stubborn));
                return true;
            } catch (SoukException stillBusy) {
                return false;
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
        });
    }

    @Test
    void theInterruptOfOneAttemptDoesNotReachTheNext() throws Exception {
        workers = new AgentWorkers(1, 1, AgentThreads.PLATFORM);
        AtomicBoolean interrupted = new AtomicBoolean();
        TestAgent looking = TestAgent.of("acme.looking", (input, context) -> {
            interrupted.compareAndSet(false, Thread.currentThread().isInterrupted());
            return AgentReply.of(Map.of());
        });
        for (int i = 0; i < 500; i++) {
            Future<AgentReply> future = start(looking);
            future.cancel(i % 2 == 0);
            Threads.until(() -> {
                try {
                    reply(start(quick));
                    return true;
                } catch (SoukException stillBusy) {
                    return false;
                } catch (Exception broken) {
                    throw new AssertionError(broken);
                }
            });
        }
        Future<AgentReply> last = start(looking);
        reply(last);
        assertThat(interrupted).isFalse();
    }

    @Test
    void anAgentThatWasGivenUpBeforeItBeganGivesItsWorkerBack() {
        workers = new AgentWorkers(1, 1, AgentThreads.PLATFORM);
        for (int i = 0; i < 500; i++) {
            Threads.until(() -> {
                try {
                    start(quick).cancel(true);
                    return true;
                } catch (SoukException stillBusy) {
                    return false;
                }
            });
        }
    }

    @Test
    void afterTheEndNothingStarts() {
        workers = new AgentWorkers(1, 1, AgentThreads.PLATFORM);
        workers.close();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> start(quick)).isInstanceOf(RejectedExecutionException.class);
        }
        workers.close();
    }
}
