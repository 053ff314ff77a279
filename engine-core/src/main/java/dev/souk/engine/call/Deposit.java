package dev.souk.engine.call;

import dev.souk.spi.Credits;
import dev.souk.spi.ledger.TransferId;

/**
 * Credits that were paid in or given.
 *
 * @param transfer under which they are in the journal
 * @param amount how much
 * @param balance what the tenant has now
 * @param replayed whether they were there already, because the same reference was used before
 * @since 0.1
 */
public record Deposit(TransferId transfer, Credits amount, Balance balance, boolean replayed) {}
