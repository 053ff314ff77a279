package dev.souk.benchmarks.torture.model;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountKind;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.store.BudgetStore;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.LedgerStore;
import dev.souk.spi.store.LedgerTransaction;
import dev.souk.spi.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A store that does what another does, but for one thing. */
enum WrongStore {
    /** Two calls can spend the same credits. */
    FORGETS_WHAT_IS_HELD {
        @Override
        Object after(Method method, Object answer) {
            if (!method.getName().equals("lockAccounts")) {
                return answer;
            }
            Map<Object, Object> forgetful = new HashMap<>();
            ((Map<?, ?>) answer).forEach((id, found) -> {
                Account account = (Account) found;
                forgetful.put(id, new Account(account.id(), account.posted(), 0, account.sequence(), account.link()));
            });
            return forgetful;
        }
    },
    /** A call that is sent again is made again. */
    FORGETS_KEYS {
        @Override
        Object after(Method method, Object answer) {
            return method.getName().equals("executionsByKey") ? Map.of() : answer;
        }
    },
    /** A call is paid for and still runs. */
    FORGETS_ENDS {
        @Override
        LedgerChanges before(LedgerChanges all) {
            return new LedgerChanges(
                    all.opened(),
                    all.changed(),
                    all.admitted(),
                    List.of(),
                    all.transfers(),
                    all.requested(),
                    all.decided());
        }
    },
    /** Whoever has 40,000 micros or more has one less after each change. */
    LOSES_A_MICRO {
        @Override
        LedgerChanges before(LedgerChanges all) {
            List<Account> changed = all.changed().stream()
                    .map(account -> account.posted() < 40_000
                            ? account
                            : new Account(
                                    account.id(),
                                    account.posted() - 1,
                                    account.held(),
                                    account.sequence(),
                                    account.link()))
                    .toList();
            return with(all, changed, all.transfers());
        }
    },
    /** What a call held of a budget and has not spent is never free again. */
    FORGETS_TO_FREE_BUDGETS {
        @Override
        LedgerChanges before(LedgerChanges all) {
            boolean failed = all.transfers().isEmpty() && !all.ended().isEmpty();
            return failed
                    ? with(
                            all,
                            all.changed().stream()
                                    .filter(account -> account.id().kind() != AccountKind.BUDGET_LEFT)
                                    .toList(),
                            all.transfers())
                    : all;
        }
    },
    /** What is left of a budget whose period is over stays there. */
    FORGETS_PAST_BUDGETS {
        @Override
        Object after(Method method, Object answer) {
            return method.getName().equals("past") ? List.of() : answer;
        }
    },
    /** What was refunded before is refunded once more. */
    FORGETS_REFUNDS {
        @Override
        Object after(Method method, Object answer) {
            return method.getName().equals("refunds") ? Map.of() : answer;
        }
    },
    /** Of a refund in part the publisher sometimes gives back a micro more than its part, and the platform one less. */
    REVERSES_A_FEE_WRONG {
        @Override
        LedgerChanges before(LedgerChanges all) {
            return with(
                    all,
                    all.changed(),
                    all.transfers().stream().map(WrongStore::aMicroWrong).toList());
        }
    },
    /** What was earned is payable at once. */
    FORGETS_TO_HOLD_BACK {
        @Override
        Object after(Method method, Object answer) {
            return method.getName().equals("collected") ? List.of() : answer;
        }
    };

    private static LedgerChanges with(LedgerChanges all, List<Account> changed, List<Transfer> transfers) {
        return new LedgerChanges(
                all.opened(), changed, all.admitted(), all.ended(), transfers, all.requested(), all.decided());
    }

    private static Transfer aMicroWrong(Transfer refund) {
        boolean isWrong = refund.kind() == TransferKind.REFUND
                && refund.postings().size() == 3
                && refund.postings().stream().anyMatch(posting -> posting.amount() % 3 == 1);
        if (!isWrong) {
            return refund;
        }
        List<Posting> postings = refund.postings().stream()
                .map(posting -> switch (posting.account().kind()) {
                    case PUBLISHER_EARNINGS -> new Posting(posting.account(), posting.amount() - 1, 0, 0);
                    case PLATFORM_FEES -> new Posting(posting.account(), posting.amount() + 1, 0, 0);
                    default -> posting;
                })
                .toList();
        return new Transfer(refund.id(), refund.kind(), refund.at(), refund.executionOrNull(), refund.memo(), postings);
    }

    /** What is asked of the transaction, and what it answers. */
    Object after(Method method, Object answer) {
        return answer;
    }

    /** What is written. */
    LedgerChanges before(LedgerChanges all) {
        return all;
    }

    Store around(Store real) {
        return proxy(Store.class, (method, arguments) -> {
            Object answer = call(real, method, arguments);
            if (answer instanceof BudgetStore budgets) {
                return around(BudgetStore.class, budgets);
            }
            return answer instanceof LedgerStore ledger ? around(ledger) : answer;
        });
    }

    @SuppressWarnings("unchecked")
    private LedgerStore around(LedgerStore real) {
        return proxy(LedgerStore.class, (method, arguments) -> {
            if (!method.getName().equals("transact")) {
                return after(method, call(real, method, arguments));
            }
            var work = (Function<LedgerTransaction, Object>) arguments[0];
            return real.<Object>transact(transaction -> work.apply(around(transaction)));
        });
    }

    private <T> T around(Class<T> type, T real) {
        return proxy(type, (method, arguments) -> after(method, call(real, method, arguments)));
    }

    private LedgerTransaction around(LedgerTransaction real) {
        return proxy(LedgerTransaction.class, (method, arguments) -> {
            if (method.getName().equals("write")) {
                real.write(before((LedgerChanges) arguments[0]));
                return null;
            }
            return after(method, call(real, method, arguments));
        });
    }

    private interface Answers {
        Object answer(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.answer(method, arguments)));
    }

    private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
