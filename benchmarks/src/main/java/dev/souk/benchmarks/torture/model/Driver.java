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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Does the steps of one history on a real engine, and says in the words of the {@link Model} what came of them and how all stands. */
final class Driver {
    private static final int PAGE = 1_000;
    private static final List<AccountId> SHARED = List.of(
            AccountId.PLATFORM_COSTS,
            AccountId.PLATFORM_DEPOSITS,
            AccountId.PLATFORM_GRANTS,
            AccountId.PLATFORM_FEES,
            AccountId.TRIAL_ISSUED,
            AccountId.TRIAL_USED,
            AccountId.earningsOf("one"),
            AccountId.earningsOf("two"));

    private final Engine engine;
    private final Souk souk;
    private final Names names;
    private final Instant begun;
    private final List<ExecutionId> calls = new ArrayList<>();
    private final List<Engine.Working> working = new ArrayList<>();

    /** Registers the tenants of a new history. */
    Driver(Engine engine, Names names) {
        this.engine = engine;
        this.souk = engine.souk();
        this.names = names;
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
            return change((Step.Change) step);
        } catch (SoukException refused) {
            return "error " + refused.code().id();
        }
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
        engine.pass(Duration.ofSeconds(step.seconds()));
        if (step.recovered() && !working.isEmpty()) {
            engine.startAnother();
        }
        return "passed";
    }

    private String change(Step.Change step) {
        souk.tenants().changePlan(names.tenant(step.tenant()), planId(step.plan()));
        return "changed";
    }

    /** Has every agent that still works answer, because a call that is never ended would hold its thread. */
    void end() throws InterruptedException {
        while (!working.isEmpty()) {
            engine.answer(working.remove(0), new Step.Answer(0, 0, false));
        }
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

    /** What the accounts hold that all histories share. */
    static Map<AccountId, Long> shared(Souk souk) {
        Map<AccountId, Long> shared = new TreeMap<>();
        for (AccountId account : SHARED) {
            souk.credits().account(account).ifPresent(found -> shared.put(account, found.posted()));
        }
        return shared;
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

    /** Few reads: no history before this one has names that sort behind its own, so what is its own is followed by what all share. */
    private List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        addAccounts(AccountKind.DEVICE_TRIAL, World.DEVICES + SHARED.size(), accounts);
        addAccounts(AccountKind.TENANT_CREDITS, World.TENANTS + SHARED.size(), accounts);
        addAccounts(AccountKind.USER_TRIAL, World.TENANTS * World.USERS, accounts);
        return accounts;
    }

    private void addAccounts(AccountKind first, int most, List<Account> accounts) {
        for (Account account : souk.credits().accounts(new AccountId(first, names.history()), most)) {
            AccountId id = account.id();
            boolean own = id.kind() == first && id.owner().startsWith(names.history() + "-");
            if (own || SHARED.contains(id)) {
                accounts.add(account);
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

    /** Every guarded account's statement, the oldest line first. */
    SortedMap<AccountId, List<String>> statements() {
        SortedMap<AccountId, List<String>> statements = new TreeMap<>();
        for (Account account : accounts()) {
            if (!account.id().isGuarded()) {
                continue;
            }
            List<StatementLine> lines = new ArrayList<>(souk.credits().statement(account.id(), Long.MAX_VALUE, PAGE));
            Collections.reverse(lines);
            statements.put(
                    account.id(),
                    lines.stream()
                            .map(line -> line.kind() + " " + line.posting().amount() + " -> "
                                    + line.posting().balance())
                            .toList());
        }
        return statements;
    }

    /** What each tenant used by day and agent. */
    SortedMap<String, String> usage() {
        SortedMap<String, String> usage = new TreeMap<>();
        LocalDate first = LocalDate.ofInstant(begun, ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(engine.now(), ZoneOffset.UTC);
        for (int tenant = 0; tenant < World.TENANTS; tenant++) {
            for (UsageRow row : souk.usage().perDay(names.tenant(tenant), first, last)) {
                usage.put(
                        tenant + " " + row.day() + " " + row.agent(),
                        row.succeeded() + " good, " + row.failed() + " bad, "
                                + row.usage().totalModelTokens() + " tokens, "
                                + row.charge().micros() + " charged");
            }
        }
        return usage;
    }
}
