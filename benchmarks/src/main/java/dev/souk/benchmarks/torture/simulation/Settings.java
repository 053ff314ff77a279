package dev.souk.benchmarks.torture.simulation;

import dev.souk.engine.config.SoukConfig;
import dev.souk.engine.config.SoukConfig.BreakerSettings;
import dev.souk.engine.config.SoukConfig.LedgerSettings;
import dev.souk.engine.config.SoukConfig.RetrySettings;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What one simulation is like: how the engines are set, and how much goes on.
 *
 * @param calm whether nothing goes wrong, so that nothing may look as if it did
 * @param engines how many processes there are in the beginning
 * @param callers how many call
 * @param callsEach how many calls each of them makes
 * @param thinkMillis how long they wait before each, at most
 * @param lease of the engines
 * @param patience of their callers
 * @param queue of their ledgers
 * @param lanes of their ledgers
 * @param maxGroup of their ledgers
 * @param recoverySeconds between two sweeps
 * @param credits for how many calls the poor tenant has credits
 * @param retry how a failed attempt is tried again
 * @param breaker when an agent is left alone
 */
record Settings(
        boolean calm,
        int engines,
        int callers,
        int callsEach,
        int thinkMillis,
        Duration lease,
        Duration patience,
        int queue,
        int lanes,
        int maxGroup,
        int recoverySeconds,
        int credits,
        RetrySettings retry,
        BreakerSettings breaker) {
    private static final int SHARE_BASIS_POINTS = 8_000;
    /** One of so many simulations is calm. */
    private static final int CALM = 8;

    /** In a hurry many commands wait to be written at the same time. */
    private static final int[] THINK_MILLIS = {20, 500, 6_000};

    static Settings draw(SplittableRandom random) {
        boolean calm = random.nextInt(CALM) == 0;
        int callers = 2 + random.nextInt(9);
        return new Settings(
                calm,
                1 + random.nextInt(3),
                callers,
                2 + random.nextInt(4),
                THINK_MILLIS[random.nextInt(calm ? 1 : THINK_MILLIS.length)],
                Duration.ofSeconds(calm ? 20 : 2 + random.nextInt(8)),
                Duration.ofMillis(calm ? 60_000 : 50 + random.nextInt(random.nextBoolean() ? 400 : 8_000)),
                calm || random.nextBoolean() ? 100 : 1 + random.nextInt(3),
                1 + random.nextInt(2),
                1 + random.nextInt(8),
                1 + random.nextInt(4),
                random.nextInt(12),
                new RetrySettings(
                        1 + random.nextInt(3),
                        Duration.ofMillis(1 + random.nextInt(300)),
                        Duration.ofSeconds(2),
                        random.nextDouble()),
                new BreakerSettings(
                        1 + random.nextInt(2),
                        3,
                        Duration.ofMillis(200 + random.nextInt(5_000)),
                        1 + random.nextInt(2)));
    }

    /** The settings of an engine. */
    SoukConfig.Builder config(SplittableRandom random) {
        return SoukConfig.builder()
                .publisherShareBasisPoints(SHARE_BASIS_POINTS)
                .holdBackDays(0)
                .retry(retry)
                .breaker(breaker)
                .lease(lease)
                .leaseGrace(Duration.ofSeconds(1 + random.nextInt(5)))
                .recoveryInterval(Duration.ofSeconds(recoverySeconds))
                .drainTimeout(Duration.ofMillis(1 + random.nextInt(10_000)))
                .tenantCacheTime(Duration.ofMillis(1 + random.nextInt(3_000)))
                .ledger(new LedgerSettings(
                        queue,
                        lanes,
                        maxGroup,
                        patience,
                        Duration.ofSeconds(2 + random.nextInt(20)),
                        Duration.ofMinutes(1 + random.nextInt(3))));
    }
}
