package dev.souk.server.market;

/**
 * What a tenant has, in credits.
 *
 * @param tenant who
 * @param posted everything that was paid in and not paid out
 * @param held what running calls have set aside of it
 * @param available the rest
 */
public record BalanceView(String tenant, String posted, String held, String available) {}
