package dev.souk.benchmarks.torture.model;

import dev.souk.benchmarks.torture.model.World.AgentTerms;
import dev.souk.engine.CreditsView;
import dev.souk.engine.config.Plan;
import dev.souk.spi.Credits;
import dev.souk.spi.ledger.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the engine should do, in maps and for one caller at a time. It says what comes of a step in the words in which {@link Driver}
 * says what came of it, and then how everything stands. It shares no code with the engine but the values that go in.
 */
final class Model {
    /** An account: what is posted, what is held, and its statement. */
    private static final class Book {
        private long posted;
        private long held;
        private final List<String> lines = new ArrayList<>();

        long available() {
            return posted - held;
        }

        void post(String kind, long amount) {
            posted += amount;
            lines.add(kind + " " + amount + " -> " + posted);
        }
    }

    /** A call that was admitted. */
    private static final class CallModel {
        private final int number;
        private final Step.Ask ask;
        private final AgentTerms agent;
        private final @Nullable Plan plan;
        private final Map<AccountId, Long> held;
        private final Instant admitted;
        private String state = "RUNNING";
        private String answer = "";
        private boolean working = true;
        private long tokens;
        private long charge;

        CallModel(
                int number,
                Step.Ask ask,
                AgentTerms agent,
                @Nullable Plan plan,
                Map<AccountId, Long> held,
                Instant at) {
            this.number = number;
            this.ask = ask;
            this.agent = agent;
            this.plan = plan;
            this.held = held;
            this.admitted = at;
        }

        Instant expiry() {
            return admitted.plus(World.LEASE);
        }
    }

    private final Names names;
    private final Map<AccountId, Book> guarded = new TreeMap<>();
    private final Map<AccountId, Long> collected = new TreeMap<>();
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
     * @param collected what the accounts that all histories share hold already
     * @param now the time
     * @param leasesFollowTheEngine whether leases end by the engine's clock, which the driver sets, and not by the database's
     */
    Model(Names names, Map<AccountId, Long> collected, Instant now, boolean leasesFollowTheEngine) {
        this.leasesFollowTheEngine = leasesFollowTheEngine;
        this.names = names;
        this.collected.putAll(collected);
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
        return change((Step.Change) step);
    }

    private String credit(Step.Credit step) {
        if (step.micros() <= 0 || step.micros() > CreditsView.MAX_DEPOSIT.micros()) {
            return "error invalid_amount";
        }
        if (step.tenant() == World.TENANTS) {
            return "error tenant_not_found";
        }
        Book book = book(names.credits(step.tenant()));
        String reference = step.grant() + " " + step.tenant() + " " + step.reference();
        Long before = step.reference() < 0 ? null : references.putIfAbsent(reference, step.micros());
        if (before != null) {
            return before == step.micros() ? "credited before, available " + book.available() : "error conflict";
        }
        book.post(step.grant() ? "GRANT" : "DEPOSIT", step.micros());
        collect(step.grant() ? AccountId.PLATFORM_GRANTS : AccountId.PLATFORM_DEPOSITS, -step.micros());
        return "credited, available " + book.available();
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
        wanted.forEach((account, amount) -> book(account).held += amount);
        CallModel call = new CallModel(calls.size(), step, agent, plan, wanted, now);
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
        long most = plan.price().orElse(Credits.ZERO).micros() + asked(agent, Long.MAX_VALUE);
        if (most == 0) {
            return null;
        }
        long available = book(names.credits(step.tenant())).available();
        if (available < most) {
            return "refused insufficient_credits " + available + " of " + most;
        }
        wanted.put(names.credits(step.tenant()), most);
        return null;
    }

    private @Nullable String tryTrial(Step.Ask step, Map<AccountId, Long> wanted) {
        AccountId user = names.user(step.tenant(), step.user());
        AccountId device = names.device(step.device());
        for (AccountId account : List.of(user, device)) {
            Book book = guarded.get(account);
            if (book != null && book.available() < 1) {
                return "refused trial_used_up by " + (account.equals(user) ? "user" : "device");
            }
        }
        for (AccountId account : List.of(user, device)) {
            if (!guarded.containsKey(account)) {
                book(account).post("TRIAL", World.TRIAL_CALLS);
                collect(AccountId.TRIAL_ISSUED, -World.TRIAL_CALLS);
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
                pay(AccountId.PLATFORM_COSTS, call.agent, call.plan, step.modelTokens());
            }
            return "failure reservation_expired #" + call.number;
        }
        call.held.forEach((account, amount) -> book(account).held -= amount);
        call.tokens = step.modelTokens();
        if (step.fails()) {
            call.state = "FAILED agent_failed";
            call.answer = "failure agent_failed #" + call.number;
            return call.answer;
        }
        call.state = "SUCCEEDED";
        Plan plan = call.plan;
        if (plan == null) {
            call.held.forEach((account, amount) -> book(account).post("CALL", -amount));
            collect(AccountId.TRIAL_USED, 2);
        } else {
            call.charge = pay(names.credits(call.ask.tenant()), call.agent, plan, call.tokens);
        }
        AccountId payer =
                plan == null ? names.user(call.ask.tenant(), call.ask.user()) : names.credits(call.ask.tenant());
        call.answer = "receipt #" + call.number + " charge " + call.charge + " tokens " + call.tokens + " left "
                + available(payer) + (plan == null ? " trial calls" : "");
        return call.answer;
    }

    /** What a call costs goes from its payer to the publisher and the platform; a late one's payer is the platform itself. */
    private long pay(AccountId payer, AgentTerms agent, Plan plan, long tokens) {
        long asked = asked(agent, tokens);
        long share = asked * World.SHARE_BASIS_POINTS / 10_000;
        long charge = plan.price().orElse(Credits.ZERO).micros() + asked;
        if (payer.isGuarded() && charge > 0) {
            book(payer).post("CALL", -charge);
        } else {
            collect(payer, -charge);
        }
        collect(AccountId.earningsOf(agent.publisher()), share);
        collect(AccountId.PLATFORM_FEES, charge - share);
        return charge;
    }

    /** The agent's own price; small numbers, so it is said in the simplest way. */
    private static long asked(AgentTerms agent, long tokens) {
        long charged = Math.min(tokens, agent.pricing().maxModelTokens());
        return agent.pricing().perCall().micros()
                + charged * agent.pricing().perThousandModelTokens().micros() / 1_000;
    }

    private String pass(Step.Pass step) {
        now = now.plusSeconds(step.seconds());
        if (step.recovered() && leasesFollowTheEngine) {
            calls.stream()
                    .filter(call ->
                            call.state.equals("RUNNING") && !call.expiry().isAfter(now))
                    .forEach(call -> {
                        call.held.forEach((account, amount) -> book(account).held -= amount);
                        call.state = "EXPIRED reservation_expired";
                        call.answer = "failure reservation_expired #" + call.number;
                    });
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

    private Book book(AccountId account) {
        return guarded.computeIfAbsent(account, none -> new Book());
    }

    private long available(AccountId account) {
        Book book = guarded.get(account);
        return book == null ? 0 : book.available();
    }

    private void collect(AccountId account, long amount) {
        if (amount != 0) {
            collected.merge(account, amount, Long::sum);
        }
    }

    /** How many calls still work. */
    long working() {
        return calls.stream().filter(call -> call.working).count();
    }

    /** Every account that was ever posted to, and every call. */
    SortedMap<String, String> state() {
        SortedMap<String, String> state = new TreeMap<>();
        guarded.forEach((account, book) -> {
            if (!book.lines.isEmpty()) {
                state.put(
                        account.toString(),
                        book.posted + " posted, " + book.held + " held, " + book.lines.size() + " lines");
            }
        });
        collected.forEach((account, posted) -> state.put(account.toString(), posted + " posted"));
        return state;
    }

    /** How a call stands. */
    String call(int number) {
        CallModel call = calls.get(number);
        return call.state + " charge " + call.charge + " tokens " + call.tokens;
    }

    int calls() {
        return calls.size();
    }

    /** Every guarded account's statement, the oldest line first. */
    SortedMap<AccountId, List<String>> statements() {
        SortedMap<AccountId, List<String>> statements = new TreeMap<>();
        guarded.forEach((account, book) -> {
            if (!book.lines.isEmpty()) {
                statements.put(account, book.lines);
            }
        });
        return statements;
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
