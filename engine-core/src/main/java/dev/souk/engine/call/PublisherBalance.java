package dev.souk.engine.call;

import dev.souk.spi.Credits;

/**
 * What a publisher has at one moment.
 *
 * @param publisher the first part of its agents' ids
 * @param heldBack what it has earned and cannot be paid out yet
 * @param payable what can be paid out now
 * @param owed what it owes, because calls were refunded whose earnings were paid out; it is earned before anything becomes payable
 *     again
 * @since 0.1
 */
public record PublisherBalance(String publisher, Credits heldBack, Credits payable, Credits owed) {}
