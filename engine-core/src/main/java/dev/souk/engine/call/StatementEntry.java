package dev.souk.engine.call;

import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a statement for a period. On a guarded account a line is one posting; on a collecting account, to which any number of calls
 * pay, it is all postings of one kind on one day.
 *
 * @param sequence the posting's number on its account, from 1 without gaps; zero if the line is a sum
 * @param at when; for a sum, when its day begins in UTC
 * @param kind why
 * @param amount in the account's unit: what came in is positive, what went out negative
 * @param balance what the account had with this line
 * @param transferOrNull the transfer it belongs to; null if the line is a sum
 * @param executionOrNull the call it belongs to, if any
 * @param memo a line for people; may be empty
 * @since 0.1
 */
public record StatementEntry(
        long sequence,
        Instant at,
        TransferKind kind,
        long amount,
        long balance,
        @Nullable TransferId transferOrNull,
        @Nullable ExecutionId executionOrNull,
        String memo) {
    /** The transfer it belongs to, unless the line is a sum. */
    public Optional<TransferId> transfer() {
        return Optional.ofNullable(transferOrNull);
    }

    /** The call it belongs to, if any. */
    public Optional<ExecutionId> execution() {
        return Optional.ofNullable(executionOrNull);
    }
}
