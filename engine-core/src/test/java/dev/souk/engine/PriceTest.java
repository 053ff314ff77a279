package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.config.Plan;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.TrialTerms;
import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.engine.internal.plan.PlanReader;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionQuery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {
    private static TestAgent priced(Pricing pricing) {
        return TestAgent.of("indie.writer", about -> about.pricing(pricing), (input, context) -> {
            Object used = input.asMap().get("used");
            if (used instanceof Number tokens) {
                context.reportModelUsage(new ModelUsage(tokens.longValue(), 0));
            }
            return AgentReply.of(Map.of());
        });
    }

    private static Receipt paid(CallResult result) {
        assertThat(result).isInstanceOf(Receipt.class);
        return (Receipt) result;
    }

    private static void nothingHappened(Market market, TestAgent agent) {
        assertThat(agent.invoked()).isZero();
        assertThat(market.souk.executions().list(new ExecutionQuery(Market.ACME, null, null, 10)))
                .isEmpty();
        assertThat(market.souk.credits().balance(Market.ACME).held()).isEqualTo(Credits.ZERO);
        assertThat(market.souk.credits().audit().findings()).isEmpty();
    }

    @Nested
    class APlan {
        @ParameterizedTest
        @CsvSource({
            "solo,     5,    50,    0.005,  false",
            "basic,    20,   500,   0.0095, false",
            "silver,   50,   2000,  0.038,  false",
            "standard, 100,  5000,  0.0475, false",
            "premium,  200,  10000, 0.076,  false",
            "elite,    500,  25000, 0.2375, false",
            "byok,     1000, 50000, 0.002,  true"
        })
        void ofTheDefaultFileIsAsPublishedAndChargedSo(
                String id, long perMinute, long perHour, String price, boolean tenantPaysModels) {
            Plan plan = PlanReader.standard().find(new PlanId(id)).orElseThrow();
            assertThat(plan.requestsPerMinute()).isEqualTo(perMinute);
            assertThat(plan.requestsPerHour()).isEqualTo(perHour);
            assertThat(plan.price()).contains(Credits.parse(price));
            assertThat(plan.tenantPaysModels()).isEqualTo(tenantPaysModels);
            try (Market market = Market.of(TestAgent.echo("acme.greeter"))) {
                market.tenant("buyer", id, "1");
                Receipt receipt = paid(market.souk.call(
                        Call.to("acme.greeter").by(Caller.of("buyer", "ann")).build()));
                assertThat(receipt.charge()).isEqualTo(Credits.parse(price));
                assertThat(receipt.balance()).isEqualTo(Credits.parse("1").minus(receipt.charge()));
                assertThat(market.posted(AccountId.PLATFORM_FEES))
                        .isEqualTo(receipt.charge().micros());
            }
        }

        @Test
        void ofTheDefaultFileIsThereOnlyIfItIsPublished() {
            assertThat(PlanReader.standard().plans())
                    .extracting(plan -> plan.id().value())
                    .containsExactly("solo", "basic", "silver", "standard", "premium", "elite", "byok");
            assertThat(PlanReader.standard().trial().calls()).isEqualTo(3);
            assertThat(PlanReader.standard().requestsPerMinuteAndUser()).isEqualTo(100);
        }

        @Test
        void withoutAPriceIsARefusal() {
            TestAgent agent = priced(Pricing.free());
            Plan silent = new Plan(new PlanId("silent"), 10, 10, 10, null, false);
            try (Market market = Market.bare(parts -> parts.plans(onSale(silent)), agent)) {
                market.tenant("acme", "silent", "10");
                assertThat(market.call("indie.writer"))
                        .isInstanceOfSatisfying(
                                Refusal.NoPrice.class,
                                no -> assertThat(no.message()).contains("plan 'silent'"));
                nothingHappened(market, agent);
            }
        }

        @Test
        void thatSaysItIsFreeIsFree() {
            Plan free = new Plan(new PlanId("free"), 10, 10, 10, Credits.ZERO, false);
            try (Market market = Market.bare(parts -> parts.plans(onSale(free)), priced(Pricing.free()))) {
                market.tenant("acme", "free", "0");
                Receipt receipt = paid(market.call("indie.writer"));
                assertThat(receipt.charge()).isEqualTo(Credits.ZERO);
                assertThat(market.souk.credits().audit().transfers()).isZero();
                assertThat(market.souk.executions().find(Market.ACME, receipt.executionId()))
                        .map(Execution::isRunning)
                        .contains(false);
            }
        }

        @Test
        void thatIsNotForSaleHereIsARefusal() {
            TestAgent agent = priced(Pricing.free());
            Plan gone = new Plan(new PlanId("gone"), 10, 10, 10, Credits.ZERO, false);
            MemoryStore store = new MemoryStore();
            Market.bare(parts -> parts.store(store).plans(onSale(gone)), agent).tenant("acme", "gone", "0");
            try (Market market = Market.bare(parts -> parts.store(store), agent)) {
                assertThat(market.call("indie.writer")).isInstanceOfSatisfying(Refusal.UnknownPlan.class, no -> {
                    assertThat(no.message()).contains("'gone'");
                    assertThat(no.code()).isEqualTo(ErrorCode.PLAN_NOT_FOUND);
                });
                nothingHappened(market, agent);
            }
        }

        private static Plans onSale(Plan plan) {
            return new Plans(List.of(plan), new TrialTerms(3, 3), 100);
        }
    }

    @Nested
    class AnAgentsPrice {
        @Test
        void isPaidOnTopAndSharedWithThePublisher() {
            try (Market market = Market.of(priced(Pricing.perCall("0.01")))) {
                Receipt receipt = paid(market.call("indie.writer"));
                assertThat(receipt.charge()).isEqualTo(Credits.parse("0.2475"));
                assertThat(market.posted(AccountId.earningsOf("indie"))).isEqualTo(8_000);
                assertThat(market.posted(AccountId.PLATFORM_FEES)).isEqualTo(237_500 + 2_000);
                assertThat(market.available()).isEqualTo(Credits.parse("1000").minus(receipt.charge()));
            }
        }

        @Test
        void isSharedToTheMicroAndRoundedDownForThePublisher() {
            try (Market market = Market.of(priced(Pricing.perCall("0.000004")))) {
                paid(market.call("indie.writer"));
                assertThat(market.posted(AccountId.earningsOf("indie"))).isEqualTo(3);
                assertThat(market.posted(AccountId.PLATFORM_FEES)).isEqualTo(237_500 + 1);
            }
        }

        @ParameterizedTest
        @CsvSource({"0, 0", "10000, 10000", "1, 1", "9999, 9999", "3333, 3333"})
        void isSharedAsTheSettingSays(int basisPoints, long share) {
            try (Market market = Market.with(
                    parts -> parts.config(Market.config()
                            .publisherShareBasisPoints(basisPoints)
                            .build()),
                    priced(Pricing.perCall("0.01")))) {
                paid(market.call("indie.writer"));
                assertThat(market.posted(AccountId.earningsOf("indie"))).isEqualTo(share);
                assertThat(market.posted(AccountId.PLATFORM_FEES)).isEqualTo(237_500 + 10_000 - share);
            }
        }

        @Test
        void forModelTokensIsReservedAtMostAndChargedAsUsed() {
            Pricing pricing = Pricing.perCall("1").andPerThousandModelTokens("2", 5_000);
            Market[] here = new Market[1];
            Credits[] held = new Credits[1];
            TestAgent agent = TestAgent.of("indie.writer", about -> about.pricing(pricing), (input, context) -> {
                held[0] = here[0].souk.credits().balance(Market.ACME).held();
                context.reportModelUsage(new ModelUsage(1_000, 250));
                context.reportModelUsage(new ModelUsage(0, 250));
                return AgentReply.of(Map.of());
            });
            try (Market market = Market.of(agent)) {
                here[0] = market;
                Receipt receipt = paid(market.call("indie.writer"));
                assertThat(held[0]).isEqualTo(Credits.parse("11.2375"));
                assertThat(receipt.usage()).isEqualTo(new ModelUsage(1_000, 500));
                assertThat(receipt.charge()).isEqualTo(Credits.parse("4.2375"));
                assertThat(market.souk.credits().balance(Market.ACME).held()).isEqualTo(Credits.ZERO);
            }
        }

        @Test
        void forModelTokensStopsAtTheMaximum() {
            try (Market market = Market.of(priced(Pricing.perThousandModelTokens("1", 2_000)))) {
                Receipt receipt = paid(market.souk.call(Market.to("indie.writer")
                        .input(Map.of("used", 1_000_000))
                        .build()));
                assertThat(receipt.charge()).isEqualTo(Credits.parse("2.2375"));
                assertThat(receipt.usage().totalModelTokens()).isEqualTo(1_000_000);
            }
        }

        @Test
        void thatIsNotSaidIsARefusal() {
            TestAgent silent = TestAgent.withoutPricing("indie.writer");
            try (Market market = Market.of(silent)) {
                market.tenant("free", null, "0");
                assertThat(market.call("indie.writer")).isInstanceOfSatisfying(Refusal.NoPrice.class, no -> {
                    assertThat(no.code()).isEqualTo(ErrorCode.NO_PRICE);
                    assertThat(no.message()).contains("'indie.writer' 1.0.0");
                });
                assertThat(market.souk.call(Call.to("indie.writer")
                                .by(Caller.of("free", "ann").on("phone"))
                                .build()))
                        .isInstanceOf(Refusal.NoPrice.class);
                nothingHappened(market, silent);
            }
        }

        @Test
        void onTrialCostsNothing() {
            try (Market market = Market.of(priced(Pricing.perCall("5")))) {
                market.tenant("free", null, "0");
                Receipt receipt = paid(market.souk.call(Call.to("indie.writer")
                        .by(Caller.of("free", "ann").on("phone"))
                        .build()));
                assertThat(receipt.charge()).isEqualTo(Credits.ZERO);
                assertThat(market.posted(AccountId.earningsOf("indie"))).isZero();
            }
        }
    }

    @Nested
    class TooLittle {
        @Test
        void isARefusalThatSaysHowMuchIsMissingAndLeavesNothing() {
            TestAgent agent = priced(Pricing.perCall("1"));
            try (Market market = Market.bare(parts -> parts, agent)) {
                market.tenant("acme", "elite", "1");
                assertThat(market.call("indie.writer"))
                        .isInstanceOfSatisfying(Refusal.InsufficientCredits.class, no -> {
                            assertThat(no.required()).isEqualTo(Credits.parse("1.2375"));
                            assertThat(no.available()).isEqualTo(Credits.parse("1"));
                            assertThat(no.message()).contains("add at least 0.2375");
                        });
                nothingHappened(market, agent);
                assertThat(market.used("plan-per-minute")).isZero();
            }
        }

        @Test
        void forTheMostItMayCostIsARefusalAlthoughItMightCostLess() {
            TestAgent agent = priced(Pricing.perThousandModelTokens("1", 10_000));
            try (Market market = Market.bare(parts -> parts, agent)) {
                market.tenant("acme", "elite", "5");
                assertThat(market.call("indie.writer")).isInstanceOf(Refusal.InsufficientCredits.class);
                nothingHappened(market, agent);
            }
        }

        @Test
        void toTheMicroDecides() {
            try (Market market = Market.bare(parts -> parts, priced(Pricing.free()))) {
                market.tenant("acme", "elite", "0.237499");
                assertThat(market.call("indie.writer")).isInstanceOf(Refusal.InsufficientCredits.class);
                market.souk.credits().grant(new TenantId("acme"), Credits.ofMicros(1), null, "");
                assertThat(paid(market.call("indie.writer")).balance()).isEqualTo(Credits.ZERO);
            }
        }
    }

    @Nested
    class Unknown {
        private final TestAgent first = version("acme.greeter", "1.0.0");
        private final TestAgent second = version("acme.greeter", "1.2.0");
        private final TestAgent next = version("acme.greeter", "2.0.0-rc.1");
        private final TestAgent onlyNext = version("acme.beta", "0.1.0-alpha");

        private static TestAgent version(String id, String version) {
            return TestAgent.version(id, version, about -> about, (input, context) -> AgentReply.of(Map.of()));
        }

        @Test
        void tenantsAreRefused() {
            try (Market market = Market.of(first)) {
                assertThat(market.souk.call(Call.to("acme.greeter")
                                .by(Caller.of("nobody", "ann"))
                                .build()))
                        .isInstanceOfSatisfying(
                                Refusal.UnknownTenant.class,
                                no -> assertThat(no.message()).contains("'nobody'"));
                nothingHappened(market, first);
            }
        }

        @Test
        void agentsAndVersionsAreRefused() {
            try (Market market = Market.of(first)) {
                assertThat(market.call("acme.nothing"))
                        .isInstanceOfSatisfying(
                                Refusal.UnknownAgent.class,
                                no -> assertThat(no.message()).contains("no agent 'acme.nothing'"));
                assertThat(market.souk.call(
                                Market.to("acme.greeter").version("9.9.9").build()))
                        .isInstanceOfSatisfying(
                                Refusal.UnknownAgent.class,
                                no -> assertThat(no.message()).contains("9.9.9", "acme.greeter"));
                nothingHappened(market, first);
            }
        }

        @Test
        void theNewestReleaseIsCalledUnlessAVersionIsAskedFor() {
            try (Market market = Market.of(second, next, first, onlyNext)) {
                assertThat(paid(market.call("acme.greeter")).version()).hasToString("1.2.0");
                assertThat(paid(market.souk.call(Market.to("acme.greeter")
                                        .version("1.0.0")
                                        .build()))
                                .version())
                        .hasToString("1.0.0");
            }
        }

        @Test
        void preReleasesAreCalledOnlyIfTheyAreAskedFor() {
            try (Market market = Market.of(second, next, first, onlyNext)) {
                assertThat(market.call("acme.beta")).isInstanceOf(Refusal.UnknownAgent.class);
                assertThat(paid(market.souk.call(Market.to("acme.greeter")
                                        .version("2.0.0-rc.1")
                                        .build()))
                                .version())
                        .hasToString("2.0.0-rc.1");
            }
        }
    }
}
