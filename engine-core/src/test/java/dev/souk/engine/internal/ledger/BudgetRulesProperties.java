package dev.souk.engine.internal.ledger;

import static dev.souk.engine.internal.ledger.Samples.ACME;
import static dev.souk.engine.internal.ledger.Samples.LATER;
import static dev.souk.engine.internal.ledger.Samples.leg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.internal.ledger.LedgerCommand.Allowance;
import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.budget.BudgetPeriod;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.store.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Calls that count in two budgets, whose amounts change and whose periods pass, against a model that only counts. */
class BudgetRulesProperties {
    private static final BudgetHolder TENANT = new BudgetHolder.WholeTenant(new TenantId("acme"));
    private static final BudgetHolder USER = new BudgetHolder.OneUser(new TenantId("acme"), new UserId("ann"));
    private static final Instant FIRST = Instant.parse("2026-11-29T12:00:00Z");

    enum Kind {
        ADMIT,
        PAY,
        FAIL,
        EXPIRE,
        SET_DAY,
        SET_MONTH,
        NEXT_DAY,
        RECLAIM
    }

    /** What becomes a command once it is known which calls there are. */
    record Wish(Kind kind, int pick, long amount) {}

    @Provide
    Arbitrary<List<Wish>> wishes() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(8, Kind.ADMIT),
                                Tuple.of(5, Kind.PAY),
                                Tuple.of(3, Kind.FAIL),
                                Tuple.of(1, Kind.EXPIRE),
                                Tuple.of(1, Kind.SET_DAY),
                                Tuple.of(1, Kind.SET_MONTH),
                                Tuple.of(1, Kind.NEXT_DAY),
                                Tuple.of(2, Kind.RECLAIM)),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.longs().between(1, 30))
                .as(Wish::new)
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Integer>> sizes() {
        return Arbitraries.integers().between(1, 9).list().ofMinSize(1).ofMaxSize(5);
    }

    /** A call with what it holds, as the model sees it. */
    private static final class Running {
        private final Execution execution;
        private final List<Allowance> budgets;
        private final long most;
        private boolean over;

        Running(Execution execution, List<Allowance> budgets, long most) {
            this.execution = execution;
            this.budgets = budgets;
            this.most = most;
        }
    }

    /** What each budget's accounts should say: two numbers for each period. */
    private static final class Model {
        private final Map<AccountId, Long> used = new HashMap<>();
        private final Map<AccountId, Long> held = new HashMap<>();

        boolean admits(Running call) {
            boolean fits = call.budgets.stream()
                    .allMatch(budget ->
                            used.getOrDefault(budget.used(), 0L) + held.getOrDefault(budget.account(), 0L) + call.most
                                    <= budget.amount());
            if (fits) {
                call.budgets.forEach(budget -> held.merge(budget.account(), call.most, Long::sum));
            }
            return fits;
        }

        void end(Running call, long paid) {
            call.over = true;
            call.budgets.forEach(budget -> {
                held.merge(budget.account(), -call.most, Long::sum);
                used.merge(budget.used(), paid, Long::sum);
            });
        }
    }

    private static final class Run {
        private final MemoryStore store = new MemoryStore();
        private final Model model = new Model();
        private final List<Running> calls = new ArrayList<>();
        private final List<Allowance> seen = new ArrayList<>();
        private final List<LedgerCommand> waiting = new ArrayList<>();
        private final List<Boolean> expected = new ArrayList<>();
        private Instant now = FIRST;
        private long dayAmount = 40;
        private long monthAmount = 100;

        Run() {
            decide(List.of(Samples.deposit("d", ACME, 1_000_000)));
        }

        private List<Allowance> budgets() {
            BudgetId day = new BudgetId(TENANT, BudgetPeriod.DAY);
            BudgetId month = new BudgetId(USER, BudgetPeriod.MONTH);
            return List.of(
                    new Allowance(AccountId.budgetLeft(day, now), AccountId.budgetUsed(day, now), dayAmount),
                    new Allowance(AccountId.budgetLeft(month, now), AccountId.budgetUsed(month, now), monthAmount));
        }

        void wish(Wish wish) {
            switch (wish.kind()) {
                case SET_DAY -> dayAmount = wish.amount() * 3;
                case SET_MONTH -> monthAmount = wish.amount() * 8;
                case NEXT_DAY -> now = now.plus(Duration.ofDays(1));
                case ADMIT -> admit(wish.amount());
                case RECLAIM -> {
                    if (!seen.isEmpty()) {
                        waiting.add(new LedgerCommand.Reclaim(
                                seen.get(wish.pick() % seen.size()).account(), AccountId.BUDGET_ISSUED));
                        expected.add(null);
                    }
                }
                default -> end(wish);
            }
        }

        private void admit(long most) {
            List<Allowance> budgets = budgets();
            seen.addAll(budgets);
            List<Leg> legs = new ArrayList<>(List.of(leg(ACME, most)));
            budgets.forEach(budget -> legs.add(leg(budget.account(), most)));
            Running call = new Running(Samples.execution(calls.size(), null, legs.toArray(Leg[]::new)), budgets, most);
            calls.add(call);
            waiting.add(new LedgerCommand.Admit(call.execution, List.of(), budgets));
            boolean admitted = model.admits(call);
            call.over = !admitted;
            expected.add(admitted);
        }

        private void end(Wish wish) {
            List<Running> running = calls.stream().filter(call -> !call.over).toList();
            if (running.isEmpty()) {
                return;
            }
            Running call = running.get(wish.pick() % running.size());
            long paid = wish.kind() == Kind.PAY ? Math.min(wish.amount(), call.most) : 0;
            List<Leg> legs = new ArrayList<>();
            if (paid > 0) {
                legs.addAll(List.of(leg(ACME, -paid), leg(AccountId.PLATFORM_FEES, paid)));
                call.budgets.forEach(budget -> {
                    legs.add(leg(budget.account(), -paid));
                    legs.add(leg(budget.used(), paid));
                });
            }
            waiting.add(
                    switch (wish.kind()) {
                        case PAY -> Samples.end(call.execution, legs.toArray(Leg[]::new));
                        case EXPIRE -> Samples.expire(call.execution);
                        default -> Samples.fail(call.execution);
                    });
            expected.add(true);
            model.end(call, paid);
        }

        /** Decides what waits in one batch, and compares everything with the model. */
        void flush() {
            List<LedgerOutcome> outcomes = decide(waiting);
            for (int i = 0; i < outcomes.size(); i++) {
                if (expected.get(i) != null) {
                    assertThat(!(outcomes.get(i) instanceof LedgerOutcome.Insufficient))
                            .as("%s", waiting.get(i))
                            .isEqualTo(expected.get(i));
                }
                assertThat(outcomes.get(i)).isNotInstanceOf(LedgerOutcome.Rejected.class);
            }
            waiting.clear();
            expected.clear();
            for (Allowance budget : seen) {
                assertThat(store.ledger().account(budget.used()).isPresent())
                        .as("a budget's accounts are opened together")
                        .isEqualTo(store.ledger().account(budget.account()).isPresent());
                assertThat(account(budget.used()).posted()).isEqualTo(model.used.getOrDefault(budget.used(), 0L));
                assertThat(account(budget.account()).held()).isEqualTo(model.held.getOrDefault(budget.account(), 0L));
            }
            assertThat(LedgerAudit.of(store.ledger()).findings()).isEmpty();
        }

        private Account account(AccountId id) {
            return store.ledger().account(id).orElse(Account.empty(id));
        }

        private List<LedgerOutcome> decide(List<LedgerCommand> batch) {
            return store.ledger().transact(transaction -> {
                LedgerRules.Decision decision =
                        LedgerRules.decide(LedgerState.load(transaction, batch, false), batch, LATER);
                transaction.write(decision.changes());
                return decision.outcomes();
            });
        }
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void noMoreIsUsedAndHeldThanTheAmountHoweverCallsBudgetsAndPeriodsInterleave(
            @ForAll("wishes") List<Wish> wishes, @ForAll("sizes") List<Integer> sizes) {
        Run run = new Run();
        int batch = 0;
        for (Wish wish : wishes) {
            run.wish(wish);
            if (run.waiting.size() >= sizes.get(batch % sizes.size())) {
                run.flush();
                batch++;
            }
        }
        run.flush();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whenEverythingHasEndedNothingIsHeldAndWhatWasGrantedIsUsedOrLeftOrBack(@ForAll("wishes") List<Wish> wishes) {
        Run run = new Run();
        for (Wish wish : wishes) {
            run.wish(wish);
        }
        run.calls.stream().filter(call -> !call.over).toList().forEach(call -> run.end(new Wish(Kind.FAIL, 0, 1)));
        run.flush();
        long used = 0;
        long left = 0;
        for (Account account : run.store.ledger().accounts(null, 1_000)) {
            assertThat(account.held()).isZero();
            switch (account.id().kind()) {
                case BUDGET_USED -> used += account.posted();
                case BUDGET_LEFT -> left += account.posted();
                default -> {}
            }
        }
        assertThat(used + left).isEqualTo(-run.account(AccountId.BUDGET_ISSUED).posted());
        long paid = run.account(AccountId.PLATFORM_FEES).posted();
        assertThat(used).isEqualTo(2 * paid);
    }
}
