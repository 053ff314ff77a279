package dev.souk.spi.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
        postings =
                postings.stream().sorted(Comparator.comparing(Posting::account)).toList();
        if (memo.length() > MAX_MEMO) {
            throw new IllegalArgumentException("a memo has at most " + MAX_MEMO + " characters, not " + memo.length());
        }
        if (postings.size() < 2) {
            throw new IllegalArgumentException(
                    "transfer " + id + " has " + postings.size() + " postings, not two or more");
        }
        if (postings.stream().map(Posting::account).distinct().count() != postings.size()) {
            throw new IllegalArgumentException("transfer " + id + " names an account twice");
        }
        sums(postings).forEach((unit, sum) -> {
            if (sum != 0) {
                throw new IllegalArgumentException("transfer " + id + " is off by " + sum + " " + unit);
            }
        });
    }

    private static Map<Unit, Long> sums(List<Posting> postings) {
        Map<Unit, Long> sums = new EnumMap<>(Unit.class);
        for (Posting posting : postings) {
            sums.merge(posting.account().unit(), posting.amount(), Math::addExact);
        }
        return sums;
    }

    /** The call it belongs to, if any. */
    public Optional<ExecutionId> execution() {
        return Optional.ofNullable(executionOrNull);
    }
}
