package dev.souk.engine.internal.payout;

import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.internal.ledger.Ledger;
import dev.souk.engine.internal.ledger.LedgerCommand;
import dev.souk.engine.internal.ledger.LedgerOutcome;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;

/**
 * Moves what publishers have earned to what is payable to them, once its hold-back is over, and takes what they owe after refunds from
 * there. It is done when somebody asks for a payout, so nothing has to run on time.
 *
 * <p>Several engines may do it at once: how much has to move is found without a lock, and moved only if nothing was posted to the payable
 * account meanwhile. That account is read first and the recent earnings last, so whatever happens in between makes the amount too
 * small and never too large.
 *
 * <p>Thread-safe.
 */
@Singleton
public final class Maturity {
    /** How often it is tried while others move the same publisher's earnings. */
    private static final int MAX_TRIES = 10;

    /** What came to earnings otherwise than by a call. */
    private static final Set<TransferKind> NOT_EARNED =
            EnumSet.of(TransferKind.REFUND, TransferKind.MATURITY, TransferKind.CLAWBACK);

    private final LedgerStore store;
    private final Ledger ledger;
    private final InstantSource clock;
    private final int holdBackDays;

    /**
     * The earnings in this ledger.
     *
     * @param store where it is read
     * @param ledger where amounts are moved
     * @param clock says which day it is
     * @param config says how long earnings are held back
     */
    @Inject
    public Maturity(Store store, Ledger ledger, InstantSource clock, SoukConfig config) {
        this.store = store.ledger();
        this.ledger = ledger;
        this.clock = clock;
        this.holdBackDays = config.holdBackDays();
    }

    /** What a publisher has now. */
    public Standing of(String publisher) {
        AccountId payableId = AccountId.payableTo(publisher);
        AccountId earningsId = AccountId.earningsOf(publisher);
        Account payable = store.account(payableId).orElseGet(() -> Account.empty(payableId));
        long earnings = store.account(earningsId).map(Account::posted).orElse(0L);
        long recent = store.collected(earningsId, firstHeldBackDay(), LocalDate.MAX).stream()
                .filter(collected -> !NOT_EARNED.contains(collected.kind()))
                .mapToLong(Collected::amount)
                .reduce(0, Math::addExact);
        return new Standing(payable.available(), payable.sequence(), earnings, recent);
    }

    private LocalDate firstHeldBackDay() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(holdBackDays);
    }

    /**
     * Moves what has to move for a publisher.
     *
     * @throws SoukException {@link ErrorCode#STORE_UNAVAILABLE} if others move the same publisher's earnings all the time
     */
    public void settle(String publisher) {
        for (int attempt = 1; attempt <= MAX_TRIES; attempt++) {
            Standing standing = of(publisher);
            if (standing.movable() == 0
                    || ledger.submit(new LedgerCommand.Mature(publisher, standing.movable(), standing.sequence()))
                            instanceof LedgerOutcome.Moved) {
                return;
            }
        }
        throw new SoukException(
                ErrorCode.STORE_UNAVAILABLE,
                "the earnings of '" + publisher + "' are being moved by others; nothing was done, try again soon");
    }
}
