package dev.souk.engine.internal.ledger;

import static dev.souk.engine.internal.ledger.Samples.ACME;
import static dev.souk.engine.internal.ledger.Samples.LATER;
import static dev.souk.engine.internal.ledger.Samples.leg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.internal.ledger.LedgerCommand.Refund;
import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.store.Execution;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Refunds of one call in random parts, in batches of random sizes, through the rules and a store. */
class RefundProperties {
    private static final AccountId SOUK = AccountId.earningsOf("souk");

    /**
     * A call that was paid.
     *
     * @param paid by the tenant
     * @param share of the publisher
     */
    record Paid(long paid, long share) {}

    @Provide
    Arbitrary<Paid> payments() {
        Arbitrary<Long> sums = Arbitraries.oneOf(
                Arbitraries.longs().between(1, 20),
                Arbitraries.longs().between(1, 1_000_000_000),
                Arbitraries.longs().between(Long.MAX_VALUE / 2, Long.MAX_VALUE));
        return Combinators.combine(sums, Arbitraries.integers().between(0, 1_000))
                .as((paid, part) -> new Paid(
                        paid,
                        BigDecimal.valueOf(paid)
                                .multiply(BigDecimal.valueOf(part, 3))
                                .longValue()));
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(0, 400).list().ofMinSize(1).ofMaxSize(30);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void whateverThePartsAWholeRefundGivesBackToEachWhatItPaidAndGot(
            @ForAll("payments") Paid payment,
            @ForAll("cuts") List<Integer> cuts,
            @ForAll("sizes") List<Integer> sizes) {
        MemoryStore store = new MemoryStore();
        Execution call = pay(store, payment);
        List<LedgerCommand> parts = new ArrayList<>();
        for (int cut : cuts) {
            long amount = Math.max(1, payment.paid() / 1_000 * cut + cut);
            parts.add(new Refund(id(call, "part-" + parts.size()), call.id(), ACME, amount, ""));
        }
        parts.add(new Refund(id(call, "rest"), call.id(), ACME, null, ""));

        long refunded = 0;
        int asked = 0;
        for (LedgerOutcome outcome : run(store, parts, sizes)) {
            Refund part = (Refund) parts.get(asked++);
            long left = payment.paid() - refunded;
            boolean fits = part.amountOrNull() == null ? left > 0 : part.amountOrNull() <= left;
            assertThat(outcome).isInstanceOf(fits ? LedgerOutcome.Moved.class : LedgerOutcome.NotRefundable.class);
            if (outcome instanceof LedgerOutcome.Moved moved) {
                refunded += amountOn(ACME, moved.transfer());
                assertThat(moved.transfer().postings())
                        .allSatisfy(posting -> assertThat(
                                        posting.account().equals(ACME) ? posting.amount() : -posting.amount())
                                .isPositive());
            } else {
                assertThat(outcome)
                        .isEqualTo(new LedgerOutcome.NotRefundable(
                                payment.paid(), refunded, ((LedgerOutcome.NotRefundable) outcome).refunds()));
            }
        }

        assertThat(posted(store, ACME)).isEqualTo(payment.paid());
        assertThat(posted(store, SOUK)).isZero();
        assertThat(posted(store, AccountId.PLATFORM_FEES)).isZero();
        assertThat(LedgerAudit.of(store.ledger()).findings()).isEmpty();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void afterEachPartEachHasGivenBackItsProportionToTheMicro(
            @ForAll("payments") Paid payment, @ForAll("cuts") List<Integer> cuts) {
        MemoryStore store = new MemoryStore();
        Execution call = pay(store, payment);
        for (int cut : cuts) {
            long amount = Math.max(1, payment.paid() / 1_000 * cut + cut);
            run(store, List.of(new Refund(id(call, "p" + cut), call.id(), ACME, amount, "")), List.of(1));
            BigDecimal refunded = BigDecimal.valueOf(posted(store, ACME));
            BigDecimal exact = refunded.multiply(BigDecimal.valueOf(payment.share()))
                    .divide(BigDecimal.valueOf(payment.paid()), 6, RoundingMode.HALF_EVEN);
            BigDecimal given = BigDecimal.valueOf(payment.share() - posted(store, SOUK));
            assertThat(given.subtract(exact).abs()).isLessThanOrEqualTo(BigDecimal.ONE);
            assertThat(posted(store, ACME) + posted(store, SOUK) + posted(store, AccountId.PLATFORM_FEES))
                    .isEqualTo(payment.paid());
        }
    }

    @Provide
    Arbitrary<List<Integer>> sizes() {
        return Arbitraries.integers().between(1, 12).list().ofMinSize(1).ofMaxSize(5);
    }

    private static Execution pay(MemoryStore store, Paid payment) {
        Execution call = Samples.execution(1, null, leg(ACME, payment.paid()));
        List<Leg> legs = new ArrayList<>();
        legs.add(leg(ACME, -payment.paid()));
        if (payment.share() > 0) {
            legs.add(leg(SOUK, payment.share()));
        }
        if (payment.share() < payment.paid()) {
            legs.add(leg(AccountId.PLATFORM_FEES, payment.paid() - payment.share()));
        }
        run(
                store,
                List.of(
                        Samples.deposit("d", ACME, payment.paid()),
                        Samples.admit(call),
                        Samples.end(call, legs.toArray(Leg[]::new))),
                List.of(3));
        assertThat(posted(store, ACME)).isZero();
        return call;
    }

    private static TransferId id(Execution call, String reference) {
        return new TransferId("refund/" + call.id() + "/" + reference);
    }

    private static long posted(MemoryStore store, AccountId account) {
        return store.ledger().account(account).map(Account::posted).orElse(0L);
    }

    private static long amountOn(AccountId account, Transfer transfer) {
        return transfer.postings().stream()
                .filter(posting -> posting.account().equals(account))
                .mapToLong(Posting::amount)
                .sum();
    }

    private static List<LedgerOutcome> run(MemoryStore store, List<LedgerCommand> commands, List<Integer> sizes) {
        List<LedgerOutcome> outcomes = new ArrayList<>();
        for (int i = 0; outcomes.size() < commands.size(); i++) {
            int end = Math.min(commands.size(), outcomes.size() + sizes.get(i % sizes.size()));
            List<LedgerCommand> batch = commands.subList(outcomes.size(), end);
            outcomes.addAll(store.ledger().transact(transaction -> {
                LedgerRules.Decision decision =
                        LedgerRules.decide(LedgerState.load(transaction, batch, false), batch, LATER);
                transaction.write(decision.changes());
                return decision.outcomes();
            }));
        }
        return outcomes;
    }
}
