package dev.souk.spi.ledger;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;

/**
 * What transfers of one kind brought to a collecting account on one day.
 *
 * @param day the day of the transfers, in UTC
 * @param kind why they were made
 * @param amount their postings on the account, summed, in the account's unit: what came in is positive, what went out negative
 * @since 0.1
 */
public record Collected(LocalDate day, TransferKind kind, long amount) {
    /** By day, and within a day in the order of the kinds. */
    public static final Comparator<Collected> ORDER =
            Comparator.comparing(Collected::day).thenComparing(Collected::kind);

    /** Checks that what must be there is there. */
    public Collected {
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(kind, "kind");
    }
}
