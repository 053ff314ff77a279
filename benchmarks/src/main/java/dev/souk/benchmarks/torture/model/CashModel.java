package dev.souk.benchmarks.torture.model;

import dev.souk.spi.ledger.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the {@link Model} knows of money that goes out to publishers and back to tenants. */
final class CashModel {
    private final Names names;
    private final Books books;
    private final Set<String> notes;
    /** What each publisher has earned in this history, by day. */
    private final Map<String, SortedMap<LocalDate, Long>> earned = new HashMap<>();

    private final Map<Integer, Refunds> refunds = new HashMap<>();
    private final SortedMap<Integer, Payout> payouts = new TreeMap<>();

    /**
     * What a call has paid.
     *
     * @param number the call's
     * @param tenant who paid
     * @param publisher who got a share
     * @param charge how much; 0 for one that can have no refund
     * @param share the publisher's part of it
     */
    record Paid(int number, int tenant, String publisher, long charge, long share) {}

    /** What was given back of one call. */
    private static final class Refunds {
        private final Map<Integer, Long> named = new HashMap<>();
        private long sum;
    }

    private static final class Payout {
        private final String publisher;
        private final long amount;
        private final String by;
        private String state = "REQUESTED";
        private String decidedBy = "";

        Payout(String publisher, long amount, String by) {
            this.publisher = publisher;
            this.amount = amount;
            this.by = by;
        }

        @Override
        public String toString() {
            return amount + " to " + publisher + " by " + by + ", " + state
                    + (decidedBy.isEmpty() ? "" : " by " + decidedBy);
        }
    }

    /**
     * Nothing was refunded or paid out yet.
     *
     * @param notes what has been seen that shows in no outcome
     */
    CashModel(Names names, Books books, Set<String> notes) {
        this.names = names;
        this.books = books;
        this.notes = notes;
    }

    /** A publisher gets its share. */
    void earn(String publisher, long share, Instant now) {
        books.post(AccountId.earningsOf(publisher), "CALL", share);
        earned.computeIfAbsent(publisher, none -> new TreeMap<>()).merge(day(now), share, Long::sum);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    String refund(Step.Refund step, Paid call) {
        if (!step.all() && step.micros() <= 0) {
            return "error invalid_amount";
        }
        if (call.charge() == 0) {
            return "error not_refundable";
        }
        Refunds before = refunds.computeIfAbsent(call.number(), none -> new Refunds());
        Long known = step.reference() < 0 ? null : before.named.get(step.reference());
        if (known != null) {
            return step.all() || step.micros() == known
                    ? refunded("refunded before", known, before, call)
                    : "error conflict";
        }
        long left = call.charge() - before.sum;
        long amount = step.all() ? left : step.micros();
        if (amount == 0 || amount > left) {
            return "error refund_exceeds_payment";
        }
        long ofPublisher =
                (before.sum + amount) * call.share() / call.charge() - before.sum * call.share() / call.charge();
        books.post(names.credits(call.tenant()), "REFUND", amount);
        books.post(AccountId.earningsOf(call.publisher()), "REFUND", -ofPublisher);
        books.post(AccountId.PLATFORM_FEES, "REFUND", ofPublisher - amount);
        before.sum += amount;
        if (step.reference() >= 0) {
            before.named.put(step.reference(), amount);
        }
        return refunded(before.sum == call.charge() ? "refunded whole" : "refunded in part", amount, before, call);
    }

    private String refunded(String what, long amount, Refunds sum, Paid call) {
        return what + ": " + amount + ", " + sum.sum + " of " + call.charge() + ", available "
                + books.available(names.credits(call.tenant()));
    }

    /** What has to move from what a publisher has earned to what is payable; negative if it goes back. */
    private long movable(String publisher, Instant now) {
        long earnings = books.posted(AccountId.earningsOf(publisher));
        return earnings < 0
                ? -Math.min(-earnings, books.available(AccountId.payableTo(publisher)))
                : Math.max(0, earnings - heldBack(publisher, now));
    }

    private long heldBack(String publisher, Instant now) {
        return earned
                .getOrDefault(publisher, new TreeMap<>())
                .tailMap(day(now).minusDays(World.HOLD_BACK_DAYS))
                .values()
                .stream()
                .mapToLong(share -> share)
                .sum();
    }

    private long payable(String publisher, Instant now) {
        return books.available(AccountId.payableTo(publisher)) + movable(publisher, now);
    }

    /** What a publisher has. */
    String standing(String publisher, Instant now) {
        long earnings = books.posted(AccountId.earningsOf(publisher));
        if (!books.isOpen(AccountId.earningsOf(publisher))) {
            return "error publisher_not_found";
        }
        return "held back " + Math.min(Math.max(0, earnings), heldBack(publisher, now)) + ", payable "
                + payable(publisher, now) + ", owed " + Math.max(0, movable(publisher, now) - earnings);
    }

    String request(Step.RequestPayout step, Instant now) {
        String publisher = World.PUBLISHERS.get(step.publisher());
        if (!step.all() && step.micros() <= 0) {
            return "error invalid_amount";
        }
        Payout known = payouts.get(step.payout());
        if (known != null) {
            boolean same = known.publisher.equals(publisher) && (step.all() || step.micros() == known.amount);
            return same ? "payout requested before: " + known : "error conflict";
        }
        if (!books.isOpen(AccountId.earningsOf(publisher))) {
            return "error publisher_not_found";
        }
        long amount = step.all() ? payable(publisher, now) : step.micros();
        if (amount == 0 || amount > payable(publisher, now)) {
            return "error insufficient_earnings";
        }
        mature(publisher, now);
        Payout payout = new Payout(publisher, amount, World.PERSONS.get(step.person()));
        payouts.put(step.payout(), payout);
        books.post(AccountId.payableTo(publisher), "PAYOUT_REQUEST", -amount);
        books.post(AccountId.of(names.payout(step.payout())), "PAYOUT_REQUEST", amount);
        return "payout requested: " + payout;
    }

    private void mature(String publisher, Instant now) {
        long movable = movable(publisher, now);
        if (movable != 0) {
            String kind = movable > 0 ? "MATURITY" : "CLAWBACK";
            books.post(AccountId.payableTo(publisher), kind, movable);
            books.post(AccountId.earningsOf(publisher), kind, -movable);
            notes.add(movable > 0 ? "earnings became payable" : "what a publisher owed was taken from what is payable");
        }
    }

    String decide(Step.DecidePayout step) {
        String person = World.PERSONS.get(step.person());
        List<Integer> requested = List.copyOf(payouts.keySet());
        int number = requested.isEmpty() ? 0 : requested.get(step.pick() % requested.size());
        Payout payout = payouts.get(number);
        String state = step.approved() ? "APPROVED" : "REJECTED";
        if (payout == null) {
            return "error payout_not_found";
        }
        if (!payout.state.equals("REQUESTED")) {
            return payout.state.equals(state) && payout.decidedBy.equalsIgnoreCase(person)
                    ? "payout decided before: " + payout
                    : "error conflict";
        }
        if (step.approved() && payout.by.equalsIgnoreCase(person)) {
            return "error second_person_required";
        }
        payout.state = state;
        payout.decidedBy = person;
        String kind = step.approved() ? "PAYOUT" : "PAYOUT_REJECTION";
        books.post(AccountId.of(names.payout(number)), kind, -payout.amount);
        books.post(
                step.approved() ? AccountId.PLATFORM_PAYOUTS : AccountId.payableTo(payout.publisher),
                kind,
                payout.amount);
        return (step.approved() ? "payout approved: " : "payout rejected: ") + payout;
    }

    /** Every payout by its number. */
    SortedMap<Integer, String> payouts() {
        SortedMap<Integer, String> all = new TreeMap<>();
        payouts.forEach((number, payout) -> all.put(number, payout.toString()));
        return all;
    }
}
