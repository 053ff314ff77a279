package dev.souk.testkit;

import static dev.souk.testkit.StoreContractSamples.NOON;
import static dev.souk.testkit.StoreContractSamples.transferId;

import dev.souk.spi.ledger.Account;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.Posting;
import dev.souk.spi.ledger.Transfer;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.ledger.Unit;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.LedgerChanges;
import dev.souk.spi.store.Payout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what one transaction writes, and keeps the books right as it does so. */
final class StoreContractChanges {
    private final List<Account> opened = new ArrayList<>();
    private final List<Account> changed = new ArrayList<>();
    private final List<Execution> admitted = new ArrayList<>();
    private final List<Execution> ended = new ArrayList<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final List<Payout> requested = new ArrayList<>();
    private final List<Payout> decided = new ArrayList<>();

    static StoreContractChanges none() {
        return new StoreContractChanges();
    }

    StoreContractChanges open(Account... accounts) {
        opened.addAll(List.of(accounts));
        return this;
    }

    StoreContractChanges change(Account... accounts) {
        changed.addAll(List.of(accounts));
        return this;
    }

    StoreContractChanges admit(Execution... executions) {
        admitted.addAll(List.of(executions));
        return this;
    }

    StoreContractChanges end(Execution... executions) {
        ended.addAll(List.of(executions));
        return this;
    }

    StoreContractChanges transfer(Transfer... more) {
        transfers.addAll(List.of(more));
        return this;
    }

    StoreContractChanges request(Payout... payouts) {
        requested.addAll(List.of(payouts));
        return this;
    }

    StoreContractChanges decide(Payout... payouts) {
        decided.addAll(List.of(payouts));
        return this;
    }

    /** An amount from the collecting account of the unit to a guarded account, which is opened if it was not there. */
    StoreContractChanges deposit(String transfer, AccountId account, @Nullable Account before, long amount) {
        return deposit(transfer, account, before, amount, null);
    }

    StoreContractChanges deposit(
            String transfer,
            AccountId account,
            @Nullable Account before,
            long amount,
            @Nullable ExecutionId executionOrNull) {
        Account old = before == null ? Account.empty(account) : before;
        Account now = new Account(account, old.posted() + amount, old.held(), old.sequence() + 1);
        AccountId source = source(account.unit());
        (before == null ? opened : changed).add(now);
        transfers.add(new Transfer(
                transferId(transfer),
                kind(account.unit()),
                NOON,
                executionOrNull,
                "memo of " + transfer,
                List.of(
                        new Posting(account, amount, now.sequence(), now.posted()),
                        new Posting(source, -amount, 0, 0))));
        return this;
    }

    private static AccountId source(Unit unit) {
        return switch (unit) {
            case CREDIT_MICROS -> AccountId.PLATFORM_DEPOSITS;
            case TRIAL_CALLS -> AccountId.TRIAL_ISSUED;
            case BUDGET_MICROS -> AccountId.BUDGET_ISSUED;
        };
    }

    private static TransferKind kind(Unit unit) {
        return switch (unit) {
            case CREDIT_MICROS -> TransferKind.DEPOSIT;
            case TRIAL_CALLS -> TransferKind.TRIAL;
            case BUDGET_MICROS -> TransferKind.BUDGET;
        };
    }

    /** Admits a call that holds one of the account, which was opened or changed before in these changes. */
    StoreContractChanges hold(Execution execution, Account account) {
        admitted.add(
                StoreContractSamples.holding(execution, execution.reservation().expiresAt(), new Leg(account.id(), 1)));
        opened.replaceAll(other -> other.id().equals(account.id()) ? account : other);
        changed.replaceAll(other -> other.id().equals(account.id()) ? account : other);
        return this;
    }

    LedgerChanges build() {
        return new LedgerChanges(opened, changed, admitted, ended, transfers, requested, decided);
    }
}
