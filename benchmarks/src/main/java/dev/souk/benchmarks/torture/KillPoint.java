package dev.souk.benchmarks.torture;

import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.LedgerChanges;
import java.util.Locale;

/**
 * Points at which an engine's process is killed. Most are in a transaction that writes certain things: to add one, say which, and whether it
 * is before or after the commit.
 */
enum KillPoint {
    /** A call's admission is written and not committed. */
    MID_RESERVE(Stage.WRITTEN),
    /** A call is admitted, and its engine does not know yet. */
    AFTER_RESERVE(Stage.COMMITTED),
    /** The agent is at work. */
    MID_CALL(Stage.AGENT),
    /** The agent has answered, and its engine does not know yet. */
    AFTER_REPLY(Stage.RUNTIME),
    /** A call's end is written and not committed. */
    MID_SETTLE(Stage.WRITTEN),
    /** A call has ended and is paid, and nobody was told. */
    AFTER_SETTLE(Stage.COMMITTED),
    /** A payout is requested or decided, which is written and not committed. */
    MID_PAYOUT(Stage.WRITTEN),
    /** A payout is requested or decided, and nobody was told. */
    AFTER_PAYOUT(Stage.COMMITTED),
    /** A refund is written and not committed. */
    MID_REFUND(Stage.WRITTEN),
    /** A refund is made, and nobody was told. */
    AFTER_REFUND(Stage.COMMITTED),
    /** What came to an account is taken and its line is not written. */
    MID_ROLL_UP(Stage.ROLL_UP);

    /** Where an engine passes by. */
    enum Stage {
        /** In a transaction, before its commit. */
        WRITTEN,
        /** After the commit. */
        COMMITTED,
        /** In an agent. */
        AGENT,
        /** In the runtime of agents. */
        RUNTIME,
        /** In a roll-up. */
        ROLL_UP
    }

    private final Stage stage;

    KillPoint(Stage stage) {
        this.stage = stage;
    }

    Stage stage() {
        return stage;
    }

    /** Whether a transaction that writes this comes by here. */
    boolean isPassedBy(LedgerChanges changes) {
        return switch (this) {
            case MID_RESERVE, AFTER_RESERVE -> !changes.admitted().isEmpty();
            case MID_SETTLE, AFTER_SETTLE -> !changes.ended().isEmpty();
            case MID_PAYOUT, AFTER_PAYOUT ->
                !changes.requested().isEmpty() || !changes.decided().isEmpty();
            case MID_REFUND, AFTER_REFUND ->
                changes.transfers().stream().anyMatch(transfer -> transfer.kind() == TransferKind.REFUND);
            case MID_CALL, AFTER_REPLY, MID_ROLL_UP -> false;
        };
    }

    /** Its name as it is shown. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
