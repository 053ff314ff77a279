package dev.souk.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.Souk;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.config.SoukConfig;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.Agent;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentInput;
import dev.souk.spi.agent.AgentReply;
import dev.souk.spi.agent.Pricing;
import dev.souk.spi.agent.Schema;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.store.Payout;
import dev.souk.spi.store.PayoutQuery;
import dev.souk.spi.store.PayoutState;
import dev.souk.spi.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** People who refund and pay out at the same moment, through engines on one database. */
@Timeout(120)
abstract class MoneyRaceContract {
    private static final int PEOPLE = 6;
    private static final int ROUNDS = 5;
    private static final TenantId ACME = new TenantId("acme");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final List<Souk> engines = new ArrayList<>();
    private final ExecutorService people = Executors.newFixedThreadPool(PEOPLE);

    /** Opens the stores of the engines that share one empty database; one store if it is for one engine. */
    abstract List<Store> openStores() throws Exception;

    /** An agent whose call costs a credit on top of the plan's price, 0.8 of it its publisher's. */
    private static final class Writer implements Agent {
        @Override
        public AgentDescriptor descriptor() {
            return AgentDescriptor.agent("indie.writer", "1.0.0")
                    .name("Writer")
                    .summary("Writes nothing.")
                    .input(Schema.json("{}"))
                    .output(Schema.json("{}"))
                    .pricing(Pricing.perCall("1"))
                    .build();
        }

        @Override
        public AgentReply invoke(AgentInput input, AgentContext context) {
            return AgentReply.of(Map.of());
        }
    }

    @BeforeEach
    void open() throws Exception {
        for (Store store : openStores()) {
            engines.add(Souk.builder()
                    .store(store)
                    .clock(now::get)
                    .agent(new Writer())
                    .config(SoukConfig.builder()
                            .holdBackDays(7)
                            .ledger(new SoukConfig.LedgerSettings(
                                    10_000, 2, 512, Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ofHours(1)))
                            .build())
                    .build());
        }
        engines.get(0).tenants().register(ACME, new PlanId("elite"));
        engines.get(0).credits().deposit(ACME, Credits.parse("1000"), null, "");
    }

    @AfterEach
    void close() throws InterruptedException {
        people.shutdownNow();
        assertThat(people.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(engines.get(0).credits().audit().findings()).isEmpty();
        engines.forEach(Souk::close);
    }

    private Souk engine(int number) {
        return engines.get(number % engines.size());
    }

    private ExecutionId paidCall() {
        Call call = Call.to("indie.writer").by(Caller.of("acme", "ann")).build();
        return ((Receipt) engines.get(0).call(call)).executionId();
    }

    private long posted(AccountId account) {
        return engines.get(0).credits().account(account).map(Account::posted).orElse(0L);
    }

    /** What each got who did this at the same moment: an answer, or the code of a refusal. */
    private List<Object> race(IntFunction<Object> deed) throws Exception {
        CyclicBarrier start = new CyclicBarrier(PEOPLE);
        List<Future<Object>> running = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            int number = person;
            running.add(people.submit(() -> {
                start.await();
                try {
                    return deed.apply(number);
                } catch (SoukException refused) {
                    return refused.code();
                }
            }));
        }
        List<Object> answers = new ArrayList<>();
        for (Future<Object> each : running) {
            answers.add(each.get());
        }
        return answers;
    }

    @Test
    void refundsThatTogetherExceedThePaymentAreNotAllMade() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            ExecutionId call = paidCall();
            long before = posted(AccountId.creditsOf(ACME));

            List<Object> answers = race(person -> {
                engine(person).refunds().refund(call, Credits.parse("0.5"), null, "");
                return "refunded";
            });

            assertThat(answers).filteredOn("refunded"::equals).hasSize(2);
            assertThat(answers)
                    .filteredOn(ErrorCode.REFUND_EXCEEDS_PAYMENT::equals)
                    .hasSize(PEOPLE - 2);
            assertThat(posted(AccountId.creditsOf(ACME))).isEqualTo(before + 1_000_000);
        }
    }

    @Test
    void aRefundWithOneReferenceIsMadeOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            ExecutionId call = paidCall();

            List<Object> answers = race(person -> engine(person)
                    .refunds()
                    .refund(call, Credits.parse("0.3"), "ticket", "")
                    .replayed());

            assertThat(answers).filteredOn(Boolean.FALSE::equals).hasSize(1);
            assertThat(answers).filteredOn(Boolean.TRUE::equals).hasSize(PEOPLE - 1);
            assertThat(engines.get(0).refunds().of(call)).hasSize(1);
        }
    }

    @Test
    void ofApprovalsAndRejectionsOneCounts() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            paidCall();
            now.updateAndGet(time -> time.plus(Duration.ofDays(8)));
            PayoutId id = new PayoutId("payout-" + round);
            engines.get(0).payouts().request("indie", Credits.parse("0.8"), "ann", id, "");
            long paidOut = posted(AccountId.PLATFORM_PAYOUTS);
            long payable = posted(AccountId.payableTo("indie"));

            List<Object> answers = race(person -> {
                Souk engine = engine(person);
                return person % 2 == 0
                        ? engine.payouts().approve(id, "person-" + person, "").payout()
                        : engine.payouts().reject(id, "person-" + person, "").payout();
            });

            Payout payout = engines.get(0).payouts().find(id).orElseThrow();
            assertThat(answers).filteredOn(payout::equals).hasSize(1);
            assertThat(answers).filteredOn(ErrorCode.CONFLICT::equals).hasSize(PEOPLE - 1);
            boolean approved = payout.state() == PayoutState.APPROVED;
            assertThat(posted(AccountId.of(id))).isZero();
            assertThat(posted(AccountId.PLATFORM_PAYOUTS)).isEqualTo(paidOut + (approved ? 800_000 : 0));
            assertThat(posted(AccountId.payableTo("indie"))).isEqualTo(payable + (approved ? 0 : 800_000));
        }
    }

    @Test
    void whatIsPayableIsSetAsideOnceHoweverManyAskForIt() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            paidCall();
            now.updateAndGet(time -> time.plus(Duration.ofDays(8)));

            List<Object> answers = race(person -> engine(person)
                    .payouts()
                    .request("indie", Credits.parse("0.8"), "ann", null, "")
                    .payout()
                    .state());

            assertThat(answers).filteredOn(PayoutState.REQUESTED::equals).hasSize(1);
            assertThat(answers)
                    .filteredOn(ErrorCode.INSUFFICIENT_EARNINGS::equals)
                    .hasSize(PEOPLE - 1);
            assertThat(posted(AccountId.payableTo("indie"))).isZero();
            assertThat(posted(AccountId.earningsOf("indie"))).isZero();
        }
        assertThat(engines.get(0).payouts().list(new PayoutQuery("indie", PayoutState.REQUESTED, null, 100)))
                .hasSize(ROUNDS);
    }

    @Test
    void aPayoutWithOneIdIsRequestedOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            paidCall();
            now.updateAndGet(time -> time.plus(Duration.ofDays(8)));
            PayoutId id = new PayoutId("payout-" + round);

            List<Object> answers = race(person -> engine(person)
                    .payouts()
                    .request("indie", Credits.parse("0.1"), "ann", id, "")
                    .replayed());

            assertThat(answers).filteredOn(Boolean.FALSE::equals).hasSize(1);
            assertThat(answers).filteredOn(Boolean.TRUE::equals).hasSize(PEOPLE - 1);
            assertThat(posted(AccountId.of(id))).isEqualTo(100_000);
        }
    }
}
