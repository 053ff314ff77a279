package dev.souk.spi.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of an account's statement: a posting with the transfer it belongs to.
 *
 * @param transfer the transfer's id
 * @param kind why it was made
 * @param at when
 * @param executionOrNull the call it belongs to, if any
 * @param memo a line for people; may be empty
 * @param posting what was recorded on the account
 * @since 0.1
 */
public record StatementLine(
        TransferId transfer,
        TransferKind kind,
        Instant at,
        @Nullable ExecutionId executionOrNull,
        String memo,
        Posting posting) {
    /** The call it belongs to, if any. */
    public Optional<ExecutionId> execution() {
        return Optional.ofNullable(executionOrNull);
    }
}
