package dev.souk.engine.internal.memory;

import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.budget.Budget;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.PayoutId;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.ApiKey;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.IdempotencyKey;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerRoot;
import dev.souk.spi.store.Payout;
import dev.souk.spi.store.PayoutState;
import dev.souk.spi.store.RollUp;
import dev.souk.spi.store.RolledUpLine;
import dev.souk.spi.store.Tenant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the store holds, and how a ledger transaction changes it: all of it or, if something does not fit, nothing. */
final class Tables {
    final NavigableMap<AccountId, Account> accounts = new TreeMap<>();
    final Map<AccountId, NavigableMap<Long, StatementLine>> statements = new HashMap<>();
    /** The collecting accounts that something came to since the last roll-up. */
    final NavigableSet<AccountId> notRolledUp = new TreeSet<>();

    final NavigableMap<AccountId, List<RolledUpLine>> rolledUp = new TreeMap<>();
    final List<LedgerRoot> roots = new ArrayList<>();
    final Map<Long, List<LedgerRoot.Leaf>> leaves = new HashMap<>();
    final NavigableMap<ExecutionId, Execution> executions = new TreeMap<>();
    final Map<IdempotencyKey, ExecutionId> keys = new HashMap<>();
    final Map<TransferId, Transfer> transfers = new LinkedHashMap<>();
    final Map<ExecutionId, List<Transfer>> refunds = new HashMap<>();
    final Map<PayoutId, Payout> payouts = new HashMap<>();
    final NavigableMap<TenantId, Tenant> tenants = new TreeMap<>();
    final NavigableMap<BudgetId, Budget> budgets = new TreeMap<>();
    final Map<String, ApiKey> apiKeysByHash = new LinkedHashMap<>();
    /** The names of the engines that are there, by the numbers of their sessions; empty for one without a name. */
    final Map<Long, String> sessions = new HashMap<>();

    long lastSession;

    void apply(LedgerChanges changes) {
        check(changes);
        Map<AccountId, Account> collected = collected(changes);
        changes.opened().forEach(account -> accounts.put(account.id(), account));
        changes.changed().forEach(account -> accounts.put(account.id(), account));
        accounts.putAll(collected);
        notRolledUp.addAll(collected.keySet());
        for (Execution execution : changes.admitted()) {
            executions.put(execution.id(), execution);
            execution.key().ifPresent(key -> keys.put(key, execution.id()));
        }
        changes.ended().forEach(execution -> executions.put(execution.id(), execution));
        changes.transfers().forEach(this::journal);
        changes.requested().forEach(payout -> payouts.put(payout.id(), payout));
        changes.decided().forEach(payout -> payouts.put(payout.id(), payout));
    }

    private void journal(Transfer transfer) {
        transfers.put(transfer.id(), transfer);
        if (transfer.kind() == TransferKind.REFUND && transfer.executionOrNull() != null) {
            refunds.computeIfAbsent(transfer.executionOrNull(), none -> new ArrayList<>())
                    .add(transfer);
        }
        for (Posting posting : transfer.postings()) {
            if (posting.account().isGuarded()) {
                statements
                        .computeIfAbsent(posting.account(), none -> new TreeMap<>())
                        .put(posting.sequence(), lineOf(transfer, posting));
            }
        }
    }

    /** Makes the next lines of all collecting accounts that something came to, and says whether there were any. */
    boolean rollUp(Function<? super RollUp, RolledUpLine> fold) {
        List<RolledUpLine> lines =
                notRolledUp.stream().map(id -> fold.apply(rollUp(id))).toList();
        lines.forEach(line -> rolledUp.computeIfAbsent(line.account(), none -> new ArrayList<>())
                .add(line));
        notRolledUp.clear();
        return !lines.isEmpty();
    }

    private RollUp rollUp(AccountId id) {
        List<RolledUpLine> lines = rolledUp.getOrDefault(id, List.of());
        RolledUpLine last = lines.isEmpty() ? null : lines.get(lines.size() - 1);
        long posted = accounts.getOrDefault(id, Account.empty(id)).posted();
        return new RollUp(id, Math.subtractExact(posted, last == null ? 0 : last.balance()), last);
    }

    /** Makes the next root, if a chain has grown since the last one. */
    Optional<LedgerRoot> seal(BiFunction<Optional<LedgerRoot>, Stream<LedgerRoot.Leaf>, LedgerRoot> seal) {
        Set<LedgerRoot.Leaf> before =
                leaves.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        List<LedgerRoot.Leaf> grown =
                ends().filter(leaf -> !before.contains(leaf)).toList();
        if (grown.isEmpty()) {
            return Optional.empty();
        }
        Optional<LedgerRoot> last = roots.isEmpty() ? Optional.empty() : Optional.of(roots.get(roots.size() - 1));
        LedgerRoot root = seal.apply(last, grown.stream());
        roots.add(root);
        leaves.put(root.number(), grown);
        return Optional.of(root);
    }

    /** Where all chains end, in the order of their accounts. */
    private Stream<LedgerRoot.Leaf> ends() {
        return Stream.concat(
                        accounts.values().stream()
                                .filter(account -> account.sequence() > 0)
                                .map(account -> new LedgerRoot.Leaf(account.id(), account.sequence(), account.link())),
                        rolledUp.values().stream()
                                .map(lines -> lines.get(lines.size() - 1))
                                .map(line -> new LedgerRoot.Leaf(line.account(), line.sequence(), line.link())))
                .sorted(Comparator.comparing(LedgerRoot.Leaf::account));
    }

    private static StatementLine lineOf(Transfer transfer, Posting posting) {
        return new StatementLine(
                transfer.id(), transfer.kind(), transfer.at(), transfer.executionOrNull(), transfer.memo(), posting);
    }

    private Map<AccountId, Account> collected(LedgerChanges changes) {
        Map<AccountId, Account> collected = new HashMap<>();
        for (Transfer transfer : changes.transfers()) {
            for (Posting posting : transfer.postings()) {
                AccountId id = posting.account();
                if (!id.isGuarded()) {
                    Account before = collected.getOrDefault(id, accounts.getOrDefault(id, Account.empty(id)));
                    collected.put(id, new Account(id, Math.addExact(before.posted(), posting.amount()), 0, 0));
                }
            }
        }
        return collected;
    }

    private void check(LedgerChanges changes) {
        Set<Object> added = new HashSet<>();
        for (Account account : changes.opened()) {
            require(!accounts.containsKey(account.id()) && added.add(account.id()), account.id(), "is there already");
        }
        for (Account account : changes.changed()) {
            require(accounts.containsKey(account.id()), account.id(), "is not there");
        }
        for (Execution execution : changes.admitted()) {
            boolean isNew = !executions.containsKey(execution.id()) && added.add(execution.id());
            require(isNew, execution.id(), "is there already");
            boolean hasNewKey = execution
                    .key()
                    .map(key -> !keys.containsKey(key) && added.add(key))
                    .orElse(true);
            require(hasNewKey, execution.id(), "has a key that is there already");
        }
        for (Execution execution : changes.ended()) {
            Execution before = executions.get(execution.id());
            require(before != null && before.isRunning(), execution.id(), "does not run");
        }
        for (Transfer transfer : changes.transfers()) {
            boolean isNew = !transfers.containsKey(transfer.id()) && added.add(transfer.id());
            require(isNew, transfer.id(), "is there already");
        }
        for (Payout payout : changes.requested()) {
            require(!payouts.containsKey(payout.id()) && added.add(payout.id()), payout.id(), "is there already");
        }
        for (Payout payout : changes.decided()) {
            Payout before = payouts.get(payout.id());
            require(before != null && before.state() == PayoutState.REQUESTED, payout.id(), "is not to be decided");
        }
    }

    private static void require(boolean fits, Object id, String problem) {
        if (!fits) {
            throw new SoukException(ErrorCode.INTERNAL, id + " " + problem + "; nothing was written");
        }
    }
}
