package dev.souk.benchmarks.torture.model;

import dev.souk.spi.budget.BudgetHolder;
import dev.souk.spi.budget.BudgetId;
import dev.souk.spi.caller.ApiKeyId;
import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.PayoutId;
import java.util.Locale;

/**
 * The names of one history, which no other history of the same store has. Devices of a later history sort behind those of an earlier one,
 * and tenants and payouts before them; so the accounts of one history and those that all share are found together.
 *
 * @param up how its devices' names begin
 * @param down how all its other names begin
 */
record Names(String up, String down) {
    private static final long MOST = 1_000_000_000_000L;

    /** The names of the history with this number. */
    static Names of(long number) {
        return new Names(
                String.format(Locale.ROOT, "h%012d", number), String.format(Locale.ROOT, "h%012d", MOST - 1 - number));
    }

    TenantId tenant(int number) {
        return new TenantId(down + "-t" + number);
    }

    UserId user(int number) {
        return new UserId("u" + number);
    }

    ApiKeyId apiKey(int number) {
        return new ApiKeyId("k" + number);
    }

    DeviceId deviceId(int number) {
        return new DeviceId(up + "-d" + number);
    }

    PayoutId payout(int number) {
        return new PayoutId(down + "-p" + number);
    }

    AccountId credits(int tenant) {
        return AccountId.creditsOf(tenant(tenant));
    }

    AccountId user(int tenant, int user) {
        return AccountId.trialOf(tenant(tenant), user(user));
    }

    AccountId device(int number) {
        return AccountId.trialOf(deviceId(number));
    }

    BudgetId budget(Step.WhichBudget which) {
        World.Holder holder = World.HOLDERS.get(which.holder());
        TenantId tenant = tenant(which.tenant());
        return new BudgetId(
                switch (holder.kind()) {
                    case "tenant" -> new BudgetHolder.WholeTenant(tenant);
                    case "user" -> new BudgetHolder.OneUser(tenant, user(holder.number()));
                    default -> new BudgetHolder.OneKey(tenant, apiKey(holder.number()));
                },
                which.period());
    }
}
