package dev.souk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.config.Plans;
import dev.souk.engine.config.SoukConfig.BreakerSettings;
import dev.souk.engine.config.TrialTerms;
import dev.souk.engine.internal.plan.PlanReader;
import dev.souk.engine.support.Market;
import dev.souk.engine.support.TestAgent;
import dev.souk.engine.support.Threads;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.ledger.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TrialTest {
    private final TestAgent greeter = TestAgent.echo("acme.greeter");
    private final TestAgent scanner = TestAgent.echo("souk.scanner");
    private final TestAgent broken = TestAgent.of("acme.broken", (input, context) -> {
        throw AgentException.failed("broken", null);
    });
    private final Market market = Market.bare(
            parts -> parts.config(Market.config()
                    .breaker(new BreakerSettings(1_000, 1_000, Duration.ofSeconds(1), 1))
                    .build()),
            greeter,
            scanner,
            broken);

    TrialTest() {
        market.tenant("free", null, "0");
    }

    @AfterEach
    void close() {
        assertThat(market.souk.credits().audit().findings()).isEmpty();
        market.close();
    }

    private CallResult call(String agent, String user, String device) {
        return market.souk.call(
                Call.to(agent).by(Caller.of("free", user).on(device)).build());
    }

    private static void usedUp(CallResult result, String by) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Refusal.TrialUsedUp.class, no -> assertThat(no.by()).isEqualTo(by));
    }

    @Test
    void threeCallsAreFreeOverAllAgents() {
        for (int left = 2; left >= 0; left--) {
            int expected = left;
            assertThat(call(left == 1 ? "souk.scanner" : "acme.greeter", "ann", "phone"))
                    .isInstanceOfSatisfying(Receipt.class, receipt -> {
                        assertThat(receipt.trialCallsLeft()).hasValue(expected);
                        assertThat(receipt.charge()).isEqualTo(Credits.ZERO);
                    });
        }
        usedUp(call("souk.scanner", "ann", "phone"), "user");
        assertThat(greeter.invoked() + scanner.invoked()).isEqualTo(3);
    }

    @Test
    void theFourthIsARefusalThatSaysWhatToBuy() {
        for (int i = 0; i < 3; i++) {
            call("acme.greeter", "ann", "phone");
        }
        Refusal.TrialUsedUp no = (Refusal.TrialUsedUp) call("acme.greeter", "ann", "phone");
        assertThat(no.code()).isEqualTo(ErrorCode.TRIAL_USED_UP);
        assertThat(no.offers()).isEqualTo(PlanReader.standard().plans());
        assertThat(no.message()).contains("3 trial calls", "solo (0.005 credits a call)", "elite", "byok");
        assertThat(no.retryAfter()).isEmpty();
    }

    @Test
    void anotherDeviceGivesAUsedUpUserNothing() {
        for (String device : List.of("a", "b", "c")) {
            assertThat(call("acme.greeter", "ann", device)).isInstanceOf(Receipt.class);
        }
        usedUp(call("acme.greeter", "ann", "d"), "user");
        assertThat(market.posted(AccountId.trialOf(new DeviceId("d")))).isZero();
    }

    @Test
    void anotherUserGetsNothingOnAUsedUpDevice() {
        for (String user : List.of("ann", "ben", "cem")) {
            assertThat(call("acme.greeter", user, "phone")).isInstanceOf(Receipt.class);
        }
        usedUp(call("acme.greeter", "dan", "phone"), "device");
        assertThat(call("acme.greeter", "dan", "laptop")).isInstanceOf(Receipt.class);
    }

    @Test
    void theSameDeviceUnderAnotherTenantIsTheSameDevice() {
        market.tenant("other", null, "0");
        for (int i = 0; i < 3; i++) {
            call("acme.greeter", "ann", "phone");
        }
        usedUp(
                market.souk.call(Call.to("acme.greeter")
                        .by(Caller.of("other", "ann").on("phone"))
                        .build()),
                "device");
    }

    @Test
    void aFailedCallGivesItsUnitBack() {
        for (int i = 0; i < 5; i++) {
            assertThat(call("acme.broken", "ann", "phone")).isInstanceOf(Failure.class);
        }
        assertThat(call("acme.greeter", "ann", "phone"))
                .isInstanceOfSatisfying(
                        Receipt.class,
                        receipt -> assertThat(receipt.trialCallsLeft()).hasValue(2));
    }

    @Test
    void aTrialCallNamesItsDevice() {
        assertThat(market.souk.call(
                        Call.to("acme.greeter").by(Caller.of("free", "ann")).build()))
                .isInstanceOf(Refusal.DeviceRequired.class);
    }

    @Test
    void aPlanTakesTheTenantOffTheTrial() {
        for (int i = 0; i < 4; i++) {
            call("acme.greeter", "ann", "phone");
        }
        market.souk.tenants().changePlan(new TenantId("free"), new PlanId("solo"));
        market.souk.credits().grant(new TenantId("free"), Credits.parse("1"), null, "");
        assertThat(call("acme.greeter", "ann", "phone")).isInstanceOfSatisfying(Receipt.class, receipt -> {
            assertThat(receipt.charge()).isEqualTo(Credits.parse("0.005"));
            assertThat(receipt.trialCallsLeft()).isEmpty();
        });
    }

    /** The name of the transfer that opens the account was too long, and the call failed with an internal fault. */
    @Test
    void theLongestNamesThereCanBeCanTryToo() {
        String longest = "n".repeat(128);
        market.tenant(longest, null, "0");
        assertThat(market.souk.call(Call.to("acme.greeter")
                        .by(Caller.of(longest, longest).on(longest))
                        .build()))
                .isInstanceOf(Receipt.class);
    }

    @Test
    void whereThereIsNoTrialNothingCanBeTried() {
        Plans standard = PlanReader.standard();
        Plans noTrial = new Plans(standard.plans(), new TrialTerms(0, 1), standard.requestsPerMinuteAndUser());
        try (Market strict = Market.bare(parts -> parts.plans(noTrial), TestAgent.echo("acme.greeter"))) {
            strict.tenant("free", null, "0");
            usedUp(
                    strict.souk.call(Call.to("acme.greeter")
                            .by(Caller.of("free", "ann").on("phone"))
                            .build()),
                    "user");
        }
    }

    @Nested
    class AHundredFirstCallsAtOnce {
        private final Caller ann = Caller.of("free", "ann").on("phone");

        @RepeatedTest(3)
        void runExactlyThreeAndGiveThePermitsOfTheOthersBack() throws Exception {
            List<CallResult> results = Threads.together(100, number -> call("acme.greeter", "ann", "phone"));
            assertThat(results).filteredOn(Receipt.class::isInstance).hasSize(3);
            assertThat(results).filteredOn(Refusal.class::isInstance).hasSize(97);
            assertThat(greeter.invoked()).isEqualTo(3);
            assertThat(market.posted(AccountId.trialOf(new TenantId("free"), new UserId("ann"))))
                    .isZero();
            assertThat(market.used(ann, "user-per-minute")).isEqualTo(3);
            assertThat(market.used(ann, "trial-in-flight")).isZero();
        }

        @RepeatedTest(3)
        void onAsManyDevicesRunExactlyThree() throws Exception {
            List<CallResult> results = Threads.together(100, number -> call("acme.greeter", "ann", "phone" + number));
            assertThat(results).filteredOn(Receipt.class::isInstance).hasSize(3);
            assertThat(greeter.invoked()).isEqualTo(3);
        }

        @RepeatedTest(3)
        void ofAsManyUsersOnOneDeviceRunExactlyThree() throws Exception {
            List<CallResult> results = Threads.together(100, number -> call("acme.greeter", "ann" + number, "phone"));
            assertThat(results).filteredOn(Receipt.class::isInstance).hasSize(3);
            assertThat(results)
                    .filteredOn(Refusal.TrialUsedUp.class::isInstance)
                    .hasSize(97);
        }

        @RepeatedTest(3)
        void ofWhichSomeFailGiveTheirUnitsBackAndNeverMoreThanThreeSucceed() throws Exception {
            AtomicInteger turn = new AtomicInteger();
            TestAgent moody = TestAgent.of("acme.moody", (input, context) -> {
                if (turn.incrementAndGet() % 2 == 0) {
                    throw AgentException.failed("not today", null);
                }
                return AgentReply.of(Map.of());
            });
            try (Market other = Market.bare(parts -> parts, moody)) {
                other.tenant("free", null, "0");
                Call call = Call.to("acme.moody").by(ann).build();
                List<CallResult> results = Threads.together(100, number -> other.souk.call(call));
                long succeeded =
                        results.stream().filter(Receipt.class::isInstance).count();
                long failed = results.stream().filter(Failure.class::isInstance).count();
                assertThat(succeeded).isBetween(1L, 3L);
                assertThat(moody.invoked()).isEqualTo((int) (succeeded + failed));
                assertThat(other.posted(AccountId.trialOf(new DeviceId("phone"))))
                        .isEqualTo(3 - succeeded);
                assertThat(other.posted(AccountId.TRIAL_USED)).isEqualTo(2 * succeeded);
                assertThat(other.used(ann, "user-per-minute")).isEqualTo(succeeded + failed);
                assertThat(other.souk.credits().audit().findings()).isEmpty();
            }
        }

        @Test
        void thatTakeLongRunThreeAndRefuseTheOthersMeanwhile() throws Exception {
            CountDownLatch othersRefused = new CountDownLatch(97);
            TestAgent slow = TestAgent.of("acme.slow", (input, context) -> {
                Threads.await(othersRefused);
                return AgentReply.of(Map.of());
            });
            try (Market other = Market.bare(parts -> parts, slow)) {
                other.tenant("free", null, "0");
                Call call = Call.to("acme.slow").by(ann).build();
                List<CallResult> results = Threads.together(100, number -> {
                    CallResult result = other.souk.call(call);
                    if (result instanceof Refusal) {
                        othersRefused.countDown();
                    }
                    return result;
                });
                assertThat(results).filteredOn(Receipt.class::isInstance).hasSize(3);
                assertThat(slow.invoked()).isEqualTo(3);
            }
        }
    }
}
