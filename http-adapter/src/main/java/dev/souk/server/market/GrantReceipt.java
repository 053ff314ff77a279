package dev.souk.server.market;

/**
 * Credits that were given.
 *
 * @param tenant to whom
 * @param transfer under which they are in the journal
 * @param amount how much, in credits
 * @param available what the tenant has available now
 * @param replayed whether they were there already, because the reference was used before
 */
public record GrantReceipt(String tenant, String transfer, String amount, String available, boolean replayed) {}
