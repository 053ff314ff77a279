package dev.souk.benchmarks.torture.model;

import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.caller.UserId;
import dev.souk.spi.ledger.AccountId;

/**
 * The names of one history, which no other history of the same store has.
 *
 * @param history how they all begin
 */
record Names(String history) {
    TenantId tenant(int number) {
        return new TenantId(history + "-t" + number);
    }

    UserId user(int number) {
        return new UserId("u" + number);
    }

    DeviceId deviceId(int number) {
        return new DeviceId(history + "-d" + number);
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
}
