package dev.souk.engine.internal.price;

import dev.souk.engine.internal.budget.BudgetInPeriod;
import dev.souk.engine.internal.ledger.LedgerCommand.Opening;
import dev.souk.spi.Credits;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Leg;
import java.util.List;

/**
 * A call of the free trial: one call of the user's account and one of the device's, both or none, and no credits. So neither a new
 * user on a used device nor a new device of a user who is through gets anything.
 *
 * @param tenant whose user calls
 * @param user who calls
 * @param device on which device
 * @param calls how many calls a trial has; positive
 */
public record TrialQuote(TenantId tenant, UserId user, DeviceId device, long calls) implements Quote {
    @Override
    public List<Leg> reserved() {
        return List.of(new Leg(balanceOf(), 1), new Leg(AccountId.trialOf(device), 1));
    }

    @Override
    public List<Opening> openings() {
        return List.of(
                new Opening(balanceOf(), calls, AccountId.TRIAL_ISSUED),
                new Opening(AccountId.trialOf(device), calls, AccountId.TRIAL_ISSUED));
    }

    @Override
    public List<BudgetInPeriod> budgets() {
        return List.of();
    }

    @Override
    public List<Leg> payment(ModelUsage usage) {
        return List.of(
                new Leg(balanceOf(), -1), new Leg(AccountId.trialOf(device), -1), new Leg(AccountId.TRIAL_USED, 2));
    }

    @Override
    public Credits charge(ModelUsage usage) {
        return Credits.ZERO;
    }

    @Override
    public AccountId balanceOf() {
        return AccountId.trialOf(tenant, user);
    }
}
