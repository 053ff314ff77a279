package dev.souk.benchmarks.torture.simulation;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.LedgerVisitor;
import dev.souk.spi.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the books say, read from the store itself when nobody writes any more. */
final class Books implements LedgerVisitor {
    private final Store store;
    private final Map<AccountId, Account> accounts = new TreeMap<>();
    private final Map<String, Execution> executions = new TreeMap<>();
    private final Map<String, JournaledTransfer> transfers = new LinkedHashMap<>();

    /** Reads them. */
    Books(Store store) {
        this.store = store;
        store.ledger().visit(this);
    }

    @Override
    public void account(Account account) {
        accounts.put(account.id(), account);
    }

    @Override
    public void collecting(Account account) {
        accounts.put(account.id(), account);
    }

    @Override
    public void running(Execution execution) {
        executions.put(execution.id().value(), execution);
    }

    @Override
    public void ended(Execution execution) {
        // With its output, which a visitor is not shown.
        executions.put(
                execution.id().value(), store.executions().find(execution.id()).orElse(execution));
    }

    @Override
    public void transfer(JournaledTransfer journaled) {
        transfers.put(journaled.id().value(), journaled);
    }

    Map<AccountId, Account> accounts() {
        return accounts;
    }

    Map<String, Execution> executions() {
        return executions;
    }

    Map<String, JournaledTransfer> transfers() {
        return transfers;
    }

    /** What a transfer moved on an account. */
    static long on(AccountId account, JournaledTransfer transfer) {
        return transfer.postings().stream()
                .filter(posting -> posting.account().equals(account))
                .mapToLong(Posting::amount)
                .sum();
    }
}
