package dev.souk.spi.limit;

import java.time.Duration;

/**
 * The answer to a request for permits: all of them, or none and why.
 *
 * @since 0.1
 */
public sealed interface LimitDecision {
    /**
     * Every permit was granted.
     *
     * @param permit holds them until it is released or cancelled, or until its lease ends
     */
    record Granted(Permit permit) implements LimitDecision {}

    /**
     * One limit had no permit left; nothing was taken from any.
     *
     * @param by the request that could not be met; if several could not, the one that takes longest
     * @param remaining how many permits that limit has left, zero unless more were wanted than remain
     * @param resetAfter how long until that limit is whole again if nothing more is taken; for calls in flight the time until
     *     the last lease ends
     * @param retryAfter the shortest time after which the same requests are granted if nothing else is taken or given back
     *     until then, positive; for calls in flight the time until enough leases have ended, where a call that ends before its
     *     lease clears the way sooner
     */
    record Denied(LimitRequest by, long remaining, Duration resetAfter, Duration retryAfter) implements LimitDecision {}
}
