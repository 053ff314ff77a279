package dev.souk.engine;

import dev.souk.engine.internal.statement.Lines;
import dev.souk.engine.internal.statement.NumberedLines;
import dev.souk.engine.internal.statement.SummedLines;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;

/**
 * Statements of accounts for periods. A guarded account, such as a tenant's credits, has a line for each posting; a collecting account,
 * such as what a publisher earned, one for each day and kind.
 *
 * <p>Thread-safe. Every method throws {@link SoukException} with {@link ErrorCode#STORE_UNAVAILABLE} if the store does not answer.
 *
 * @since 0.1
 */
@Singleton
public final class StatementsView {
    /** The longest period, in days. */
    public static final int MAX_DAYS = 366;

    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    private final LedgerStore store;

    @Inject
    StatementsView(Store store) {
        this.store = store.ledger();
    }

    /**
     * The statement of an account.
     *
     * @param account any account
     * @param from the first day, in UTC
     * @param to the last day; less than {@link #MAX_DAYS} after the first. It may be still to come: then the statement is of what there
     *     is by now
     * @throws SoukException {@link ErrorCode#ACCOUNT_NOT_FOUND} if nothing was ever posted to it; {@link ErrorCode#MALFORMED_REQUEST}
     *     if the days are out of order or too far apart
     */
    public Statement of(AccountId account, LocalDate from, LocalDate to) {
        requirePeriod(from, to);
        Account found = store.account(account)
                .orElseThrow(() -> new SoukException(
                        ErrorCode.ACCOUNT_NOT_FOUND, "nothing was ever posted to an account '" + account + "'"));
        return of(found, from, to);
    }

    /**
     * The statement of a tenant's credits; an empty one if it never had any.
     *
     * @param tenant whose
     * @param from as for {@link #of}
     * @param to as for {@link #of}
     * @throws SoukException {@link ErrorCode#MALFORMED_REQUEST} if the days are out of order or too far apart
     */
    public Statement ofCredits(TenantId tenant, LocalDate from, LocalDate to) {
        requirePeriod(from, to);
        AccountId credits = AccountId.creditsOf(tenant);
        return of(store.account(credits).orElseGet(() -> Account.empty(credits)), from, to);
    }

    private Statement of(Account account, LocalDate from, LocalDate to) {
        Lines lines = account.id().isGuarded()
                ? new NumberedLines(store, account, Statement.beginning(from), Statement.beginning(to.plusDays(1)))
                : new SummedLines(store, account.id(), from, to);
        return new Statement(account.id(), from, to, lines);
    }

    private static void requirePeriod(LocalDate from, LocalDate to) {
        if (from.isBefore(EARLIEST)
                || to.isAfter(LATEST)
                || to.isBefore(from)
                || !to.isBefore(from.plusDays(MAX_DAYS))) {
            throw new SoukException(
                    ErrorCode.MALFORMED_REQUEST, "from " + from + " to " + to + " is not 1 to " + MAX_DAYS + " days");
        }
    }
}
