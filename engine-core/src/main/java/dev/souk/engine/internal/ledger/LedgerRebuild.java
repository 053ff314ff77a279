package dev.souk.engine.internal.ledger;

import dev.souk.engine.call.RebuildReport;
import dev.souk.engine.call.RebuildReport.Projection;
import dev.souk.spi.Credits;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Collected;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionState;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerVisitor;
import dev.souk.spi.store.UsageRow;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes everything again that follows from the journal and from the calls that run, as if none of it were there: balances with what is
 * held and where their chains end, sums of collecting accounts, in all and by day and kind, statements, and usage by day; and compares it with what is there. It needs
 * memory for each account and each row of usage, not for each posting.
 *
 * <p>Used by one thread, once.
 */
public final class LedgerRebuild implements LedgerVisitor {
    private static final int MAX_FINDINGS = 100;

    private final Map<AccountId, Account> live = new HashMap<>();
    private final Map<AccountId, Lines> liveStatements = new HashMap<>();
    private final Map<Cell, UsageRow> liveUsage = new HashMap<>();
    private final Map<Day, Long> liveDays = new HashMap<>();
    private final Map<Day, Long> days = new HashMap<>();
    private final Map<AccountId, Made> made = new HashMap<>();
    private final Map<AccountId, Long> held = new HashMap<>();
    private final Map<Cell, UsageRow> usage = new HashMap<>();
    private final List<String> findings = new ArrayList<>();

    /** What the journal makes of an account. */
    private static final class Made {
        private long posted;
        private long sequence;
        private String link = "";
        private final Lines lines = new Lines();

        void add(Posting posting) {
            posted += posting.amount();
            if (posting.sequence() > sequence) {
                sequence = posting.sequence();
                link = posting.link();
            }
            lines.add(posting);
        }
    }

    /** Lines of a statement, as a sum that is the same in whatever order they come. */
    private static final class Lines {
        private long count;
        private long digest;

        void add(Posting posting) {
            count++;
            digest += LedgerAudit.mixed(
                    Objects.hash(posting.account(), posting.amount(), posting.sequence(), posting.balance()));
        }

        boolean isSame(Lines other) {
            return count == other.count && digest == other.digest;
        }
    }

    /** What makes a row of usage. */
    private record Cell(TenantId tenant, LocalDate day, AgentId agent) {}

    /** What makes a sum of a collecting account. */
    private record Day(AccountId account, LocalDate day, TransferKind kind) {}

    private LedgerRebuild() {}

    /** Rebuilds this ledger as it is at one moment, and changes nothing in it. */
    public static RebuildReport of(LedgerStore ledger) {
        LedgerRebuild rebuild = new LedgerRebuild();
        ledger.visit(rebuild);
        return rebuild.report();
    }

    @Override
    public void account(Account account) {
        live.put(account.id(), account);
    }

    @Override
    public void collecting(Account account) {
        live.put(account.id(), account);
    }

    @Override
    public void running(Execution execution) {
        for (Leg leg : execution.reservation().legs()) {
            held.merge(leg.account(), leg.amount(), Long::sum);
        }
    }

    @Override
    public void ended(Execution execution) {
        ExecutionEnd end = Objects.requireNonNull(execution.endOrNull());
        LocalDate day = LocalDate.ofInstant(execution.startedAt(), ZoneOffset.UTC);
        boolean succeeded = end.state() == ExecutionState.SUCCEEDED;
        usage.merge(
                new Cell(execution.caller().tenant(), day, execution.agent()),
                new UsageRow(day, execution.agent(), succeeded ? 1 : 0, succeeded ? 0 : 1, end.usage(), end.charge()),
                LedgerRebuild::plus);
    }

    private static UsageRow plus(UsageRow left, UsageRow right) {
        Credits charge = left.charge().plus(right.charge());
        return new UsageRow(
                left.day(),
                left.agent(),
                left.succeeded() + right.succeeded(),
                left.failed() + right.failed(),
                left.usage().plus(right.usage()),
                charge);
    }

    @Override
    public void used(TenantId tenant, UsageRow row) {
        liveUsage.put(new Cell(tenant, row.day(), row.agent()), row);
    }

    @Override
    public void transfer(JournaledTransfer journaled) {
        for (Posting posting : journaled.postings()) {
            made.computeIfAbsent(posting.account(), none -> new Made()).add(posting);
            if (!posting.account().isGuarded()) {
                LocalDate day = LocalDate.ofInstant(journaled.at(), ZoneOffset.UTC);
                days.merge(new Day(posting.account(), day, journaled.kind()), posting.amount(), Long::sum);
            }
        }
    }

    @Override
    public void collected(AccountId account, Collected sum) {
        liveDays.put(new Day(account, sum.day(), sum.kind()), sum.amount());
    }

    @Override
    public void line(JournaledTransfer journaled, Posting posting) {
        liveStatements.computeIfAbsent(posting.account(), none -> new Lines()).add(posting);
    }

    private RebuildReport report() {
        return new RebuildReport(
                List.of(
                        compareAccounts("balances of guarded accounts", true),
                        compareAccounts("balances of collecting accounts", false),
                        compareDays(),
                        compareStatements(),
                        compareUsage()),
                findings);
    }

    private Projection compareAccounts(String name, boolean guarded) {
        Set<AccountId> all = new HashSet<>(made.keySet());
        all.addAll(held.keySet());
        all.addAll(live.keySet());
        all.removeIf(id -> id.isGuarded() != guarded);
        long different = 0;
        for (AccountId id : all) {
            Made wanted = made.getOrDefault(id, new Made());
            long wantedHeld = held.getOrDefault(id, 0L);
            Account found = live.getOrDefault(id, Account.empty(id));
            boolean same = found.posted() == wanted.posted
                    && found.held() == wantedHeld
                    && found.sequence() == wanted.sequence
                    && found.link().equals(wanted.link);
            if (!same) {
                different++;
                found(id + " is " + found.posted() + " with " + found.held() + " held after " + found.sequence()
                        + " postings, and the journal makes it " + wanted.posted + " with " + wantedHeld + " after "
                        + wanted.sequence
                        + (found.link().equals(wanted.link) ? "" : ", and its chain ends elsewhere"));
            }
        }
        return new Projection(name, all.size(), different);
    }

    private Projection compareStatements() {
        long lines = 0;
        long different = 0;
        Set<AccountId> all = new HashSet<>(made.keySet());
        all.addAll(liveStatements.keySet());
        all.removeIf(id -> !id.isGuarded());
        for (AccountId id : all) {
            Lines wanted = made.getOrDefault(id, new Made()).lines;
            Lines found = liveStatements.getOrDefault(id, new Lines());
            lines += wanted.count;
            if (!found.isSame(wanted)) {
                different++;
                found(id + " has " + found.count + " lines on its statement, and the journal makes other "
                        + wanted.count);
            }
        }
        return new Projection("lines of statements", lines, different);
    }

    private Projection compareDays() {
        Set<Day> all = new HashSet<>(days.keySet());
        all.addAll(liveDays.keySet());
        long different = 0;
        for (Day day : all) {
            if (!Objects.equals(days.get(day), liveDays.get(day))) {
                different++;
                found(day.account() + " says that " + liveDays.getOrDefault(day, 0L) + " came on " + day.day() + " for "
                        + day.kind() + ", and the journal makes it " + days.getOrDefault(day, 0L));
            }
        }
        return new Projection("sums of collecting accounts by day and kind", all.size(), different);
    }

    private Projection compareUsage() {
        Set<Cell> all = new HashSet<>(usage.keySet());
        all.addAll(liveUsage.keySet());
        long different = 0;
        for (Cell cell : all) {
            if (!Objects.equals(usage.get(cell), liveUsage.get(cell))) {
                different++;
                found(cell.tenant() + " used of " + cell.agent() + " on " + cell.day() + " " + told(liveUsage.get(cell))
                        + ", and the calls make it " + told(usage.get(cell)));
            }
        }
        return new Projection("rows of usage by tenant, agent and day", all.size(), different);
    }

    private static String told(@Nullable UsageRow row) {
        return row == null
                ? "nothing"
                : row.succeeded() + " calls and " + row.failed() + " failed ones for " + row.charge();
    }

    private void found(String finding) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(finding);
        }
    }
}
