package dev.souk.engine.call;

import dev.souk.spi.Credits;

/**
 * What a tenant has at one moment.
 *
 * @param posted everything that was paid in and not paid out
 * @param held what running calls have set aside of it
 * @param available the rest
 * @since 0.1
 */
public record Balance(Credits posted, Credits held, Credits available) {}
