package dev.souk.plugin.data.spill;

/**
 * The first 128 bits of a SHA-256 over a key. Two keys of the same digest are taken to be the same: among a thousand million
 * different keys the chance that any two share one is less than 1 in 10^20.
 *
 * @param high the first 64 bits
 * @param low the next
 */
public record Digest(long high, long low) {}
