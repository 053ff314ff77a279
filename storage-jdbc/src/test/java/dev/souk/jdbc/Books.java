package dev.souk.jdbc;

import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Reservation;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerRoot;
import dev.souk.spi.store.LedgerVisitor;
import dev.souk.spi.store.RolledUpLine;
import dev.souk.spi.store.Store;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Writes to a store as an engine would, and adds up again what is in it. */
final class Books {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final AccountId ACME = AccountId.creditsOf(new TenantId("acme"));

    private Books() {}

    /** Pays ten into an account and admits a call that holds one of it, all with this number. */
    static void callWithDeposit(Store store, AccountId account, int number) {
        store.ledger().<Object>transact(transaction -> {
            Account before =
                    transaction.lockAccounts(new TreeSet<>(List.of(account))).get(account);
            Account old = before == null ? Account.empty(account) : before;
            Account now = new Account(account, old.posted() + 10, old.held() + 1, old.sequence() + 1);
            transaction.write(new LedgerChanges(
                    before == null ? List.of(now) : List.of(),
                    before == null ? List.of() : List.of(now),
                    List.of(running(account, number)),
                    List.of(),
                    List.of(deposit(number, now))));
            return null;
        });
    }

    static Execution running(AccountId account, int number) {
        return new Execution(
                executionId(number),
                Caller.of("acme", "ann"),
                new AgentId("souk.summarizer"),
                AgentVersion.parse("1.0.0"),
                null,
                "key-" + number,
                "fingerprint",
                new Reservation(List.of(new Leg(account, 1)), 1, NOON),
                NOON,
                null);
    }

    static ExecutionId executionId(int number) {
        return new ExecutionId("exe_" + String.format(Locale.ROOT, "%026d", number));
    }

    private static Transfer deposit(int number, Account now) {
        return new Transfer(
                new TransferId("deposit/" + number),
                TransferKind.DEPOSIT,
                NOON,
                null,
                "",
                List.of(
                        new Posting(now.id(), 10, now.sequence(), now.posted()),
                        new Posting(AccountId.PLATFORM_DEPOSITS, -10, 0, 0)));
    }

    /** What a visit finds. */
    record Totals(int accounts, int running, int transfers, List<String> wrong) {}

    /** Adds everything up; what does not agree is named. */
    static Totals totals(Store store) {
        Map<AccountId, Account> accounts = new HashMap<>();
        Map<AccountId, Long> posted = new HashMap<>();
        Map<AccountId, Long> held = new HashMap<>();
        int[] counts = new int[2];
        List<String> wrong = new java.util.ArrayList<>();
        store.ledger().visit(new LedgerVisitor() {
            @Override
            public void account(Account account) {
                accounts.put(account.id(), account);
            }

            @Override
            public void collecting(Account account) {}

            @Override
            public void line(JournaledTransfer journaled, Posting posting) {}

            @Override
            public void root(LedgerRoot root) {}

            @Override
            public void leaf(LedgerRoot.Leaf leaf, String link) {}

            @Override
            public void rolledUp(RolledUpLine line) {}

            @Override
            public void running(Execution execution) {
                counts[0]++;
                execution.reservation().legs().forEach(leg -> held.merge(leg.account(), leg.amount(), Math::addExact));
            }

            @Override
            public void transfer(JournaledTransfer journaled) {
                counts[1]++;
                long sum = 0;
                for (Posting posting : journaled.postings()) {
                    sum += posting.amount();
                    posted.merge(posting.account(), posting.amount(), Math::addExact);
                }
                if (sum != 0) {
                    wrong.add(journaled.id() + " is off by " + sum);
                }
            }
        });
        accounts.forEach((id, account) -> {
            if (account.posted() != posted.getOrDefault(id, 0L) || account.held() != held.getOrDefault(id, 0L)) {
                wrong.add(account + " has postings of " + posted.get(id) + " and holds of " + held.get(id));
            }
        });
        return new Totals(accounts.size(), counts[0], counts[1], wrong);
    }
}
