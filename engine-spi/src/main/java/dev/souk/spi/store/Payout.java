package dev.souk.spi.store;

import dev.souk.spi.Credits;
import dev.souk.spi.ledger.PayoutId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One payout to a publisher: who asked for it, and who decided over it.
 *
 * @param id its name
 * @param publisher to whom
 * @param amount how much; positive
 * @param memo what the first person says of it, at most 200 characters; may be empty
 * @param requestedBy who asked for it: 1 to 300 printable ASCII characters without blanks
 * @param requestedAt when
 * @param decisionOrNull what was decided; null until then
 * @since 0.1
 */
public record Payout(
        PayoutId id,
        String publisher,
        Credits amount,
        String memo,
        String requestedBy,
        Instant requestedAt,
        @Nullable Decision decisionOrNull) {
    /** The longest name of a person, in characters. */
    public static final int MAX_PERSON = 300;
    /** The longest memo, in characters. */
    public static final int MAX_MEMO = 200;

    /**
     * What a second person decided.
     *
     * @param approved whether the amount is paid out
     * @param by who; of the same form as {@link Payout#requestedBy()}
     * @param at when
     * @param memo what this person says, at most 200 characters; may be empty
     */
    public record Decision(boolean approved, String by, Instant at, String memo) {
        /**
         * Checks the form.
         *
         * @throws IllegalArgumentException if the person or the memo is of another form
         */
        public Decision {
            requirePerson(by);
            Objects.requireNonNull(at, "at");
            requireMemo(memo);
        }
    }

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the amount is not positive, or a text is of another form
     */
    public Payout {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(publisher, "publisher");
        Objects.requireNonNull(requestedAt, "requestedAt");
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a payout of " + amount + " credits");
        }
        requireMemo(memo);
        requirePerson(requestedBy);
    }

    private static void requirePerson(String person) {
        if (person.isEmpty() || person.length() > MAX_PERSON || !person.chars().allMatch(c -> c >= '!' && c <= '~')) {
            throw new IllegalArgumentException(
                    "a person's name has 1 to " + MAX_PERSON + " printable ASCII characters and no blanks");
        }
    }

    private static void requireMemo(String memo) {
        if (memo.length() > MAX_MEMO) {
            throw new IllegalArgumentException("a memo has at most " + MAX_MEMO + " characters, not " + memo.length());
        }
    }

    /** Where it stands. */
    public PayoutState state() {
        if (decisionOrNull == null) {
            return PayoutState.REQUESTED;
        }
        return decisionOrNull.approved() ? PayoutState.APPROVED : PayoutState.REJECTED;
    }

    /** What was decided, if anything was. */
    public Optional<Decision> decision() {
        return Optional.ofNullable(decisionOrNull);
    }

    /** The same payout, with this decision. */
    public Payout decided(Decision decision) {
        return new Payout(id, publisher, amount, memo, requestedBy, requestedAt, decision);
    }

    /** Whether this is who asked for it. Names that differ in case alone are one person's. */
    public boolean isRequestedBy(String person) {
        return requestedBy.equalsIgnoreCase(person);
    }
}
