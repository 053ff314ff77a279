package dev.souk.benchmarks.torture.model;

import dev.souk.engine.Souk;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Deposit;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.config.Plan;
import dev.souk.spi.Credits;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.PlanId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.AccountKind;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.StatementLine;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionQuery;
import dev.souk.spi.store.UsageRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Does the steps of one history on a real engine, and says in the words of the {@link Model} what came of them and how all stands. */
final class Driver {
    private static final int PAGE = 1_000;
    /** How many days usage is asked for at once. */
    private static final int DAYS = 300;

    /** Sorts behind every name. */
    private static final String LAST = "~";
    /** The accounts that all histories share, of one sort: of trials and of the platform with its publishers. */
    private static final int OF_TRIALS = 2;

    private static final int OF_PLATFORM = 7;

    private static final Set<AccountKind> SHARED = EnumSet.of(
            AccountKind.PLATFORM_COSTS,
            AccountKind.PLATFORM_DEPOSITS,
            AccountKind.PLATFORM_FEES,
            AccountKind.PLATFORM_GRANTS,
            AccountKind.PLATFORM_PAYOUTS,
            AccountKind.PUBLISHER_EARNINGS,
            AccountKind.PUBLISHER_PAYABLE,
            AccountKind.TRIAL_ISSUED,
            AccountKind.TRIAL_USED,
            AccountKind.BUDGET_ISSUED);

    private final Engine engine;
    private final Souk souk;
    private final Names names;
    private final BudgetDriver budgets;
    private final CashDriver cash;
    private final Instant begun;
    private final Map<AccountId, Account> shared;
    private final List<ExecutionId> calls = new ArrayList<>();
    private final List<Engine.Working> working = new ArrayList<>();
    private Collection<Account> accounts = List.of();
    private long writes = -1;
    private boolean finished;

    /** Lets time go by since the last history, and registers the tenants of a new one. */
    Driver(Engine engine, Names names) {
        this.engine = engine;
        this.souk = engine.souk();
        this.names = names;
        this.budgets = new BudgetDriver(souk, names, engine::now);
        this.cash = new CashDriver(souk, names);
        engine.pass(Duration.between(engine.now(), World.beginAfter(engine.now())));
        this.shared = readShared();
        this.begun = engine.now();
        for (int tenant = 0; tenant < World.TENANTS; tenant++) {
            souk.tenants().register(names.tenant(tenant), planId(World.firstPlan(tenant)));
        }
    }

    private static @Nullable PlanId planId(int index) {
        Plan plan = World.PLANS.get(index);
        return plan == null ? null : plan.id();
    }

    /** Does one step and says what came of it. */
    String apply(Step step) throws InterruptedException {
        try {
            if (step instanceof Step.Credit credit) {
                return credit(credit);
            }
            if (step instanceof Step.Ask ask) {
                return ask(ask);
            }
            if (step instanceof Step.Answer answer) {
                return answer(answer);
            }
            if (step instanceof Step.Pass pass) {
                return pass(pass);
            }
            if (step instanceof Step.Change change) {
                return change(change);
            }
            return applyOther(step);
        } catch (SoukException refused) {
            return "error " + refused.code().id();
        }
    }

    private String applyOther(Step step) {
        if (step instanceof Step.SetBudget set) {
            return budgets.set(set);
        }
        if (step instanceof Step.RemoveBudget remove) {
            return budgets.remove(remove);
        }
        if (step instanceof Step.Refund refund) {
            return calls.isEmpty() ? "nothing" : cash.refund(refund, calls.get(refund.pick() % calls.size()));
        }
        if (step instanceof Step.RequestPayout request) {
            return cash.request(request);
        }
        if (step instanceof Step.DecidePayout decide) {
            return cash.decide(decide);
        }
        return finish();
    }

    private String credit(Step.Credit step) {
        Credits amount = Credits.ofMicros(step.micros());
        String reference = step.reference() < 0 ? null : "r" + step.reference();
        Deposit deposit = step.grant()
                ? souk.credits().grant(names.tenant(step.tenant()), amount, reference, "")
                : souk.credits().deposit(names.tenant(step.tenant()), amount, reference, "");
        return (deposit.replayed() ? "credited before" : "credited") + ", available "
                + deposit.balance().available().micros();
    }

    private String ask(Step.Ask step) throws InterruptedException {
        Caller caller = new Caller(
                names.tenant(step.tenant()),
                names.user(step.user()),
                step.device() < 0 ? null : names.deviceId(step.device()));
        Call.Builder call =
                Call.to(World.AGENTS.get(step.agent()).id()).by(caller).input(Map.of("n", step.input()));
        if (step.key() >= 0) {
            call.idempotencyKey("k" + step.key());
        }
        if (step.apiKey() >= 0) {
            call.apiKey(names.apiKey(step.apiKey()));
        }
        budgets.asked();
        Object came = engine.call(call.build());
        if (came instanceof Engine.Working admitted) {
            calls.add(new ExecutionId(admitted.executionId()));
            working.add(admitted);
            return "admitted #" + (calls.size() - 1);
        }
        return describe((CallResult) came);
    }

    private String answer(Step.Answer step) throws InterruptedException {
        return working.isEmpty()
                ? "nothing"
                : describe(engine.answer(working.remove(step.pick() % working.size()), step));
    }

    private String pass(Step.Pass step) {
        engine.pass(step.span().from(engine.now()));
        if (step.recovered() && !working.isEmpty()) {
            engine.recover();
        }
        if (step.swept()) {
            engine.sweep();
        }
        return "passed";
    }

    private String change(Step.Change step) {
        souk.tenants().changePlan(names.tenant(step.tenant()), planId(step.plan()));
        return "changed";
    }

    private String finish() {
        budgets.finish();
        engine.sweep();
        finished = true;
        return "finished";
    }

    /**
     * Has every agent that still works answer, because a call that is never ended would hold its thread, and takes the budgets away that the
     * next history would find.
     */
    void end() throws InterruptedException {
        while (!working.isEmpty()) {
            engine.answer(working.remove(0), new Step.Answer(0, 0, false));
        }
        if (!finished && !budgets.isIdle()) {
            finish();
        }
    }

    /** Whether a budget was ever set. */
    boolean hasHadBudgets() {
        return !budgets.isIdle();
    }

    private String describe(CallResult result) {
        if (result instanceof Receipt receipt) {
            long left = receipt.trialCallsLeft().orElse(receipt.balance().micros());
            return "receipt " + number(receipt.executionId()) + " charge "
                    + receipt.charge().micros() + " tokens "
                    + receipt.usage().totalModelTokens() + " left " + left
                    + (receipt.trialCallsLeft().isPresent() ? " trial calls" : "")
                    + (receipt.replayed() ? " replayed" : "");
        }
        if (result instanceof Failure failure) {
            return "failure " + failure.code().id()
                    + failure.executionId().map(id -> " " + number(id)).orElse("")
                    + (failure.replayed() ? " replayed" : "");
        }
        return "refused " + ((Refusal) result).code().id() + details((Refusal) result);
    }

    private String details(Refusal refusal) {
        if (refusal instanceof Refusal.InsufficientCredits poor) {
            return " " + poor.available().micros() + " of " + poor.required().micros();
        }
        if (refusal instanceof Refusal.BudgetExhausted exhausted) {
            return BudgetDriver.describe(exhausted);
        }
        if (refusal instanceof Refusal.TrialUsedUp usedUp) {
            return " by " + usedUp.by();
        }
        if (refusal instanceof Refusal.KeyReused reused) {
            return " " + number(reused.executionId());
        }
        if (refusal instanceof Refusal.StillRunning running) {
            return " " + number(running.executionId());
        }
        return "";
    }

    private String number(ExecutionId id) {
        int number = calls.indexOf(id);
        return number < 0 ? id.value() : "#" + number;
    }

    /** How many calls were admitted. */
    int calls() {
        return calls.size();
    }

    /** The accounts that all histories share. */
    Map<AccountId, Account> shared() {
        return shared;
    }

    private Map<AccountId, Account> readShared() {
        Map<AccountId, Account> found = new TreeMap<>();
        List<Account> all = new ArrayList<>(souk.credits().accounts(null, 1));
        all.addAll(souk.credits().accounts(new AccountId(AccountKind.DEVICE_TRIAL, LAST), World.PUBLISHERS.size()));
        all.addAll(souk.credits().accounts(new AccountId(AccountKind.PAYOUT, LAST), OF_PLATFORM));
        all.addAll(souk.credits().accounts(new AccountId(AccountKind.TENANT_CREDITS, LAST), OF_TRIALS));
        all.stream()
                .filter(account -> SHARED.contains(account.id().kind()))
                .forEach(account -> found.put(account.id(), account));
        return found;
    }

    /** Every account of this history, and those that all share. */
    SortedMap<String, String> state() {
        SortedMap<String, String> state = new TreeMap<>();
        accounts()
                .forEach(account -> state.put(
                        account.id().toString(),
                        account.posted() + " posted"
                                + (account.id().isGuarded()
                                        ? ", " + account.held() + " held, " + account.sequence() + " lines"
                                        : "")));
        return state;
    }

    /** As they were when the ledger was last written. */
    private Collection<Account> accounts() {
        if (engine.writes() != writes) {
            writes = engine.writes();
            accounts = readAccounts();
        }
        return accounts;
    }

    /** Few reads, because of how {@link Names} sort. */
    private Collection<Account> readAccounts() {
        Map<AccountId, Account> found = new TreeMap<>();
        add(
                new AccountId(AccountKind.DEVICE_TRIAL, names.up()),
                World.DEVICES + World.PUBLISHERS.size() + World.PAYOUTS,
                found);
        add(new AccountId(AccountKind.PAYOUT, LAST), OF_PLATFORM + World.TENANTS, found);
        add(new AccountId(AccountKind.TENANT_CREDITS, LAST), OF_TRIALS + World.TENANTS * World.USERS, found);
        budgets.accounts().forEach(account -> found.put(account.id(), account));
        if (budgets.isIdle()) {
            shared.values().stream()
                    .filter(account -> account.id().equals(AccountId.BUDGET_ISSUED))
                    .forEach(account -> found.put(account.id(), account));
        }
        return found.values();
    }

    private void add(AccountId after, int most, Map<AccountId, Account> found) {
        for (Account account : souk.credits().accounts(after, most)) {
            AccountId id = account.id();
            if (SHARED.contains(id.kind())
                    || id.owner().startsWith(names.up() + "-")
                    || id.owner().startsWith(names.down() + "-")) {
                found.put(id, account);
            }
        }
    }

    /** How a call stands. */
    String call(int number) {
        for (int tenant = 0; tenant < World.TENANTS; tenant++) {
            Execution found = souk.executions()
                    .find(names.tenant(tenant), calls.get(number))
                    .orElse(null);
            if (found != null) {
                return describe(found);
            }
        }
        return "not there";
    }

    private static String describe(Execution execution) {
        return execution.state()
                + execution
                        .end()
                        .map(end -> end.code().map(code -> " " + code.id()).orElse("") + " charge "
                                + end.charge().micros() + " tokens "
                                + end.usage().totalModelTokens())
                        .orElse(" charge 0 tokens 0");
    }

    /** How many executions the tenants of this history have. */
    int listed() {
        int listed = 0;
        for (int tenant = 0; tenant < World.TENANTS; tenant++) {
            listed += souk.executions()
                    .list(new ExecutionQuery(names.tenant(tenant), (AgentId) null, null, PAGE))
                    .size();
        }
        return listed;
    }

    /** What this history has posted to every account that can run out, the oldest line first. */
    SortedMap<AccountId, List<String>> statements() {
        SortedMap<AccountId, List<String>> statements = new TreeMap<>();
        for (Account account : accounts()) {
            if (account.id().isGuarded()) {
                statements.put(account.id(), lines(account));
            }
        }
        return statements;
    }

    private List<String> lines(Account account) {
        Account before = shared.get(account.id());
        long count = account.sequence() - (before == null ? 0 : before.sequence());
        if (count == 0) {
            return List.of();
        }
        List<StatementLine> lines =
                new ArrayList<>(souk.credits().statement(account.id(), Long.MAX_VALUE, (int) count));
        Collections.reverse(lines);
        return lines.stream()
                .map(line -> line.kind() + " " + line.posting().amount() + " -> "
                        + line.posting().balance())
                .toList();
    }

    /** Every payout. */
    SortedMap<Integer, String> payouts() {
        return cash.payouts();
    }

    /** What each tenant used by day and agent. */
    SortedMap<String, String> usage() {
        SortedMap<String, String> usage = new TreeMap<>();
        LocalDate last = LocalDate.ofInstant(engine.now(), ZoneOffset.UTC);
        for (int tenant = 0; tenant < World.TENANTS; tenant++) {
            LocalDate first = LocalDate.ofInstant(begun, ZoneOffset.UTC);
            for (; !first.isAfter(last); first = first.plusDays(DAYS)) {
                addUsage(tenant, first, first.plusDays(DAYS - 1), usage);
            }
        }
        return usage;
    }

    private void addUsage(int tenant, LocalDate first, LocalDate last, SortedMap<String, String> usage) {
        for (UsageRow row : souk.usage().perDay(names.tenant(tenant), first, last)) {
            usage.put(
                    tenant + " " + row.day() + " " + row.agent(),
                    row.succeeded() + " good, " + row.failed() + " bad, "
                            + row.usage().totalModelTokens() + " tokens, "
                            + row.charge().micros() + " charged");
        }
    }
}
