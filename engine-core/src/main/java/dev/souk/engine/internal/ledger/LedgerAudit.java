package dev.souk.engine.internal.ledger;

import dev.souk.engine.call.AuditReport;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.Unit;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.LedgerRoot;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerVisitor;
import dev.souk.spi.store.RolledUpLine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds the whole journal up again and compares it with what the accounts say. It needs memory for each guarded account, not for
 * each posting.
 *
 * <p>Used by one thread, once.
 */
public final class LedgerAudit implements LedgerVisitor {
    /** The most findings that are told one by one. */
    public static final int MAX_FINDINGS = 100;

    private final Map<AccountId, Account> accounts = new HashMap<>();
    private final Map<AccountId, Long> held = new HashMap<>();
    private final Map<AccountId, Account> collecting = new HashMap<>();
    private final Map<AccountId, Sums> posted = new HashMap<>();
    private final Map<AccountId, Statement> statements = new HashMap<>();
    private final Map<Unit, Long> totals = new EnumMap<>(Unit.class);
    private final List<String> findings = new ArrayList<>();
    private final RootAudit rootAudit;
    private long transfers;
    private long postings;
    private long wrong;

    /** What the journal says of one account. */
    private static final class Sums {
        private long amount;
        private long count;
        private long highest;
        private long balanceAtHighest;
        private long balances;
        private long weighted;
        private long digest;

        /**
         * Whether every balance follows from the amounts before it. The postings come in any order, so their balances are not
         * followed one by one but summed: an amount counts in the balance of its own posting and of each one after it. The sums wrap
         * around alike, so a single wrong number always shows.
         */
        boolean isChain() {
            return balances == (count + 1) * amount - weighted;
        }
    }

    /** What the statement of one account says, line by line. */
    private static final class Statement {
        private long count;
        private long balance;
        private long digest;
        private String link = "";
        private boolean wrong;
    }

    private LedgerAudit(@Nullable LedgerRoot keptOrNull) {
        this.rootAudit = new RootAudit(keptOrNull, this::found);
    }

    /** Audits this ledger as it is at one moment. */
    public static AuditReport of(LedgerStore ledger) {
        return of(ledger, null);
    }

    /**
     * Audits this ledger as it is at one moment.
     *
     * @param ledger which one
     * @param keptOrNull a root that was kept elsewhere and must be one of the ledger's; null if there is none
     */
    public static AuditReport of(LedgerStore ledger, @Nullable LedgerRoot keptOrNull) {
        LedgerAudit audit = new LedgerAudit(keptOrNull);
        ledger.visit(audit);
        return audit.report();
    }

    @Override
    public void account(Account account) {
        accounts.put(account.id(), account);
    }

    @Override
    public void collecting(Account account) {
        collecting.put(account.id(), account);
    }

    @Override
    public void running(Execution execution) {
        for (Leg leg : execution.reservation().legs()) {
            held.merge(leg.account(), leg.amount(), Math::addExact);
        }
    }

    @Override
    public void transfer(JournaledTransfer transfer) {
        transfers++;
        postings += transfer.postings().size();
        try {
            addUp(transfer);
        } catch (ArithmeticException tooLarge) {
            found("transfer " + transfer.id() + " holds amounts that cannot be added up");
        }
    }

    private void addUp(JournaledTransfer transfer) {
        Map<Unit, Long> sums = new EnumMap<>(Unit.class);
        for (Posting posting : transfer.postings()) {
            sums.merge(posting.account().unit(), posting.amount(), Math::addExact);
            totals.merge(posting.account().unit(), posting.amount(), Math::addExact);
            add(transfer.id(), posting);
        }
        sums.forEach((unit, sum) -> {
            if (sum != 0) {
                found("transfer " + transfer.id() + " is off by " + sum + " " + unit);
            }
        });
    }

    /** Of each account the first wrong line is told: those behind it follow from it. */
    @Override
    public void line(JournaledTransfer journaled, Posting posting) {
        Statement statement = statements.computeIfAbsent(posting.account(), id -> new Statement());
        long due = ++statement.count;
        statement.balance += posting.amount();
        statement.digest += digest(journaled.id(), posting);
        if (statement.wrong) {
            return;
        }
        String finding = null;
        if (posting.sequence() != due || posting.balance() != statement.balance) {
            finding = posting.account() + " has number " + posting.sequence() + " with the balance " + posting.balance()
                    + " on its statement where number " + due + " with " + statement.balance + " is due";
        } else if (!posting.link().equals(Chain.link(statement.link, posting.account(), journaled))) {
            finding = posting.account() + " has number " + due + ", of transfer " + journaled.id()
                    + ", that is not what was chained: it was changed, or one before it was";
        }
        if (finding != null) {
            statement.wrong = true;
            found(finding);
        }
        statement.link = posting.link();
    }

    @Override
    public void rolledUp(RolledUpLine line) {
        Statement statement = statements.computeIfAbsent(line.account(), id -> new Statement());
        long due = ++statement.count;
        statement.balance += line.amount();
        if (!statement.wrong
                && (line.sequence() != due
                        || line.balance() != statement.balance
                        || !line.link().equals(Chain.link(statement.link, line)))) {
            statement.wrong = true;
            found(line.account() + " has number " + line.sequence() + " that is not what was chained where number "
                    + due + " is due: it was changed, or one before it was");
        }
        statement.link = line.link();
    }

    @Override
    public void root(LedgerRoot root) {
        rootAudit.root(root);
    }

    @Override
    public void leaf(LedgerRoot.Leaf leaf, String link) {
        rootAudit.leaf(leaf, link);
    }

    /** Sums of these are equal if the postings are the same, in whatever order they come. */
    private static long digest(TransferId transfer, Posting posting) {
        long digest = transfer.hashCode();
        for (long part : new long[] {posting.amount(), posting.sequence(), posting.balance()}) {
            digest = mixed(digest * 31 + part);
        }
        return digest;
    }

    /** The finaliser of MurmurHash3, by Austin Appleby. */
    static long mixed(long bits) {
        long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    private void add(TransferId transfer, Posting posting) {
        Sums sums = posted.computeIfAbsent(posting.account(), id -> new Sums());
        sums.amount = Math.addExact(sums.amount, posting.amount());
        sums.count++;
        sums.digest += digest(transfer, posting);
        sums.balances += posting.balance();
        sums.weighted += posting.sequence() * posting.amount();
        if (posting.sequence() > sums.highest) {
            sums.highest = posting.sequence();
            sums.balanceAtHighest = posting.balance();
        }
    }

    private AuditReport report() {
        totals.forEach((unit, total) -> {
            if (total != 0) {
                found("all postings together are off by " + total + " " + unit);
            }
        });
        Sums none = new Sums();
        accounts.values().forEach(account -> compare(account, posted.getOrDefault(account.id(), none)));
        posted.keySet().stream()
                .filter(id -> id.isGuarded() && !accounts.containsKey(id))
                .forEach(id -> found(id + " has postings and no balance"));
        posted.forEach(this::compareStatement);
        statements.keySet().stream()
                .filter(id -> id.isGuarded() && !posted.containsKey(id))
                .forEach(id -> found(id + " has a statement and no postings"));
        compareCollecting();
        held.keySet().stream()
                .filter(id -> !accounts.containsKey(id))
                .forEach(id -> found(id + " is held from and has no balance"));
        long collecting = posted.keySet().stream().filter(id -> !id.isGuarded()).count();
        long roots = rootAudit.end();
        return new AuditReport(accounts.size() + collecting, transfers, postings, roots, wrong, List.copyOf(findings));
    }

    private void compareStatement(AccountId id, Sums sums) {
        if (id.isGuarded()) {
            Statement statement = statements.getOrDefault(id, new Statement());
            if (statement.digest != sums.digest && !statement.wrong) {
                found(id + " has a statement that is not what was posted");
            }
            Account account = accounts.get(id);
            if (account != null && !account.link().equals(statement.link) && !statement.wrong) {
                found(id + " does not end its chain where its statement does, at number " + statement.count);
            }
        }
    }

    private void compareCollecting() {
        posted.forEach((id, sums) -> {
            Account account = collecting.getOrDefault(id, Account.empty(id));
            if (!id.isGuarded() && account.posted() != sums.amount) {
                found(id + " says " + account.posted() + " and its postings sum to " + sums.amount);
            }
        });
        collecting.values().stream()
                .filter(account -> account.posted() != 0 && !posted.containsKey(account.id()))
                .forEach(account -> found(account.id() + " says " + account.posted() + " and has no postings"));
    }

    private void compare(Account account, Sums sums) {
        if (account.posted() != sums.amount) {
            found(account.id() + " says " + account.posted() + " and its postings sum to " + sums.amount);
        }
        if (account.sequence() != sums.count || sums.highest != sums.count) {
            found(account.id() + " has " + sums.count + " postings up to number " + sums.highest + " and says "
                    + account.sequence());
        }
        if (sums.count > 0 && sums.balanceAtHighest != account.posted()) {
            found(account.id() + " says " + account.posted() + " and its last posting " + sums.balanceAtHighest);
        }
        if (!sums.isChain()) {
            found(account.id() + " has postings whose balances do not follow from their amounts");
        }
        long heldByCalls = held.getOrDefault(account.id(), 0L);
        if (account.held() != heldByCalls) {
            found(account.id() + " says " + account.held() + " is held and its running calls hold " + heldByCalls);
        }
    }

    private void found(String finding) {
        wrong++;
        if (findings.size() < MAX_FINDINGS) {
            findings.add(finding);
        }
    }
}
