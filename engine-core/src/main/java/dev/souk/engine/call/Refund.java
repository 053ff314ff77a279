package dev.souk.engine.call;

import dev.souk.spi.Credits;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.ledger.TransferId;
import java.time.Instant;

/**
 * Credits that a tenant got back for a call.
 *
 * @param transfer under which they are in the journal
 * @param executionId for which call
 * @param tenant who got them
 * @param amount how much
 * @param at when
 * @param memo a line for people
 * @since 0.1
 */
public record Refund(
        TransferId transfer, ExecutionId executionId, TenantId tenant, Credits amount, Instant at, String memo) {}
