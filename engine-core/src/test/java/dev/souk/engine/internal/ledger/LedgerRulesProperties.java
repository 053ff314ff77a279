package dev.souk.engine.internal.ledger;

import static dev.souk.engine.internal.ledger.Samples.ACME;
import static dev.souk.engine.internal.ledger.Samples.LATER;
import static dev.souk.engine.internal.ledger.Samples.PHONE;
import static dev.souk.engine.internal.ledger.Samples.USER;
import static dev.souk.engine.internal.ledger.Samples.ZETA;
import static dev.souk.engine.internal.ledger.Samples.leg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.AuditReport;
import dev.souk.engine.internal.ledger.LedgerCommand.Opening;
import dev.souk.engine.internal.memory.MemoryStore;
import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Random commands, compared with a tiny model of maps, and with themselves in batches of another size. */
class LedgerRulesProperties {
    enum Kind {
        ADMIT,
        TRIAL,
        PAY,
        FAIL,
        EXPIRE,
        DEPOSIT,
        MOVE
    }

    /** What becomes a command once it is known which calls there are. */
    record Wish(Kind kind, int pick, long amount, boolean swapped, int key) {}

    @Provide
    Arbitrary<List<Wish>> wishes() {
        Arbitrary<Long> amounts = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.longs().between(1, 20)),
                Tuple.of(1, Arbitraries.of(Long.MAX_VALUE, Long.MAX_VALUE - 6)));
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 30),
                        amounts,
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 5))
                .as(Wish::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theRulesDoWhatTheModelSays(@ForAll("wishes") List<Wish> wishes) {
        List<LedgerCommand> commands = commands(wishes);
        Model model = new Model();
        MemoryStore store = new MemoryStore();
        for (LedgerCommand command : commands) {
            String expected = model.apply(command);
            assertThat(run(store, List.of(command))).as("%s", command).containsExactly(expected);
            for (AccountId account : List.of(ACME, ZETA, USER, PHONE)) {
                Account actual = store.ledger().account(account).orElse(Account.empty(account));
                assertThat(actual.posted()).isEqualTo(model.posted.getOrDefault(account, 0L));
                assertThat(actual.held()).isEqualTo(model.held.getOrDefault(account, 0L));
            }
        }
        assertThat(LedgerAudit.of(store.ledger()).findings()).isEmpty();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void howCommandsAreBatchedMakesNoDifference(
            @ForAll("wishes") List<Wish> wishes, @ForAll("sizes") List<Integer> sizes) {
        List<LedgerCommand> commands = commands(wishes);
        MemoryStore singles = new MemoryStore();
        MemoryStore batches = new MemoryStore();
        List<String> oneByOne = new ArrayList<>();
        commands.forEach(command -> oneByOne.addAll(run(singles, List.of(command))));
        List<String> batched = new ArrayList<>();
        int next = 0;
        for (int i = 0; next < commands.size(); i++) {
            int end = Math.min(commands.size(), next + sizes.get(i % sizes.size()));
            batched.addAll(run(batches, commands.subList(next, end)));
            AuditReport audit = LedgerAudit.of(batches.ledger());
            assertThat(audit.findings()).isEmpty();
            next = end;
        }
        assertThat(batched).isEqualTo(oneByOne);
        assertThat(batches.ledger().accounts(null, 1_000))
                .isEqualTo(singles.ledger().accounts(null, 1_000));
        for (int number = 0; number < 50; number++) {
            assertThat(batches.executions().find(Samples.id(number)))
                    .isEqualTo(singles.executions().find(Samples.id(number)));
        }
    }

    @Provide
    Arbitrary<List<Integer>> sizes() {
        return Arbitraries.integers().between(1, 12).list().ofMinSize(1).ofMaxSize(5);
    }

    /** Decides a batch; a deadline has passed for every call. */
    private static List<String> run(MemoryStore store, List<LedgerCommand> batch) {
        return store.ledger().transact(transaction -> {
            LedgerRules.Decision decision =
                    LedgerRules.decide(LedgerState.load(transaction, batch, false), batch, LATER);
            transaction.write(decision.changes());
            return decision.outcomes().stream()
                    .map(LedgerRulesProperties::describe)
                    .toList();
        });
    }

    private static String describe(LedgerOutcome outcome) {
        if (outcome instanceof LedgerOutcome.KeyKnown known) {
            return "known " + known.execution().id() + " " + known.execution().state();
        }
        if (outcome instanceof LedgerOutcome.Insufficient no) {
            return "insufficient " + no.account() + " " + no.available() + " " + no.required();
        }
        return outcome.getClass().getSimpleName();
    }

    private static List<LedgerCommand> commands(List<Wish> wishes) {
        List<LedgerCommand> commands = new ArrayList<>();
        List<Execution> calls = new ArrayList<>();
        for (Wish wish : wishes) {
            String key = wish.key() < 3 ? "key-" + wish.key() : null;
            AccountId one = wish.swapped() ? ZETA : ACME;
            AccountId other = wish.swapped() ? ACME : ZETA;
            int number = calls.size();
            Execution picked = calls.isEmpty() ? Samples.execution(49, null) : calls.get(wish.pick() % calls.size());
            commands.add(
                    switch (wish.kind()) {
                        case ADMIT -> {
                            Execution call = wish.pick() % 4 == 0
                                    ? Samples.execution(number, key, leg(one, wish.amount()), leg(other, 1))
                                    : Samples.execution(number, key, leg(one, wish.amount()));
                            calls.add(call);
                            yield Samples.admit(call);
                        }
                        case TRIAL -> {
                            Execution call = Samples.execution(number, key, leg(USER, 1), leg(PHONE, 1));
                            calls.add(call);
                            yield new LedgerCommand.Admit(
                                    call,
                                    List.of(
                                            new Opening(USER, 3, AccountId.TRIAL_ISSUED),
                                            new Opening(PHONE, 3, AccountId.TRIAL_ISSUED)));
                        }
                        case PAY -> pay(picked, wish.amount());
                        case FAIL -> Samples.fail(picked);
                        case EXPIRE -> Samples.expire(picked);
                        // No larger: the collecting account on the other side has no rule that could refuse.
                        case DEPOSIT -> Samples.deposit("d" + wish.pick(), one, wish.amount() % 50);
                        case MOVE ->
                            new LedgerCommand.Move(
                                    new TransferId("m" + wish.pick()),
                                    TransferKind.GRANT,
                                    "",
                                    List.of(leg(one, -wish.amount()), leg(other, wish.amount())));
                    });
        }
        return commands;
    }

    private static LedgerCommand pay(Execution call, long amount) {
        if (call.reservation().amountOn(USER) > 0) {
            return Samples.end(call, leg(USER, -1), leg(PHONE, -1), leg(AccountId.TRIAL_USED, 2));
        }
        AccountId from =
                call.reservation().legs().stream().map(Leg::account).findFirst().orElse(ACME);
        return Samples.end(call, leg(from, -amount), leg(AccountId.PLATFORM_FEES, amount));
    }

    /** What the ledger is, in maps; money that does not fit is refused by looking before adding. */
    private static final class Model {
        private final Map<AccountId, Long> posted = new HashMap<>();
        private final Map<AccountId, Long> held = new HashMap<>();
        private final Map<String, Execution> calls = new HashMap<>();
        private final Map<String, ExecutionState> states = new HashMap<>();
        private final Map<String, String> keys = new HashMap<>();
        private final Set<String> moved = new HashSet<>();

        String apply(LedgerCommand command) {
            if (command instanceof LedgerCommand.Admit admit) {
                return admit(admit);
            }
            if (command instanceof LedgerCommand.End end) {
                return end(end.execution().value(), end.payment(), end.end().state());
            }
            if (command instanceof LedgerCommand.Expire expire) {
                return end(expire.execution().id().value(), List.of(), ExecutionState.EXPIRED);
            }
            return move((LedgerCommand.Move) command);
        }

        private long available(AccountId account) {
            return posted.getOrDefault(account, 0L) - held.getOrDefault(account, 0L);
        }

        private String admit(LedgerCommand.Admit admit) {
            Execution call = admit.execution();
            String known = call.keyOrNull() == null ? null : keys.get(call.keyOrNull());
            if (known != null) {
                return "known " + known + " " + states.get(known);
            }
            Map<AccountId, Long> opened = new HashMap<>();
            admit.openings().stream()
                    .filter(opening -> !posted.containsKey(opening.account()))
                    .forEach(opening -> opened.put(opening.account(), opening.grant()));
            for (Leg leg : call.reservation().legs()) {
                long available = available(leg.account()) + opened.getOrDefault(leg.account(), 0L);
                if (available < leg.amount()) {
                    return "insufficient " + leg.account() + " " + available + " " + leg.amount();
                }
            }
            posted.putAll(opened);
            call.reservation().legs().forEach(leg -> held.merge(leg.account(), leg.amount(), Long::sum));
            calls.put(call.id().value(), call);
            states.put(call.id().value(), ExecutionState.RUNNING);
            if (call.keyOrNull() != null) {
                keys.put(call.keyOrNull(), call.id().value());
            }
            return "Admitted";
        }

        private String end(String id, List<Leg> payment, ExecutionState state) {
            Execution call = calls.get(id);
            if (call == null) {
                return "Rejected";
            }
            if (states.get(id) != ExecutionState.RUNNING) {
                return "NotHeld";
            }
            if (payment.stream()
                    .anyMatch(leg -> leg.amount() < 0
                            && -leg.amount() > call.reservation().amountOn(leg.account()))) {
                return "Rejected";
            }
            call.reservation().legs().forEach(leg -> held.merge(leg.account(), -leg.amount(), Long::sum));
            payment.forEach(leg -> posted.merge(leg.account(), leg.amount(), Long::sum));
            states.put(id, state);
            return "Ended";
        }

        private String move(LedgerCommand.Move move) {
            if (moved.contains(move.id().value())) {
                return "MovedBefore";
            }
            for (Leg leg : move.legs()) {
                boolean guarded = leg.account().isGuarded();
                if (guarded && leg.amount() < 0 && available(leg.account()) < -leg.amount()) {
                    return "insufficient " + leg.account() + " " + available(leg.account()) + " " + -leg.amount();
                }
            }
            for (Leg leg : move.legs()) {
                if (leg.account().isGuarded()
                        && leg.amount() > Long.MAX_VALUE - posted.getOrDefault(leg.account(), 0L)) {
                    return "Rejected";
                }
            }
            move.legs().forEach(leg -> posted.merge(leg.account(), leg.amount(), Long::sum));
            moved.add(move.id().value());
            return "Moved";
        }
    }
}
