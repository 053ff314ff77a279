package dev.souk.engine.internal.ledger;

import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.AccountKind;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Transfer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gives back how much of what a call has paid. The publisher gives back its share of the payment in proportion, and the platform the
 * rest. What the publisher gives back is found from the sum of all refunds, rounded down, less what it gave back before. So after a
 * whole refund, in however many parts, each has given back exactly what it had got, and after any part each is within a micro of its
 * proportion.
 *
 * @param payer who paid and gets it back
 * @param publisherOrNull who got a share; null if the whole payment was the platform's
 * @param paid what the call has paid, in micros
 * @param share the publisher's part of it
 * @param refunded what was given back before
 */
record RefundShares(AccountId payer, @Nullable AccountId publisherOrNull, long paid, long share, long refunded) {
    /** In how many parts a call may be refunded at most. */
    static final int MAX_REFUNDS = 100;

    /**
     * What can be refunded.
     *
     * @param payer the account that was paid from
     * @param paymentOrNull what was paid; null if nothing was
     * @param before the refunds made before
     * @throws IllegalArgumentException if the payment went elsewhere than to a publisher and the platform
     */
    static RefundShares of(AccountId payer, @Nullable Transfer paymentOrNull, List<Transfer> before) {
        long paid = paymentOrNull == null ? 0 : -amountOn(payer, paymentOrNull);
        if (paymentOrNull == null || paid <= 0) {
            return new RefundShares(payer, null, 0, 0, 0);
        }
        AccountId publisher = paymentOrNull.postings().stream()
                .map(Posting::account)
                .filter(account -> account.kind() == AccountKind.PUBLISHER_EARNINGS)
                .findFirst()
                .orElse(null);
        long share = publisher == null ? 0 : amountOn(publisher, paymentOrNull);
        if (share < 0 || Math.addExact(share, amountOn(AccountId.PLATFORM_FEES, paymentOrNull)) != paid) {
            throw new IllegalArgumentException(
                    "what " + paymentOrNull.id() + " paid is not what a publisher and the platform got");
        }
        long refunded =
                before.stream().mapToLong(refund -> amountOn(payer, refund)).reduce(0, Math::addExact);
        return new RefundShares(payer, publisher, paid, share, refunded);
    }

    private static long amountOn(AccountId account, Transfer transfer) {
        return transfer.postings().stream()
                .filter(posting -> posting.account().equals(account))
                .mapToLong(Posting::amount)
                .sum();
    }

    /** What can still be refunded. */
    long left() {
        return paid - refunded;
    }

    /**
     * Who gives and who gets.
     *
     * @param amount what is refunded now; positive, at most what is left
     */
    List<Leg> legs(long amount) {
        long ofPublisher = shareOf(refunded + amount) - shareOf(refunded);
        List<Leg> legs = new ArrayList<>(3);
        legs.add(new Leg(payer, amount));
        if (publisherOrNull != null && ofPublisher != 0) {
            legs.add(new Leg(publisherOrNull, -ofPublisher));
        }
        if (amount != ofPublisher) {
            legs.add(new Leg(AccountId.PLATFORM_FEES, ofPublisher - amount));
        }
        return legs;
    }

    /** The publisher's part of so much of the payment, rounded down. */
    private long shareOf(long part) {
        return BigInteger.valueOf(part)
                .multiply(BigInteger.valueOf(share))
                .divide(BigInteger.valueOf(paid))
                .longValueExact();
    }
}
