package dev.souk.engine.internal.budget;

import dev.souk.engine.internal.ledger.Ledger;
import dev.souk.engine.internal.ledger.LedgerCommand;
import dev.souk.engine.internal.ledger.LedgerOutcome;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts back what is left of budgets whose period is over. What calls still hold stays theirs and goes back when they have ended. No
 * limit depends on this: a past period's accounts are asked for by nobody but the calls that began in it. It is for the books, in which
 * no grant outlives its time.
 *
 * <p>Any number of engines may do this at the same time on one store; what one posted back, another does not find. Thread-safe.
 */
@Singleton
public final class BudgetExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(BudgetExpiry.class);
    private static final int PAGE = 100;

    private final Store store;
    private final Ledger ledger;
    private final InstantSource clock;

    /**
     * An expiry over these parts.
     *
     * @param store where the accounts are
     * @param ledger where it is posted
     * @param clock says which periods are past
     */
    @Inject
    public BudgetExpiry(Store store, Ledger ledger, InstantSource clock) {
        this.store = store;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Posts back everything of past periods that no call holds.
     *
     * @return on how many accounts something was
     * @throws SoukException if the store failed; what was posted before stays
     */
    public int sweep() {
        int expired = 0;
        for (BudgetPeriod period : List.of(BudgetPeriod.DAY, BudgetPeriod.MONTH)) {
            expired += sweep(period);
        }
        return expired;
    }

    private int sweep(BudgetPeriod period) {
        String current = period.nameAt(clock.instant());
        int expired = 0;
        List<AccountId> page;
        do {
            page = store.budgets().past(period, current, PAGE);
            int before = expired;
            for (AccountId account : page) {
                if (expire(account)) {
                    expired++;
                }
            }
            if (expired == before) {
                break;
            }
        } while (page.size() == PAGE);
        return expired;
    }

    /**
     * Posts back what is left of one account, and says whether there was something. An account that is damaged stops no other.
     *
     * @param account what is left of a budget
     */
    public boolean expire(AccountId account) {
        try {
            return ledger.submit(new LedgerCommand.Reclaim(account, AccountId.BUDGET_ISSUED))
                    instanceof LedgerOutcome.Moved;
        } catch (SoukException fault) {
            if (fault.code() != ErrorCode.INTERNAL) {
                throw fault;
            }
            LOG.error("What is left on {} cannot be posted back; look at the account", account, fault);
            return false;
        }
    }
}
