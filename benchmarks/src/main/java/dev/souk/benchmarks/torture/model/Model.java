package dev.souk.benchmarks.torture.model;

import dev.souk.benchmarks.torture.model.World.AgentTerms;
import dev.souk.engine.CreditsView;
import dev.souk.engine.config.Plan;
import dev.souk.spi.Credits;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the engine should do, in maps and for one caller at a time. It says what comes of a step in the words in which {@link Driver}
 * says what came of it, and then how everything stands. It shares no code with the engine but the values that go in.
 */
final class Model {
    /** A call that was admitted. */
    private static final class CallModel {
        private final int number;
        private final Step.Ask ask;
        private final AgentTerms agent;
        private final @Nullable Plan plan;
        private final Map<AccountId, Long> held;
        private final List<BudgetModel.Counted> budgets;
        private final Instant admitted;
        private String state = "RUNNING";
        private String answer = "";
        private boolean working = true;
        private long tokens;
        private long charge;
        private long share;

        CallModel(
                int number,
                Step.Ask ask,
                AgentTerms agent,
                @Nullable Plan plan,
                Map<AccountId, Long> held,
                List<BudgetModel.Counted> budgets,
                Instant at) {
            this.number = number;
            this.ask = ask;
            this.agent = agent;
            this.plan = plan;
            this.held = held;
            this.budgets = budgets;
            this.admitted = at;
        }

        Instant expiry() {
            return admitted.plus(World.LEASE);
        }
    }

    private final Names names;
    private final Books books;
    private final BudgetModel budgets;
    private final CashModel cash;
    private final Set<String> notes = new TreeSet<>();
    private final Map<String, Long> references = new HashMap<>();
    private final Map<String, CallModel> keys = new HashMap<>();
    private final List<CallModel> calls = new ArrayList<>();
    private final int[] plans = new int[World.TENANTS];
    private final boolean leasesFollowTheEngine;
    private Instant now;

    /**
     * Tenants with nothing, each on its first plan.
     *
     * @param names how they are named
     * @param shared the accounts that all histories share, as they are already
     * @param now the time
     * @param leasesFollowTheEngine whether leases end by the engine's clock, which the driver sets, and not by the database's
     */
    Model(Names names, Map<AccountId, Account> shared, Instant now, boolean leasesFollowTheEngine) {
        this.leasesFollowTheEngine = leasesFollowTheEngine;
        this.names = names;
        this.books = new Books(shared);
        this.budgets = new BudgetModel(names, books, notes);
        this.cash = new CashModel(names, books, notes);
        this.now = now;
        for (int tenant = 0; tenant < World.TENANTS; tenant++) {
            plans[tenant] = World.firstPlan(tenant);
        }
    }

    /** Does one step and says what comes of it. */
    String apply(Step step) {
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
        if (step instanceof Step.SetBudget set) {
            return budgets.set(set, now);
        }
        if (step instanceof Step.RemoveBudget remove) {
            return budgets.remove(remove, now);
        }
        if (step instanceof Step.Refund refund) {
            return calls.isEmpty() ? "nothing" : cash.refund(refund, paid(calls.get(refund.pick() % calls.size())));
        }
        if (step instanceof Step.RequestPayout request) {
            return cash.request(request, now) + standing(World.PUBLISHERS.get(request.publisher()));
        }
        if (step instanceof Step.DecidePayout decide) {
            return cash.decide(decide);
        }
        budgets.finish(now);
        return "finished";
    }

    private String standing(String publisher) {
        return "; " + cash.standing(publisher, now);
    }

    private static CashModel.Paid paid(CallModel call) {
        return new CashModel.Paid(call.number, call.ask.tenant(), call.agent.publisher(), call.charge, call.share);
    }

    private String credit(Step.Credit step) {
        if (step.micros() <= 0 || step.micros() > CreditsView.MAX_DEPOSIT.micros()) {
            return "error invalid_amount";
        }
        if (step.tenant() == World.TENANTS) {
            return "error tenant_not_found";
        }
        AccountId account = names.credits(step.tenant());
        String reference = step.grant() + " " + step.tenant() + " " + step.reference();
        Long before = step.reference() < 0 ? null : references.putIfAbsent(reference, step.micros());
        if (before != null) {
            return before == step.micros()
                    ? "credited before, available " + books.available(account)
                    : "error conflict";
        }
        String kind = step.grant() ? "GRANT" : "DEPOSIT";
        books.post(account, kind, step.micros());
        books.post(step.grant() ? AccountId.PLATFORM_GRANTS : AccountId.PLATFORM_DEPOSITS, kind, -step.micros());
        return "credited, available " + books.available(account);
    }

    private String ask(Step.Ask step) {
        if (step.tenant() == World.TENANTS) {
            return "refused tenant_not_found";
        }
        Plan plan = World.PLANS.get(plans[step.tenant()]);
        if (plan == null && step.device() < 0) {
            return "refused device_required";
        }
        if (plan != null && plan.price().isEmpty()) {
            return "refused no_price";
        }
        String key = step.tenant() + " " + step.user() + " " + step.key();
        CallModel known = step.key() < 0 ? null : keys.get(key);
        if (known != null) {
            return again(known, step);
        }
        AgentTerms agent = World.AGENTS.get(step.agent());
        Map<AccountId, Long> wanted = new TreeMap<>();
        String no = plan == null ? tryTrial(step, wanted) : tryCredits(step, plan, agent, wanted);
        if (no != null) {
            return no;
        }
        List<BudgetModel.Counted> counted = List.of();
        if (plan != null && !wanted.isEmpty()) {
            counted = budgets.grant(step, now);
            counted.forEach(budget -> wanted.put(budget.left(), most(plan, agent)));
        }
        wanted.forEach(books::hold);
        CallModel call = new CallModel(calls.size(), step, agent, plan, wanted, counted, now);
        calls.add(call);
        if (step.key() >= 0) {
            keys.put(key, call);
        }
        return "admitted #" + call.number;
    }

    private static String again(CallModel known, Step.Ask step) {
        if (known.ask.agent() != step.agent() || known.ask.input() != step.input()) {
            return "refused idempotency_key_reused #" + known.number;
        }
        return known.state.equals("RUNNING")
                ? "refused idempotency_in_progress #" + known.number
                : known.answer + " replayed";
    }

    private @Nullable String tryCredits(Step.Ask step, Plan plan, AgentTerms agent, Map<AccountId, Long> wanted) {
        long most = most(plan, agent);
        if (most == 0) {
            return null;
        }
        long available = books.available(names.credits(step.tenant()));
        if (available < most) {
            return "refused insufficient_credits " + available + " of " + most;
        }
        String exhausted = budgets.refusal(step, most, now);
        if (!exhausted.isEmpty()) {
            return exhausted;
        }
        wanted.put(names.credits(step.tenant()), most);
        return null;
    }

    private @Nullable String tryTrial(Step.Ask step, Map<AccountId, Long> wanted) {
        AccountId user = names.user(step.tenant(), step.user());
        AccountId device = names.device(step.device());
        for (AccountId account : List.of(user, device)) {
            if (books.isOpen(account) && books.available(account) < 1) {
                return "refused trial_used_up by " + (account.equals(user) ? "user" : "device");
            }
        }
        for (AccountId account : List.of(user, device)) {
            if (!books.isOpen(account)) {
                books.post(account, "TRIAL", World.TRIAL_CALLS);
                books.post(AccountId.TRIAL_ISSUED, "TRIAL", -World.TRIAL_CALLS);
            }
            wanted.put(account, 1L);
        }
        return null;
    }

    private String answer(Step.Answer step) {
        List<CallModel> working = calls.stream().filter(call -> call.working).toList();
        if (working.isEmpty()) {
            return "nothing";
        }
        CallModel call = working.get(step.pick() % working.size());
        call.working = false;
        if (!call.state.equals("RUNNING")) {
            if (!step.fails() && call.plan != null) {
                pay(AccountId.PLATFORM_COSTS, call, call.plan, step.modelTokens());
                notes.add("a late answer became the platform's cost");
            }
            return "failure reservation_expired #" + call.number;
        }
        release(call);
        call.tokens = step.modelTokens();
        if (step.fails()) {
            call.state = "FAILED agent_failed";
            call.answer = "failure agent_failed #" + call.number;
            return call.answer;
        }
        call.state = "SUCCEEDED";
        Plan plan = call.plan;
        if (plan == null) {
            call.held.forEach((account, amount) -> books.post(account, "CALL", -amount));
            books.post(AccountId.TRIAL_USED, "CALL", 2);
        } else {
            call.charge = pay(names.credits(call.ask.tenant()), call, plan, call.tokens);
            call.share = share(call.agent, call.tokens);
            budgets.spend(call.budgets, call.charge);
        }
        AccountId payer =
                plan == null ? names.user(call.ask.tenant(), call.ask.user()) : names.credits(call.ask.tenant());
        call.answer = "receipt #" + call.number + " charge " + call.charge + " tokens " + call.tokens + " left "
                + books.available(payer) + (plan == null ? " trial calls" : "");
        return call.answer;
    }

    /** What a call costs goes from its payer to the publisher and the platform; a late one's payer is the platform itself. */
    private long pay(AccountId payer, CallModel call, Plan plan, long tokens) {
        long share = share(call.agent, tokens);
        long charge = plan.price().orElse(Credits.ZERO).micros() + asked(call.agent, tokens);
        if (charge > 0) {
            books.post(payer, "CALL", -charge);
        }
        cash.earn(call.agent.publisher(), share, now);
        books.post(AccountId.PLATFORM_FEES, "CALL", charge - share);
        return charge;
    }

    private static long most(Plan plan, AgentTerms agent) {
        return plan.price().orElse(Credits.ZERO).micros() + asked(agent, Long.MAX_VALUE);
    }

    /** The publisher's part of the agent's own price. */
    private static long share(AgentTerms agent, long tokens) {
        return asked(agent, tokens) * World.SHARE_BASIS_POINTS / 10_000;
    }

    private void release(CallModel call) {
        call.held.forEach((account, amount) -> books.hold(account, -amount));
    }

    /** The agent's own price; small numbers, so it is said in the simplest way. */
    private static long asked(AgentTerms agent, long tokens) {
        long charged = Math.min(tokens, agent.pricing().maxModelTokens());
        return agent.pricing().perCall().micros()
                + charged * agent.pricing().perThousandModelTokens().micros() / 1_000;
    }

    private String pass(Step.Pass step) {
        now = now.plus(step.span().from(now));
        if (step.recovered() && leasesFollowTheEngine) {
            calls.stream()
                    .filter(call ->
                            call.state.equals("RUNNING") && !call.expiry().isAfter(now))
                    .forEach(call -> {
                        release(call);
                        call.state = "EXPIRED reservation_expired";
                        call.answer = "failure reservation_expired #" + call.number;
                    });
        }
        if (step.swept()) {
            budgets.sweep(now);
        }
        return "passed";
    }

    private String change(Step.Change step) {
        if (step.tenant() == World.TENANTS) {
            return "error tenant_not_found";
        }
        plans[step.tenant()] = step.plan();
        return "changed";
    }

    /** How many calls still work. */
    long working() {
        return calls.stream().filter(call -> call.working).count();
    }

    /** Every account that there is. */
    SortedMap<String, String> state() {
        return books.state();
    }

    /** How a call stands. */
    String call(int number) {
        CallModel call = calls.get(number);
        return call.state + " charge " + call.charge + " tokens " + call.tokens;
    }

    int calls() {
        return calls.size();
    }

    /** What this history has posted to every account that can run out, the oldest line first. */
    SortedMap<AccountId, List<String>> statements() {
        return books.statements();
    }

    /** Every payout. */
    SortedMap<Integer, String> payouts() {
        return cash.payouts();
    }

    /** What has been seen so far that shows in no outcome. */
    Set<String> notes() {
        return notes;
    }

    /** What each tenant used by day and agent. */
    SortedMap<String, String> usage() {
        record Sum(long succeeded, long failed, long tokens, long charge) {
            Sum plus(CallModel call) {
                boolean good = call.state.equals("SUCCEEDED");
                return new Sum(
                        succeeded + (good ? 1 : 0),
                        failed + (good ? 0 : 1),
                        tokens + call.tokens,
                        charge + call.charge);
            }
        }
        SortedMap<String, Sum> sums = new TreeMap<>();
        for (CallModel call : calls) {
            if (!call.state.equals("RUNNING")) {
                LocalDate day = LocalDate.ofInstant(call.admitted, ZoneOffset.UTC);
                String row = call.ask.tenant() + " " + day + " " + call.agent.id();
                sums.put(row, sums.getOrDefault(row, new Sum(0, 0, 0, 0)).plus(call));
            }
        }
        SortedMap<String, String> usage = new TreeMap<>();
        sums.forEach((row, sum) -> usage.put(
                row,
                sum.succeeded() + " good, " + sum.failed() + " bad, " + sum.tokens() + " tokens, " + sum.charge()
                        + " charged"));
        return usage;
    }
}
