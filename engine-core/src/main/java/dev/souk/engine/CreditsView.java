package dev.souk.engine;

import dev.souk.engine.call.AuditReport;
import dev.souk.engine.call.Balance;
import dev.souk.engine.call.Deposit;
import dev.souk.engine.internal.id.Ids;
import dev.souk.engine.internal.ledger.Ledger;
import dev.souk.engine.internal.ledger.LedgerAudit;
import dev.souk.engine.internal.ledger.LedgerCommand;
import dev.souk.engine.internal.ledger.LedgerOutcome;
import dev.souk.engine.internal.tenant.Tenants;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tenants have, and the whole ledger.
 *
 * <p>Thread-safe. Every method throws {@link SoukException} with {@link ErrorCode#STORE_UNAVAILABLE} if the store does not answer.
 *
 * @since 0.1
 */
@Singleton
public final class CreditsView {
    /** The most that can be paid in or given at once: a billion credits. */
    public static final Credits MAX_DEPOSIT = Credits.ofMicros(1_000_000_000L * Credits.MICROS_PER_CREDIT);

    private static final String REFERENCE = "[\\x21-\\x7e]{1,100}";

    private final Store store;
    private final Ledger ledger;
    private final Tenants tenants;
    private final Ids ids;

    @Inject
    CreditsView(Store store, Ledger ledger, Tenants tenants, Ids ids) {
        this.store = store;
        this.ledger = ledger;
        this.tenants = tenants;
        this.ids = ids;
    }

    /**
     * What a tenant has now.
     *
     * @param tenant whose balance; nothing if nobody knows it
     */
    public Balance balance(TenantId tenant) {
        Account account = store.ledger()
                .account(AccountId.creditsOf(tenant))
                .orElseGet(() -> Account.empty(AccountId.creditsOf(tenant)));
        return new Balance(
                Credits.ofMicros(account.posted()),
                Credits.ofMicros(account.held()),
                Credits.ofMicros(account.available()));
    }

    /**
     * Records that a tenant has paid in.
     *
     * @param tenant who
     * @param amount how much; positive, at most {@link #MAX_DEPOSIT}
     * @param referenceOrNull names the payment, so that recording it again does nothing: 1 to 100 printable ASCII characters without
     *     blanks; null for a payment without a name
     * @param memo a line for people, at most 200 characters
     * @return what was recorded
     * @throws SoukException {@link ErrorCode#INVALID_AMOUNT}, {@link ErrorCode#TENANT_NOT_FOUND}, {@link ErrorCode#MALFORMED_REQUEST},
     *     or {@link ErrorCode#CONFLICT} if the reference was used for another amount; {@link ErrorCode#STORE_OUTCOME_UNKNOWN} if the
     *     store went away while or after it was recorded: asking again with the same reference tells
     */
    public Deposit deposit(TenantId tenant, Credits amount, @Nullable String referenceOrNull, String memo) {
        return credit(TransferKind.DEPOSIT, AccountId.PLATFORM_DEPOSITS, tenant, amount, referenceOrNull, memo);
    }

    /**
     * Gives a tenant credits.
     *
     * @param tenant whom
     * @param amount how much; positive, at most {@link #MAX_DEPOSIT}
     * @param referenceOrNull as for {@link #deposit}
     * @param memo a line for people, at most 200 characters
     * @return what was recorded
     * @throws SoukException as for {@link #deposit}
     */
    public Deposit grant(TenantId tenant, Credits amount, @Nullable String referenceOrNull, String memo) {
        return credit(TransferKind.GRANT, AccountId.PLATFORM_GRANTS, tenant, amount, referenceOrNull, memo);
    }

    private Deposit credit(
            TransferKind kind,
            AccountId from,
            TenantId tenant,
            Credits amount,
            @Nullable String reference,
            String memo) {
        if (!amount.isPositive() || amount.compareTo(MAX_DEPOSIT) > 0) {
            throw new SoukException(
                    ErrorCode.INVALID_AMOUNT, amount + " credits is not more than 0 and at most " + MAX_DEPOSIT);
        }
        if (reference != null && !reference.matches(REFERENCE)) {
            throw new SoukException(
                    ErrorCode.MALFORMED_REQUEST, "a reference has 1 to 100 printable ASCII characters and no blanks");
        }
        if (memo.length() > Transfer.MAX_MEMO) {
            throw new SoukException(
                    ErrorCode.MALFORMED_REQUEST, "a memo has at most " + Transfer.MAX_MEMO + " characters");
        }
        if (tenants.find(tenant).isEmpty()) {
            throw new SoukException(ErrorCode.TENANT_NOT_FOUND, "no tenant '" + tenant + "' is registered");
        }
        AccountId to = AccountId.creditsOf(tenant);
        TransferId id = new TransferId(kind.name().toLowerCase(Locale.ROOT) + "/" + tenant + "/"
                + (reference == null ? ids.ulid() : reference));
        LedgerOutcome outcome = ledger.submit(new LedgerCommand.Move(
                id, kind, memo, List.of(new Leg(to, amount.micros()), new Leg(from, -amount.micros()))));
        boolean replayed = outcome instanceof LedgerOutcome.MovedBefore;
        if (outcome instanceof LedgerOutcome.MovedBefore before && !isSame(before.transfer(), to, amount)) {
            throw new SoukException(
                    ErrorCode.CONFLICT,
                    "the reference '" + reference + "' was used before for another amount; use a new one");
        }
        Balance balance = AfterWriting.read(id + " is recorded", () -> balance(tenant));
        return new Deposit(id, amount, balance, replayed);
    }

    private static boolean isSame(Transfer transfer, AccountId to, Credits amount) {
        return transfer.postings().stream()
                .anyMatch(posting -> posting.account().equals(to) && posting.amount() == amount.micros());
    }

    /**
     * A tenant's statement, the newest line first.
     *
     * @param tenant whose
     * @param before only lines with a smaller sequence; {@link Long#MAX_VALUE} for the newest
     * @param most 1 to 1,000
     */
    public List<StatementLine> history(TenantId tenant, long before, int most) {
        return statement(AccountId.creditsOf(tenant), before, most);
    }

    /**
     * The statement of a guarded account, the newest line first.
     *
     * @param account which account
     * @param before only lines with a smaller sequence; {@link Long#MAX_VALUE} for the newest
     * @param most 1 to 1,000
     */
    public List<StatementLine> statement(AccountId account, long before, int most) {
        return store.ledger().statement(account, before, most);
    }

    /**
     * One account.
     *
     * @param id which
     */
    public Optional<Account> account(AccountId id) {
        return store.ledger().account(id);
    }

    /**
     * Accounts in the order of their ids.
     *
     * @param afterOrNull where the last page ended, or null for the first
     * @param most 1 to 1,000
     */
    public List<Account> accounts(@Nullable AccountId afterOrNull, int most) {
        return store.ledger().accounts(afterOrNull, most);
    }

    /** Adds the whole journal up again, as it is at one moment, and says whether it agrees with the accounts. */
    public AuditReport audit() {
        return audit(store);
    }

    /**
     * The same for a store without an engine: one that is only read, because an engine runs on it elsewhere.
     *
     * @param store where the ledger is
     */
    public static AuditReport audit(Store store) {
        return LedgerAudit.of(store.ledger());
    }
}
