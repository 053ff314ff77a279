package dev.souk.benchmarks.torture.model;

import dev.souk.benchmarks.torture.model.Step.WhichBudget;
import dev.souk.engine.BudgetsView;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.AccountKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The budgets of the {@link Model}: who has which, and what becomes of them in a period. */
final class BudgetModel {
    private final Names names;
    private final Books books;
    private final Set<String> notes;
    /** By the text of their ids, in whose order a call is held to them. */
    private final Map<String, Budget> budgets = new TreeMap<>();

    private final Set<WhichBudget> ever = new LinkedHashSet<>();

    private record Budget(WhichBudget which, long amount) {}

    /** The two accounts that a call has in a budget: of the period in which it was admitted. */
    record Counted(AccountId left, AccountId used) {}

    /**
     * No budgets yet.
     *
     * @param notes what has been seen that shows in no outcome
     */
    BudgetModel(Names names, Books books, Set<String> notes) {
        this.names = names;
        this.books = books;
        this.notes = notes;
    }

    private String holder(WhichBudget which) {
        World.Holder holder = World.HOLDERS.get(which.holder());
        String who = switch (holder.kind()) {
            case "user" -> "/" + names.user(holder.number());
            case "key" -> "/" + names.apiKey(holder.number());
            default -> "";
        };
        return holder.kind() + "/" + names.tenant(which.tenant()) + who;
    }

    private String text(WhichBudget which) {
        return holder(which) + "/" + which.period().id();
    }

    private static String period(BudgetPeriod period, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return switch (period) {
            case NONE -> "ever";
            case DAY -> day.toString();
            case MONTH -> day.toString().substring(0, "2026-01".length());
        };
    }

    private static String next(BudgetPeriod period, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return switch (period) {
            case NONE -> "never";
            case DAY -> day.plusDays(1).toString();
            case MONTH -> day.plusMonths(1).withDayOfMonth(1).toString();
        };
    }

    private Counted accounts(WhichBudget which, Instant at) {
        String owner = which.period().id() + "/" + period(which.period(), at) + "/" + holder(which);
        return new Counted(
                new AccountId(AccountKind.BUDGET_LEFT, owner), new AccountId(AccountKind.BUDGET_USED, owner));
    }

    String set(Step.SetBudget step, Instant now) {
        if (step.micros() <= 0 || step.micros() > BudgetsView.MAX_BUDGET.micros()) {
            return "error invalid_amount";
        }
        if (step.budget().tenant() == World.TENANTS) {
            return "error tenant_not_found";
        }
        budgets.put(text(step.budget()), new Budget(step.budget(), step.micros()));
        ever.add(step.budget());
        Counted accounts = accounts(step.budget(), now);
        long used = books.posted(accounts.used());
        long held = books.held(accounts.left());
        if (used + held > step.micros()) {
            notes.add("a budget is less than what is gone of it");
        }
        return "budget set: used " + used + ", held " + held + ", left " + Math.max(0, step.micros() - used - held)
                + ", until " + next(step.budget().period(), now);
    }

    String remove(Step.RemoveBudget step, Instant now) {
        return remove(step.budget(), now) ? "budget removed" : "no budget to remove";
    }

    private boolean remove(WhichBudget which, Instant now) {
        if (budgets.remove(text(which)) == null) {
            return false;
        }
        takeBack(accounts(which, now).left());
        return true;
    }

    private boolean takeBack(AccountId left) {
        long rest = books.available(left);
        if (rest > 0) {
            books.post(left, "EXPIRY", -rest);
            books.post(AccountId.BUDGET_ISSUED, "EXPIRY", rest);
        }
        return rest > 0;
    }

    /** The budgets that a call counts in. */
    private List<Budget> of(Step.Ask call) {
        return budgets.values().stream()
                .filter(budget -> budget.which().tenant() == call.tenant())
                .filter(budget -> {
                    World.Holder holder = World.HOLDERS.get(budget.which().holder());
                    return switch (holder.kind()) {
                        case "user" -> holder.number() == call.user();
                        case "key" -> holder.number() == call.apiKey();
                        default -> true;
                    };
                })
                .toList();
    }

    /** Which budget does not allow a call so much; empty if all do. */
    String refusal(Step.Ask call, long most, Instant now) {
        for (Budget budget : of(call)) {
            Counted accounts = accounts(budget.which(), now);
            long left = Math.max(0, budget.amount() - books.posted(accounts.used()) - books.held(accounts.left()));
            if (left < most) {
                return "refused budget_exhausted: " + left + " of " + most + " left of " + text(budget.which())
                        + " until " + next(budget.which().period(), now);
            }
        }
        return "";
    }

    /** Grants what a call needs that all its budgets allow, and says which accounts it has. */
    List<Counted> grant(Step.Ask call, Instant now) {
        List<Counted> counted = new ArrayList<>();
        for (Budget budget : of(call)) {
            Counted accounts = accounts(budget.which(), now);
            if (!books.isOpen(accounts.used())) {
                notes.add("a budget begins a period");
            }
            books.open(accounts.used());
            books.open(accounts.left());
            long missing = budget.amount() - books.posted(accounts.left()) - books.posted(accounts.used());
            if (missing > 0) {
                books.post(accounts.left(), "BUDGET", missing);
                books.post(AccountId.BUDGET_ISSUED, "BUDGET", -missing);
            }
            counted.add(accounts);
        }
        if (counted.size() > 1) {
            notes.add("a call counts in several budgets");
        }
        return counted;
    }

    /** A call has cost so much. */
    void spend(List<Counted> counted, long charge) {
        if (charge > 0) {
            for (Counted accounts : counted) {
                books.post(accounts.left(), "CALL", -charge);
                books.post(accounts.used(), "CALL", charge);
            }
        }
    }

    /** What is left of past periods goes back. */
    void sweep(Instant now) {
        for (BudgetPeriod period : List.of(BudgetPeriod.DAY, BudgetPeriod.MONTH)) {
            String kind = period.id() + "/";
            String current = kind + period(period, now) + "/";
            for (AccountId account : books.guarded()) {
                if (account.kind() == AccountKind.BUDGET_LEFT
                        && account.owner().startsWith(kind)
                        && account.owner().compareTo(current) < 0
                        && takeBack(account)) {
                    notes.add("what was left of a past period went back");
                }
            }
        }
    }

    /** All that were ever set are set once more and go. */
    void finish(Instant now) {
        for (WhichBudget which : ever) {
            budgets.put(text(which), new Budget(which, 1));
            remove(which, now);
        }
        sweep(now);
    }
}
