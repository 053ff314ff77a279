package dev.souk.engine.call;

/**
 * The answer to a call: it was done and paid for, it was refused before it began, or it failed.
 *
 * @since 0.1
 */
public sealed interface CallResult permits Receipt, Refusal, Failure {}
