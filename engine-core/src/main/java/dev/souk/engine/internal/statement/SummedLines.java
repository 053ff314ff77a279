package dev.souk.engine.internal.statement;

import dev.souk.engine.call.StatementEntry;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.store.LedgerStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The lines of a collecting account in a period: a sum for each day and kind. */
public final class SummedLines implements Lines {
    private final long opening;
    private final long closing;
    private final List<StatementEntry> lines = new ArrayList<>();

    /**
     * The lines of a period, as they are now.
     *
     * @param store where they are
     * @param account a collecting account
     * @param from the first day
     * @param to the last day
     */
    public SummedLines(LedgerStore store, AccountId account, LocalDate from, LocalDate to) {
        opening = store.collected(account, LocalDate.MIN, from.minusDays(1)).stream()
                .mapToLong(Collected::amount)
                .reduce(0, Math::addExact);
        long balance = opening;
        for (Collected collected : store.collected(account, from, to)) {
            balance = Math.addExact(balance, collected.amount());
            lines.add(new StatementEntry(
                    0,
                    collected.day().atStartOfDay(ZoneOffset.UTC).toInstant(),
                    collected.kind(),
                    collected.amount(),
                    balance,
                    null,
                    null,
                    ""));
        }
        closing = balance;
    }

    @Override
    public long opening() {
        return opening;
    }

    @Override
    public long closing() {
        return closing;
    }

    @Override
    public Iterator<StatementEntry> iterator() {
        return List.copyOf(lines).iterator();
    }
}
