package dev.souk.spi.ledger;

import java.util.Objects;

/**
 * An account at one moment. Of what is posted, a part may be held for calls that are running; only the rest is available.
 *
 * @param id its name
 * @param posted the sum of its postings, in the account's unit
 * @param held what reservations hold of it; zero on a collecting account
 * @param sequence how many postings it has had, which is the number of the last; zero on a collecting account
 * @param link the {@linkplain Posting#link() link} of the last posting; empty if there is none
 * @since 0.1
 */
public record Account(AccountId id, long posted, long held, long sequence, String link) {
    /**
     * Checks what must hold for every account at every moment.
     *
     * @throws IllegalArgumentException if something is held that is not there
     */
    public Account {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(link, "link");
        if (held < 0 || sequence < 0) {
            throw new IllegalArgumentException(
                    id + ": held " + held + " and sequence " + sequence + " cannot be negative");
        }
        if (id.isGuarded() && posted < held) {
            throw new IllegalArgumentException(id + ": " + held + " held of " + posted);
        }
    }

    /** An account whose postings are not chained, such as a collecting one. */
    public Account(AccountId id, long posted, long held, long sequence) {
        this(id, posted, held, sequence, "");
    }

    /** The same account with so much held. */
    public Account withHeld(long amount) {
        return new Account(id, posted, amount, sequence, link);
    }

    /** An account that nothing was ever posted to. */
    public static Account empty(AccountId id) {
        return new Account(id, 0, 0, 0);
    }

    /** What can still be reserved or moved. */
    public long available() {
        return posted - held;
    }
}
