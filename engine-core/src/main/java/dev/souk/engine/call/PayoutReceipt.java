package dev.souk.engine.call;

import dev.souk.spi.store.Payout;

/**
 * What became of asking for a payout or deciding over one.
 *
 * @param payout as it is now
 * @param replayed whether it was so already, because the same was asked for before
 * @since 0.1
 */
public record PayoutReceipt(Payout payout, boolean replayed) {}
