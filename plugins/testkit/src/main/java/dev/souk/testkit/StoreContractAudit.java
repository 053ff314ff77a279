package dev.souk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Unit;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.LedgerRoot;
import dev.souk.spi.store.LedgerVisitor;
import dev.souk.spi.store.RolledUpLine;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Adds up what a visit shows, and checks that it is one moment of a ledger that balances. */
final class StoreContractAudit implements LedgerVisitor {
    private final Map<AccountId, Account> accounts = new HashMap<>();
    private final Map<AccountId, Long> held = new HashMap<>();
    private final Map<AccountId, Long> posted = new HashMap<>();
    private final Map<AccountId, Long> postings = new HashMap<>();
    private final Map<AccountId, Account> collecting = new HashMap<>();
    private final Map<AccountId, Long> lines = new HashMap<>();
    private final Map<AccountId, Long> balances = new HashMap<>();
    private final Map<AccountId, Long> byDay = new HashMap<>();
    private final Set<Object> seen = new HashSet<>();
    private int running;
    private int transfers;

    @Override
    public void account(Account account) {
        assertThat(running + transfers).as("accounts come first").isZero();
        assertThat(account.id().isGuarded()).isTrue();
        assertThat(accounts.put(account.id(), account)).isNull();
    }

    @Override
    public void collecting(Account account) {
        assertThat(running + transfers)
                .as("accounts come before everything else")
                .isZero();
        assertThat(account.id().isGuarded()).isFalse();
        assertThat(collecting.put(account.id(), account)).isNull();
    }

    @Override
    public void collected(AccountId account, Collected sum) {
        assertThat(transfers).as("sums by day come before transfers").isZero();
        byDay.merge(account, sum.amount(), Math::addExact);
    }

    @Override
    public void running(Execution execution) {
        assertThat(transfers).as("running executions come before transfers").isZero();
        assertThat(execution.isRunning()).isTrue();
        assertThat(seen.add(execution.id())).isTrue();
        running++;
        for (Leg leg : execution.reservation().legs()) {
            held.merge(leg.account(), leg.amount(), Math::addExact);
        }
    }

    @Override
    public void transfer(JournaledTransfer journaled) {
        assertThat(seen.add(journaled.id())).isTrue();
        transfers++;
        Map<Unit, Long> sums = new EnumMap<>(Unit.class);
        for (Posting posting : journaled.postings()) {
            sums.merge(posting.account().unit(), posting.amount(), Math::addExact);
            posted.merge(posting.account(), posting.amount(), Math::addExact);
            postings.merge(posting.account(), 1L, Math::addExact);
        }
        assertThat(sums.values()).as("sums of %s", journaled.id()).containsOnly(0L);
    }

    @Override
    public void line(JournaledTransfer journaled, Posting posting) {
        AccountId id = posting.account();
        assertThat(id.isGuarded()).isTrue();
        assertThat(seen).as("transfers come before statements").contains(journaled.id());
        long sequence = lines.merge(id, 1L, Math::addExact);
        assertThat(posting.sequence()).as("numbers on the statement of %s", id).isEqualTo(sequence);
        long balance = balances.merge(id, posting.amount(), Math::addExact);
        assertThat(posting.balance())
                .as("balance number %s of %s", sequence, id)
                .isEqualTo(balance);
    }

    @Override
    public void root(LedgerRoot root) {}

    @Override
    public void leaf(LedgerRoot.Leaf leaf, String link) {}

    @Override
    public void rolledUp(RolledUpLine line) {
        long sequence = lines.merge(line.account(), 1L, Math::addExact);
        assertThat(line.sequence()).as("numbers of %s", line.account()).isEqualTo(sequence);
        long balance = balances.merge(line.account(), line.amount(), Math::addExact);
        assertThat(line.balance())
                .as("balance number %s of %s", sequence, line.account())
                .isEqualTo(balance);
    }

    /** Fails unless every account is what its postings and the running calls make of it. */
    void assertBalanced() {
        accounts.forEach((id, account) -> {
            assertThat(account.posted()).as("posted on %s", id).isEqualTo(posted.getOrDefault(id, 0L));
            assertThat(account.held()).as("held on %s", id).isEqualTo(held.getOrDefault(id, 0L));
            assertThat(account.sequence()).as("sequence of %s", id).isEqualTo(postings.getOrDefault(id, 0L));
        });
        assertThat(posted.keySet()).filteredOn(AccountId::isGuarded).isSubsetOf(accounts.keySet());
        postings.forEach((id, count) -> assertThat(id.isGuarded() ? lines.get(id) : count)
                .as("lines on the statement of %s", id)
                .isEqualTo(count));
        posted.forEach((id, sum) -> {
            if (!id.isGuarded()) {
                assertThat(collecting.getOrDefault(id, Account.empty(id)).posted())
                        .as("collected on %s", id)
                        .isEqualTo(sum);
                assertThat(byDay.getOrDefault(id, 0L))
                        .as("collected by day on %s", id)
                        .isEqualTo(sum);
            }
        });
        assertThat(held.keySet()).isSubsetOf(accounts.keySet());
    }

    int running() {
        return running;
    }

    int transfers() {
        return transfers;
    }
}
