package dev.souk.server.market;

/**
 * What a publisher has, in credits.
 *
 * @param publisher the first part of its agents' ids
 * @param heldBack what it has earned and cannot be paid out yet
 * @param payable what can be paid out now
 * @param owed what it owes after refunds
 */
public record PublisherView(String publisher, String heldBack, String payable, String owed) {}
