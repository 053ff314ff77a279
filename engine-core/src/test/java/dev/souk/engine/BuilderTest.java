package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.ConfigurationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.internal.ledger.Ledger;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.Schema;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.limit.LimitDecision;
import dev.souk.spi.limit.LimitRequest;
import dev.souk.spi.limit.LimitStatus;
import dev.souk.spi.limit.LimitStore;
import dev.souk.spi.limit.Permit;
import dev.souk.spi.runtime.AgentRuntime;
import dev.souk.spi.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuilderTest {
    private static void refused(SoukBuilder builder, ErrorCode code, String... message) {
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        SoukException.class, fault -> assertThat(fault.code()).isEqualTo(code))
                .hasMessageContainingAll(message);
    }

    private static SoukBuilder inMemory() {
        return Souk.builder().inMemoryStore();
    }

    @Nested
    class ThereIsNoEngine {
        /** The builder showed Guice's own exception, because the fault was wrapped once for each part that wanted the store. */
        @Test
        void withoutAStore() {
            refused(Souk.builder(), ErrorCode.CONFIG_INVALID, "a store", "inMemoryStore");
            refused(Souk.builder().agent(TestAgent.echo("acme.a")), ErrorCode.CONFIG_INVALID, "a store");
        }

        @Test
        void withoutItsPluginDirectory(@TempDir Path directory) {
            refused(inMemory().plugins(directory.resolve("none")), ErrorCode.CONFIG_INVALID, "none is not there");
        }

        @Test
        void withTheSameAgentTwice() {
            refused(
                    inMemory().agent(TestAgent.echo("acme.a")).agent(TestAgent.echo("acme.a")),
                    ErrorCode.PLUGIN_DUPLICATE,
                    "acme.a 1.0.0");
        }

        @Test
        void withAnAgentWhoseSchemaIsNone() {
            TestAgent wrong = TestAgent.of(
                    "acme.wrong", about -> about.output(Schema.json("{\"type\": 7}")), (input, context) -> null);
            refused(inMemory().agent(wrong), ErrorCode.AGENT_DESCRIPTOR_INVALID, "acme.wrong 1.0.0", "output schema");
        }

        @Test
        void withAnAgentThatDoesNotDescribeItself() {
            refused(inMemory().agent(new Undescribed(null)), ErrorCode.AGENT_DESCRIPTOR_INVALID, "with null");
            refused(
                    inMemory().agent(new Undescribed(new IllegalStateException("no idea"))),
                    ErrorCode.AGENT_DESCRIPTOR_INVALID,
                    "failed to describe itself",
                    "no idea");
            refused(
                    inMemory().agent(new Undescribed(new AssertionError("no idea"))),
                    ErrorCode.AGENT_DESCRIPTOR_INVALID,
                    "no idea");
        }

        @Test
        void withAPlanFileThatIsNotThere(@TempDir Path directory) {
            assertThatThrownBy(() -> inMemory().plans(directory.resolve("plans.json")))
                    .isInstanceOfSatisfying(
                            SoukException.class,
                            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                    .hasMessageContaining("plans.json is not there");
        }
    }

    private record Undescribed(Throwable fault) implements Agent {
        @Override
        public AgentDescriptor descriptor() {
            if (fault instanceof Error error) {
                throw error;
            }
            if (fault != null) {
                throw (RuntimeException) fault;
            }
            return null;
        }

        @Override
        public AgentReply invoke(AgentInput input, AgentContext context) {
            throw new AssertionError("nobody calls this");
        }
    }

    @Nested
    class AGuiceHost {
        @Test
        void seesTheEngineAndItsViewsAndNothingElse() {
            Injector injector = Guice.createInjector(new SoukModule(inMemory().agent(TestAgent.echo("acme.echo"))));
            try (Souk souk = injector.getInstance(Souk.class)) {
                assertThat(injector.getInstance(Souk.class)).isSameAs(souk);
                assertThat(injector.getInstance(AgentsView.class)).isSameAs(souk.agents());
                assertThat(injector.getInstance(CreditsView.class)).isSameAs(souk.credits());
                assertThat(injector.getInstance(UsageView.class)).isSameAs(souk.usage());
                assertThat(injector.getInstance(LimitsView.class)).isSameAs(souk.limits());
                assertThat(injector.getInstance(ExecutionsView.class)).isSameAs(souk.executions());
                assertThat(injector.getInstance(TenantsView.class)).isSameAs(souk.tenants());
                assertThat(injector.getInstance(RefundsView.class)).isSameAs(souk.refunds());
                assertThat(injector.getInstance(PayoutsView.class)).isSameAs(souk.payouts());
                assertThat(injector.getInstance(StatementsView.class)).isSameAs(souk.statements());
                for (Class<?> hidden : List.of(Store.class, LimitStore.class, AgentRuntime.class, Ledger.class)) {
                    assertThatThrownBy(() -> injector.getInstance(hidden)).isInstanceOf(ConfigurationException.class);
                }
                assertThat(injector.getBindings().keySet())
                        .filteredOn(key ->
                                key.getTypeLiteral().getRawType().getName().startsWith("dev.souk"))
                        .extracting(Key::getTypeLiteral)
                        .extracting(type -> type.getRawType().getSimpleName())
                        .containsExactlyInAnyOrder(
                                "Souk",
                                "AgentsView",
                                "CreditsView",
                                "RefundsView",
                                "PayoutsView",
                                "StatementsView",
                                "UsageView",
                                "LimitsView",
                                "BudgetsView",
                                "ExecutionsView",
                                "LedgerView",
                                "TenantsView");
            }
        }

        @Test
        void callsAgentsThroughIt() {
            Injector injector = Guice.createInjector(new SoukModule(inMemory().agent(TestAgent.echo("acme.echo"))));
            try (Souk souk = injector.getInstance(Souk.class)) {
                souk.tenants().register(Market.ACME, new PlanId("solo"));
                souk.credits().grant(Market.ACME, Credits.parse("1"), null, "");
                assertThat(souk.call(Market.to("acme.echo").build())).isInstanceOf(Receipt.class);
            }
        }
    }

    @Nested
    class AnotherRuntime {
        @Test
        void runsTheAgentsAndIsClosedWithTheEngine() {
            AtomicInteger closed = new AtomicInteger();
            AgentRuntime inline = new AgentRuntime() {
                @Override
                public Future<AgentReply> start(Agent agent, AgentInput input, AgentContext context) {
                    try {
                        return CompletableFuture.completedFuture(agent.invoke(input, context));
                    } catch (Exception fault) {
                        return CompletableFuture.failedFuture(fault);
                    }
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
            try (Market market = Market.with(parts -> parts.runtime(inline), TestAgent.echo("acme.echo"))) {
                assertThat(market.call("acme.echo")).isInstanceOf(Receipt.class);
            }
            assertThat(closed).hasPositiveValue();
        }

        @Test
        void thatBreaksIsAFailureAndNotAnException() {
            AgentRuntime broken = new AgentRuntime() {
                @Override
                public Future<AgentReply> start(Agent agent, AgentInput input, AgentContext context) {
                    throw new IllegalStateException("a secret of the runtime");
                }

                @Override
                public void close() {}
            };
            try (Market market = Market.with(parts -> parts.runtime(broken), TestAgent.echo("acme.echo"))) {
                assertThat(market.call("acme.echo")).isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
                    assertThat(failure.message()).doesNotContain("secret");
                });
                assertThat(market.available()).isEqualTo(Credits.parse("1000"));
            }
        }
    }

    @Nested
    class AnotherLimiter {
        private final AtomicInteger out = new AtomicInteger();

        private LimitStore limiter(boolean away) {
            return new LimitStore() {
                @Override
                public LimitDecision tryAcquire(List<LimitRequest> requests, Duration lease) {
                    if (away) {
                        throw new SoukException(ErrorCode.STORE_UNAVAILABLE, "the limiter is away");
                    }
                    out.incrementAndGet();
                    return new LimitDecision.Granted(new Permit() {
                        @Override
                        public void release() {
                            out.decrementAndGet();
                        }

                        @Override
                        public void cancel() {
                            out.decrementAndGet();
                        }
                    });
                }

                @Override
                public List<LimitStatus> status(List<LimitRequest> requests) {
                    return List.of();
                }

                @Override
                public void close() {}
            };
        }

        @Test
        void isAskedInstead() {
            try (Market market = Market.with(parts -> parts.limits(limiter(false)), TestAgent.echo("acme.echo"))) {
                assertThat(market.call("acme.echo")).isInstanceOf(Receipt.class);
                assertThat(out).hasValue(0);
            }
        }

        @Test
        void thatIsAwayLetsNobodyIn() {
            TestAgent agent = TestAgent.echo("acme.echo");
            try (Market market = Market.with(parts -> parts.limits(limiter(true)), agent)) {
                assertThat(market.call("acme.echo"))
                        .isInstanceOfSatisfying(
                                Failure.class,
                                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
                assertThat(agent.invoked()).isZero();
            }
        }
    }

    @Nested
    class AListener {
        /** An error of a listener used to come out of a call that was paid for. */
        @Test
        void thatThrowsAnythingChangesNothingAndTheOthersAreTold() {
            List<MarketEvent> heard = new CopyOnWriteArrayList<>();
            try (Market market = Market.with(
                    parts -> parts.listener(event -> {
                                throw new IllegalStateException("cannot listen");
                            })
                            .listener(event -> {
                                throw new NoClassDefFoundError("cannot listen either");
                            })
                            .listener(heard::add),
                    TestAgent.echo("acme.echo"))) {
                assertThat(market.call("acme.echo")).isInstanceOf(Receipt.class);
                market.call("acme.none");
                assertThat(heard).hasExactlyElementsOfTypes(MarketEvent.CallEnded.class, MarketEvent.CallRefused.class);
                assertThat(market.used("plan-in-flight")).isZero();
            }
        }

        @Test
        void isToldWhatACallCameTo() {
            try (Market market = Market.of(TestAgent.echo("acme.echo"))) {
                Receipt receipt = (Receipt) market.call("acme.echo");
                assertThat(market.events).singleElement().satisfies(event -> {
                    MarketEvent.CallEnded ended = (MarketEvent.CallEnded) event;
                    assertThat(ended.execution()).isEqualTo(receipt.executionId());
                    assertThat(ended.charge()).isEqualTo(receipt.charge());
                    assertThat(ended.code()).isEmpty();
                    assertThat(ended.attempts()).isEqualTo(1);
                });
            }
        }
    }
}
