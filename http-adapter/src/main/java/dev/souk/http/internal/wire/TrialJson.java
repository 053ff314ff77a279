package dev.souk.http.internal.wire;

/**
 * A trial.
 *
 * @param callsLeft how many calls are left of it
 */
public record TrialJson(long callsLeft) {}
