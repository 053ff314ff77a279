package dev.souk.server.market;

import dev.souk.spi.Credits;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a marketplace. Used by one thread; closed at the end.
 *
 * <p>Every method throws {@link dev.souk.spi.SoukException} for what cannot be done, with the code and the message that the engine or
 * the server gave.
 */
public interface Market extends AutoCloseable {
    /**
     * The newest version of each agent that matches, by id.
     *
     * @param text stands in id, name, summary or skills; empty for all
     * @param category its category; empty for all
     * @param skill one of its skills' ids; empty for all
     */
    List<AgentSummary> agents(String text, String category, String skill);

    /**
     * One agent with its schemas.
     *
     * @param id which
     */
    AgentDetails agent(String id);

    /** Has an agent do something. A refusal or a failure is an answer, not an exception. */
    CallAnswer call(CallRequest request);

    /** What a tenant has; the key's own tenant if none is named. */
    BalanceView balance(@Nullable String tenant);

    /**
     * A tenant's statement, the newest line first.
     *
     * @param tenant whose; the key's own tenant if none is named
     * @param most how many lines; 1 to 1,000
     */
    List<HistoryLine> history(@Nullable String tenant, int most);

    /**
     * Gives a tenant credits.
     *
     * @param tenant whom
     * @param amount how much
     * @param memo a line for people
     * @param reference names the grant, so that doing it again does nothing; null for none
     */
    GrantReceipt grant(String tenant, Credits amount, String memo, @Nullable String reference);

    /**
     * Gives back what a call has cost, or a part of it.
     *
     * @param execution which call
     * @param amount how much; null for all that is left
     * @param memo a line for people
     * @param reference names the refund, so that doing it again does nothing; null for none
     */
    RefundView refund(String execution, @Nullable Credits amount, String memo, @Nullable String reference);

    /** What each publisher has, by their names. */
    List<PublisherView> publishers();

    /**
     * Requests a payout.
     *
     * @param publisher to whom
     * @param amount how much; null for all that is payable
     * @param by who requests it; null on a server, which takes the user of the key
     * @param id names it, so that requesting it again does nothing; null for a new name
     * @param memo a line for people
     */
    PayoutView requestPayout(
            String publisher, @Nullable Credits amount, @Nullable String by, @Nullable String id, String memo);

    /**
     * Approves or rejects a payout.
     *
     * @param id which
     * @param approved whether it is paid out
     * @param by who decides; null on a server, which takes the user of the key
     * @param memo a line for people
     */
    PayoutView decidePayout(String id, boolean approved, @Nullable String by, String memo);

    /**
     * The newest payouts first.
     *
     * @param publisher to whom; null for all
     * @param state where they stand; null for all
     * @param most how many; 1 to 1,000
     */
    List<PayoutView> payouts(@Nullable String publisher, @Nullable String state, int most);

    /**
     * Writes the statement of an account for a period, in UTF-8.
     *
     * @param account which; null for the credits of the key's own tenant
     * @param from the first day
     * @param to the last day
     * @param csv as CSV, and not as JSON
     * @param out where to; is not closed
     */
    void statement(@Nullable String account, LocalDate from, LocalDate to, boolean csv, OutputStream out);

    /**
     * Makes an API key.
     *
     * @param key for whom
     */
    NewKey createKey(KeyRequest key);

    /** The keys of a tenant, the newest first; a tenant that nobody registered is a fault. */
    List<KeyView> keys(String tenant);

    /**
     * Ends a key.
     *
     * @param id its public name
     * @return whether there is such a key
     */
    boolean revokeKey(String id);

    /**
     * Registers a tenant if it is new, and puts it on a plan.
     *
     * @param tenant which
     * @param plan the plan's name, or null for the trial
     */
    TenantView setPlan(String tenant, @Nullable String plan);

    /** All tenants, in the order of their ids. */
    List<TenantView> tenants();

    /**
     * Sets a budget, or another amount for one that is there.
     *
     * @param budget which
     * @param amount the most of one period
     */
    BudgetView setBudget(BudgetName budget, Credits amount);

    /**
     * Takes a budget away.
     *
     * @param budget which
     * @return whether there was one
     */
    boolean removeBudget(BudgetName budget);

    /** A tenant's budgets in the order of their holders; on a server, if none is named, those that the key's own calls count in. */
    List<BudgetView> budgets(@Nullable String tenant);

    @Override
    void close();
}
