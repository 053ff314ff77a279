package dev.souk.spi.limit;

import java.time.Duration;

/**
 * How full one limit is at one moment: the same numbers that are enforced.
 *
 * @param request whose limit, and which
 * @param used how many permits count now
 * @param remaining how many could be taken now
 * @param resetAfter how long until it is whole again if nothing more is taken; zero if it is
 * @since 0.1
 */
public record LimitStatus(LimitRequest request, long used, long remaining, Duration resetAfter) {}
