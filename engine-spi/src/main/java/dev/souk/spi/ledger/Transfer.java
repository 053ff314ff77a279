package dev.souk.spi.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Postings that belong together: for each unit they sum to zero, so nothing appears and nothing is lost.
 *
 * @param id its name, used once
 * @param kind why it was made
 * @param at when
 * @param executionOrNull the call it belongs to, if any
 * @param memo a line for people, at most 200 characters; may be empty
 * @param postings two or more, no account twice; held in the order of their accounts, so that equal transfers are equal
 * @since 0.1
 */
public record Transfer(
        TransferId id,
        TransferKind kind,
        Instant at,
        @Nullable ExecutionId executionOrNull,
        String memo,
        List<Posting> postings) {
    /** The longest memo, in characters. */
    public static final int MAX_MEMO = 200;

    private static final Unit[] UNITS = Unit.values();
    private static final Comparator<Posting> BY_ACCOUNT = Comparator.comparing(Posting::account);

    /**
     * Checks that it balances.
     *
     * @throws IllegalArgumentException if the postings of a unit do not sum to zero, there are fewer than two, or an account stands
     *     there twice
     */
    public Transfer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(at, "at");
        postings = inOrder(postings);
        if (memo.length() > MAX_MEMO) {
            throw new IllegalArgumentException("a memo has at most " + MAX_MEMO + " characters, not " + memo.length());
        }
        if (postings.size() < 2) {
            throw new IllegalArgumentException(
                    "transfer " + id + " has " + postings.size() + " postings, not two or more");
        }
        for (int i = 1; i < postings.size(); i++) {
            if (postings.get(i).account().equals(postings.get(i - 1).account())) {
                throw new IllegalArgumentException("transfer " + id + " names an account twice");
            }
        }
        for (Unit unit : UNITS) {
            long sum = sum(postings, unit);
            if (sum != 0) {
                throw new IllegalArgumentException("transfer " + id + " is off by " + sum + " " + unit);
            }
        }
    }

    private static long sum(List<Posting> postings, Unit unit) {
        long sum = 0;
        for (Posting posting : postings) {
            if (posting.account().unit() == unit) {
                sum = Math.addExact(sum, posting.amount());
            }
        }
        return sum;
    }

    private static List<Posting> inOrder(List<Posting> postings) {
        Posting[] ordered = postings.toArray(new Posting[0]);
        Arrays.sort(ordered, BY_ACCOUNT);
        return List.of(ordered);
    }

    /** The call it belongs to, if any. */
    public Optional<ExecutionId> execution() {
        return Optional.ofNullable(executionOrNull);
    }
}
