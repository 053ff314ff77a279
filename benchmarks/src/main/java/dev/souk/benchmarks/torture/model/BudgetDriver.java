package dev.souk.benchmarks.torture.model;

import dev.souk.engine.Souk;
import dev.souk.engine.call.BudgetStatus;
import dev.souk.engine.call.Refusal;
import dev.souk.spi.Credits;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Does the steps about budgets, and says in the words of the {@link BudgetModel} what came of them. */
final class BudgetDriver {
    private final Souk souk;
    private final Names names;
    private final Supplier<Instant> now;
    private final Set<BudgetId> ever = new LinkedHashSet<>();
    /** The accounts of all periods in which a call could have had one. */
    private final Set<AccountId> accounts = new LinkedHashSet<>();

    BudgetDriver(Souk souk, Names names, Supplier<Instant> now) {
        this.souk = souk;
        this.names = names;
        this.now = now;
    }

    String set(Step.SetBudget step) {
        BudgetId id = names.budget(step.budget());
        BudgetStatus status = souk.budgets().set(id, Credits.ofMicros(step.micros()));
        ever.add(id);
        return "budget set: used " + status.used().micros() + ", held "
                + status.held().micros() + ", left " + status.left().micros() + ", until "
                + until(status.renewsAt());
    }

    private static String until(Optional<Instant> renewal) {
        return renewal.map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC).toString())
                .orElse("never");
    }

    String remove(Step.RemoveBudget step) {
        return souk.budgets().remove(names.budget(step.budget())) ? "budget removed" : "no budget to remove";
    }

    static String describe(Refusal.BudgetExhausted no) {
        return ": " + no.left().micros() + " of " + no.required().micros() + " left of "
                + no.budget().id() + " until " + until(no.renewsAt());
    }

    /** A call comes in now. */
    void asked() {
        for (BudgetId id : ever) {
            accounts.add(AccountId.budgetLeft(id, now.get()));
            accounts.add(AccountId.budgetUsed(id, now.get()));
        }
    }

    /** All that are there, and where they come from. */
    List<Account> accounts() {
        List<Account> found = new ArrayList<>();
        if (!isIdle()) {
            souk.credits().account(AccountId.BUDGET_ISSUED).ifPresent(found::add);
        }
        accounts.forEach(id -> souk.credits().account(id).ifPresent(found::add));
        return found;
    }

    /** All that were ever set are set once more and go. */
    void finish() {
        for (BudgetId id : ever) {
            souk.budgets().set(id, Credits.ofMicros(1));
            souk.budgets().remove(id);
        }
    }

    boolean isIdle() {
        return ever.isEmpty();
    }
}
