package dev.souk.benchmarks.torture.model;

import dev.souk.engine.Souk;
import dev.souk.engine.call.PayoutReceipt;
import dev.souk.engine.call.PublisherBalance;
import dev.souk.engine.call.RefundReceipt;
import dev.souk.spi.Credits;
import dev.souk.spi.SoukException;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.store.Payout;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Does the steps about refunds and payouts, and says in the words of the {@link CashModel} what came of them. */
final class CashDriver {
    private final Souk souk;
    private final Names names;
    private final SortedSet<Integer> requested = new TreeSet<>();

    CashDriver(Souk souk, Names names) {
        this.souk = souk;
        this.names = names;
    }

    String refund(Step.Refund step, ExecutionId call) {
        RefundReceipt receipt = souk.refunds()
                .refund(
                        call,
                        step.all() ? null : Credits.ofMicros(step.micros()),
                        step.reference() < 0 ? null : "r" + step.reference(),
                        "");
        String what = receipt.left().isZero() ? "refunded whole: " : "refunded in part: ";
        return (receipt.replayed() ? "refunded before: " : what)
                + receipt.refund().amount().micros() + ", " + receipt.refunded().micros() + " of "
                + receipt.paid().micros() + ", available "
                + receipt.balance().available().micros();
    }

    String request(Step.RequestPayout step) {
        String publisher = World.PUBLISHERS.get(step.publisher());
        return requested(step, publisher) + "; " + standing(publisher);
    }

    private String requested(Step.RequestPayout step, String publisher) {
        try {
            PayoutReceipt receipt = souk.payouts()
                    .request(
                            publisher,
                            step.all() ? null : Credits.ofMicros(step.micros()),
                            World.PERSONS.get(step.person()),
                            names.payout(step.payout()),
                            "");
            requested.add(step.payout());
            return (receipt.replayed() ? "payout requested before: " : "payout requested: ")
                    + describe(receipt.payout());
        } catch (SoukException refused) {
            return "error " + refused.code().id();
        }
    }

    private String standing(String publisher) {
        try {
            PublisherBalance balance = souk.payouts().balance(publisher);
            return "held back " + balance.heldBack().micros() + ", payable "
                    + balance.payable().micros() + ", owed " + balance.owed().micros();
        } catch (SoukException unknown) {
            return "error " + unknown.code().id();
        }
    }

    String decide(Step.DecidePayout step) {
        String person = World.PERSONS.get(step.person());
        List<Integer> all = List.copyOf(requested);
        PayoutId payout = names.payout(all.isEmpty() ? 0 : all.get(step.pick() % all.size()));
        PayoutReceipt receipt = step.approved()
                ? souk.payouts().approve(payout, person, "")
                : souk.payouts().reject(payout, person, "");
        String what = step.approved() ? "payout approved: " : "payout rejected: ";
        return (receipt.replayed() ? "payout decided before: " : what) + describe(receipt.payout());
    }

    private static String describe(Payout payout) {
        return payout.amount().micros() + " to " + payout.publisher() + " by " + payout.requestedBy() + ", "
                + payout.state()
                + payout.decision().map(decision -> " by " + decision.by()).orElse("");
    }

    /** Every payout of this history. */
    SortedMap<Integer, String> payouts() {
        SortedMap<Integer, String> all = new TreeMap<>();
        for (int number = 0; number < World.PAYOUTS; number++) {
            int payout = number;
            souk.payouts().find(names.payout(number)).ifPresent(found -> all.put(payout, describe(found)));
        }
        return all;
    }
}
