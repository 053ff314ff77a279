package dev.souk.benchmarks.torture.model;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The accounts of the {@link Model}: a map of those that can run out, and one of those that only gather. */
final class Books {
    /** An account: what is posted, what is held, and the lines of this history. */
    private static final class Book {
        private final long linesBefore;
        private final List<String> lines = new ArrayList<>();
        private long posted;
        private long held;

        Book(long posted, long linesBefore) {
            this.posted = posted;
            this.linesBefore = linesBefore;
        }
    }

    private final SortedMap<AccountId, Book> guarded = new TreeMap<>();
    private final SortedMap<AccountId, Long> collected = new TreeMap<>();

    /** Books in which these accounts are already. */
    Books(Map<AccountId, Account> before) {
        before.forEach((id, account) -> {
            if (id.isGuarded()) {
                guarded.put(id, new Book(account.posted(), account.sequence()));
            } else {
                collected.put(id, account.posted());
            }
        });
    }

    /** An account that can run out is there from now on, whether or not it was. */
    void open(AccountId account) {
        var unused = book(account);
    }

    private Book book(AccountId account) {
        return guarded.computeIfAbsent(account, none -> new Book(0, 0));
    }

    boolean isOpen(AccountId account) {
        return guarded.containsKey(account) || collected.containsKey(account);
    }

    /** Posts an amount; nothing is posted to an account that only gathers if there is none. */
    void post(AccountId account, String kind, long amount) {
        if (account.isGuarded()) {
            Book book = book(account);
            book.posted += amount;
            book.lines.add(kind + " " + amount + " -> " + book.posted);
        } else if (amount != 0) {
            collected.merge(account, amount, Long::sum);
        }
    }

    /** Holds an amount, or less than before if it is negative. */
    void hold(AccountId account, long amount) {
        book(account).held += amount;
    }

    long posted(AccountId account) {
        Book book = guarded.get(account);
        return book == null ? collected.getOrDefault(account, 0L) : book.posted;
    }

    long held(AccountId account) {
        Book book = guarded.get(account);
        return book == null ? 0 : book.held;
    }

    long available(AccountId account) {
        return posted(account) - held(account);
    }

    /** The accounts that can run out. */
    List<AccountId> guarded() {
        return List.copyOf(guarded.keySet());
    }

    /** Every account. */
    SortedMap<String, String> state() {
        SortedMap<String, String> state = new TreeMap<>();
        guarded.forEach((account, book) -> state.put(
                account.toString(),
                book.posted + " posted, " + book.held + " held, " + (book.linesBefore + book.lines.size()) + " lines"));
        collected.forEach((account, posted) -> state.put(account.toString(), posted + " posted"));
        return state;
    }

    /** The lines of this history on every account that can run out, the oldest first. */
    SortedMap<AccountId, List<String>> statements() {
        SortedMap<AccountId, List<String>> statements = new TreeMap<>();
        guarded.forEach((account, book) -> statements.put(account, book.lines));
        return statements;
    }
}
