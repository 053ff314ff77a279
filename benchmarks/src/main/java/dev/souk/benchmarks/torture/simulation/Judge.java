package dev.souk.benchmarks.torture.simulation;

import dev.souk.benchmarks.torture.simulation.AgentWork.Answered;
import dev.souk.benchmarks.torture.simulation.AgentWork.Attempts;
import dev.souk.benchmarks.torture.simulation.Market.TenantTerms;
import dev.souk.engine.LedgerView;
import dev.souk.engine.call.AuditReport;
import dev.souk.engine.call.RebuildReport;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.Fallback;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionState;
import dev.souk.spi.store.LedgerVisitor.JournaledTransfer;
import dev.souk.spi.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds what callers were told, what agents did and what the operator wrote down against the books, when all is over. The books are read
 * from the store itself, past every engine.
 */
final class Judge {
    private static final String LATE = "late/";

    private final Store store;
    private final Books books;
    private final Attempts attempts;
    private final List<String> wrong = new ArrayList<>();

    Judge(Store store, Attempts attempts) {
        this.store = store;
        this.books = new Books(store);
        this.attempts = attempts;
    }

    /** Everything that is not as it must be. */
    List<String> contradictions(Map<Question, List<Told>> told, Clerk clerk) {
        proof();
        books.executions().values().forEach(this::execution);
        callers(told);
        late();
        accounts();
        for (TenantTerms tenant : Market.TENANTS) {
            money(tenant, clerk);
        }
        wrong.addAll(clerk.contradictions(books));
        return wrong;
    }

    private void proof() {
        AuditReport audit = LedgerView.audit(store, null);
        wrong.addAll(audit.findings());
        if (!audit.isClean() && audit.findings().isEmpty()) {
            wrong.add("the audit finds " + audit.wrong() + " things wrong");
        }
        RebuildReport rebuilt = LedgerView.rebuild(store);
        wrong.addAll(rebuilt.findings());
        if (!rebuilt.isEqual() && rebuilt.findings().isEmpty()) {
            wrong.add("what is rebuilt from the journal differs: " + rebuilt.projections());
        }
    }

    /** Its end, and what it cost, against what the agent did. */
    private void execution(Execution execution) {
        ExecutionEnd end = execution.endOrNull();
        if (end == null) {
            wrong.add(execution.id() + " still runs");
            return;
        }
        if (end.state() != ExecutionState.SUCCEEDED) {
            if (!end.charge().isZero()) {
                wrong.add(execution.id() + " is " + end.state() + " and cost " + end.charge());
            }
            if (books.transfers().containsKey("call/" + execution.id())) {
                wrong.add(execution.id() + " is " + end.state() + " and has a payment");
            }
            return;
        }
        Answered answer = attempts.find(runOf(execution));
        if (answer == null) {
            wrong.add(execution.id() + " has an answer that no agent gave: " + end.output());
            return;
        }
        if (!end.fallback()
                && (!answer.execution().equals(execution.id().value())
                        || !answer.usage().equals(end.usage()))) {
            wrong.add(execution.id() + " has the answer " + answer + " and used " + end.usage());
        }
        long due = Market.charge(
                        execution.planOrNull(), Market.agent(execution.agent().value()), end.usage(), end.fallback())
                .micros();
        if (end.charge().micros() != due) {
            wrong.add(execution.id() + " cost " + end.charge() + ", and its price is " + due + " micros");
        }
    }

    private static String runOf(Execution execution) {
        String output = execution.end().flatMap(ExecutionEnd::output).orElse("");
        return output.replaceAll(".*\"run\":\"([^\"]*)\".*", "$1");
    }

    private void callers(Map<Question, List<Told>> told) {
        Map<String, Execution> byKey = new HashMap<>();
        long withoutKey = 0;
        for (Execution execution : books.executions().values()) {
            if (execution.keyOrNull() == null) {
                withoutKey++;
            } else if (byKey.put(nameOf(execution), execution) != null) {
                wrong.add(execution.keyOrNull() + " stands for two executions");
            }
        }
        for (Map.Entry<Question, List<Told>> asked : told.entrySet()) {
            Question question = asked.getKey();
            if (question.key().isEmpty()) {
                withoutKey -= asked.getValue().stream()
                        .filter(answer -> !answer.saysNothingDone())
                        .count();
                asked.getValue()
                        .forEach(answer ->
                                compare(question, answer, books.executions().get(answer.execution())));
            } else {
                Execution execution = byKey.remove(question.name());
                asked.getValue().forEach(answer -> compare(question, answer, execution));
                if (execution != null && asked.getValue().stream().allMatch(Told::saysNothingDone)) {
                    wrong.add(question + " was told only that nothing was done, and " + execution.id() + " is there");
                }
            }
        }
        if (withoutKey > 0) {
            wrong.add(withoutKey + " executions without a key are there, and nobody asked for them");
        }
        byKey.values().forEach(execution -> wrong.add(execution.id() + " is there, and nobody asked for it"));
    }

    private static String nameOf(Execution execution) {
        return execution.caller().tenant() + "/" + execution.caller().user() + "/" + execution.keyOrNull();
    }

    private void compare(Question question, Told answer, @Nullable Execution execution) {
        String contradiction = contradiction(answer, execution);
        if (!contradiction.isEmpty()) {
            wrong.add(question + " was told " + answer + ", and " + contradiction);
        }
    }

    private static String contradiction(Told answer, @Nullable Execution execution) {
        if (answer.code().equals(ErrorCode.INTERNAL.id())) {
            return "no fault of the engine's was to be seen";
        }
        if (!answer.isFinal()) {
            return "";
        }
        if (answer.isInvalidInput()) {
            return execution == null || execution.state() == ExecutionState.FAILED ? "" : "it is " + execution.state();
        }
        if (execution == null) {
            return "there is no such execution";
        }
        if (!execution.id().value().equals(answer.execution())) {
            return "its key stands for " + execution.id();
        }
        boolean paid = execution.state() == ExecutionState.SUCCEEDED;
        if (answer.kind() == Told.Kind.FAILED) {
            return paid ? "it was charged" : "";
        }
        if (!paid) {
            return "it is " + execution.state();
        }
        long charge = execution.end().map(end -> end.charge().micros()).orElse(-1L);
        if (answer.micros() != charge) {
            return "it was charged " + charge + " micros";
        }
        return runOf(execution).equals(answer.run()) ? "" : "its answer is kept as " + runOf(execution);
    }

    /** What came too late is the platform's cost, once, of a call that nobody paid, and an agent did answer it. */
    private void late() {
        long costs = 0;
        for (Map.Entry<String, JournaledTransfer> each : books.transfers().entrySet()) {
            if (each.getValue().kind() != TransferKind.LATE) {
                continue;
            }
            String id = each.getKey().substring(LATE.length());
            long cost = -Books.on(AccountId.PLATFORM_COSTS, each.getValue());
            costs += cost;
            Execution execution = Objects.requireNonNull(books.executions().get(id));
            if (execution.state() != ExecutionState.EXPIRED) {
                wrong.add(id + " was settled late, and it is " + execution.state());
            }
            boolean answered = attempts.of(id).stream()
                    .anyMatch(answer ->
                            Market.charge(execution.planOrNull(), Market.agent(answer.agent()), answer.usage(), false)
                                            .micros()
                                    == cost);
            if (!answered && cost != fallbackCharge(execution)) {
                wrong.add(id + " was settled late for " + cost + " micros, and its agent gave " + attempts.of(id));
            }
        }
        Account account = books.accounts().get(AccountId.PLATFORM_COSTS);
        if ((account == null ? 0 : account.posted()) != -costs) {
            wrong.add("the platform's costs are " + account + ", and calls that were settled late cost " + costs);
        }
        attempts.late().forEach((id, cost) -> {
            if (cost > 0 && !books.transfers().containsKey(LATE + id)) {
                wrong.add(id + " was said to be settled late, and no transfer says so");
            }
        });
    }

    private static long fallbackCharge(Execution execution) {
        return Market.charge(
                        execution.planOrNull(), Market.agent(execution.agent().value()), ModelUsage.NONE, true)
                .micros();
    }

    private void accounts() {
        for (Account account : books.accounts().values()) {
            if (account.held() != 0) {
                wrong.add(account.id() + " has " + account.held() + " held, and nothing runs");
            }
            if (account.id().isGuarded() && account.posted() < 0) {
                wrong.add(account.id() + " is overdrawn: " + account.posted());
            }
        }
    }

    private void money(TenantTerms tenant, Clerk clerk) {
        TenantId id = new TenantId(tenant.id());
        AccountId credits = AccountId.creditsOf(id);
        long charged = 0;
        for (Execution execution : books.executions().values()) {
            if (execution.caller().tenant().equals(id)) {
                charged += execution.end().map(end -> end.charge().micros()).orElse(0L);
            }
        }
        long due = clerk.paidIn(tenant.id(), books) + clerk.refunded(tenant.id(), books) - charged;
        Account account = books.accounts().get(credits);
        long posted = account == null ? 0 : account.posted();
        if (posted != due) {
            wrong.add(id + " has " + posted + " micros, and what was paid in less what calls cost is " + due);
        }
        if (tenant.budgetForCalls() > 0) {
            BudgetId budget = new BudgetId(new BudgetHolder.WholeTenant(id), BudgetPeriod.NONE);
            Account used = books.accounts().get(AccountId.budgetUsed(budget, Instant.EPOCH));
            long usedMicros = used == null ? 0 : used.posted();
            if (usedMicros != charged || usedMicros > Market.DEAREST.micros() * tenant.budgetForCalls()) {
                wrong.add(id + " has used " + usedMicros + " micros of its budget, and its calls cost " + charged);
            }
        }
        if (tenant.planOrNull() == null) {
            trials(id);
        }
    }

    /** An earlier answer that stands in for nothing costs no call either. */
    private static boolean usesTrial(Execution execution) {
        return execution
                .end()
                .filter(end -> end.state() == ExecutionState.SUCCEEDED)
                .filter(end -> !end.fallback()
                        || Market.agent(execution.agent().value()).fallback() != Fallback.LAST_GOOD_REPLY_FREE)
                .isPresent();
    }

    private void trials(TenantId tenant) {
        Map<AccountId, Long> used = new HashMap<>();
        for (Execution execution : books.executions().values()) {
            if (execution.caller().tenant().equals(tenant) && usesTrial(execution)) {
                used.merge(AccountId.trialOf(tenant, execution.caller().user()), 1L, Long::sum);
                execution.caller().device().ifPresent(device -> used.merge(AccountId.trialOf(device), 1L, Long::sum));
            }
        }
        used.forEach((account, calls) -> {
            Account kept = books.accounts().get(account);
            if (kept == null || kept.posted() != Market.TRIAL_CALLS - calls) {
                wrong.add(account + " is " + kept + ", and " + calls + " calls were answered");
            }
        });
    }
}
