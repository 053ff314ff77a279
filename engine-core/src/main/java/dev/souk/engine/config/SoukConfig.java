package dev.souk.engine.config;

import dev.souk.spi.store.EngineName;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The engine's settings. Immutable; made by {@link #builder()}, which begins with the defaults named there. Every time is positive
 * and at most 30 days.
 *
 * @param publisherShareBasisPoints the publisher's share of an agent's price, in hundredths of a percent
 * @param retry how a failed attempt is tried again
 * @param breaker when a failing agent is left alone
 * @param workers how many agents run at the same time in this JVM
 * @param workersPerAgent how many of them one agent's version may hold
 * @param agentThreads what kind of threads agents run on
 * @param maxInputBytes the largest input, as JSON text
 * @param maxOutputBytes the largest output, as JSON text
 * @param maxAttachmentBytes the largest sum of a call's attachments
 * @param ledger how the ledger's commands are written
 * @param lease how long a running call's reservation is held without being renewed; it is renewed every third of that
 * @param engineNameOrNull this engine's name among those that share its store, the same at every start; null for an engine that no
 *     later one succeeds, so that what it leaves when it dies waits until its lease has ended
 * @param leaseGrace how long after its deadline a call's permits are kept for it
 * @param recoveryInterval how often reservations are looked for that nobody ended
 * @param drainTimeout how long closing waits for running calls
 * @param tenantCacheTime how long a tenant's plan and budgets are believed without asking the store; what this engine changes itself
 *     counts at once
 * @param fallbackCacheBytes how much memory earlier replies may take
 * @param fallbackCacheTime how long an earlier reply may stand in for a failed one
 * @param holdBackDays for how many whole days, in UTC, what a publisher has earned is held back before it can be paid out; 0 to 365
 * @param pluginTimeout how long a plugin may take to start, and a plugin or an agent to close
 * @since 0.1
 */
public record SoukConfig(
        int publisherShareBasisPoints,
        RetrySettings retry,
        BreakerSettings breaker,
        int workers,
        int workersPerAgent,
        AgentThreads agentThreads,
        long maxInputBytes,
        long maxOutputBytes,
        long maxAttachmentBytes,
        LedgerSettings ledger,
        Duration lease,
        @Nullable EngineName engineNameOrNull,
        Duration leaseGrace,
        Duration recoveryInterval,
        Duration drainTimeout,
        Duration tenantCacheTime,
        long fallbackCacheBytes,
        Duration fallbackCacheTime,
        int holdBackDays,
        Duration pluginTimeout) {
    /** The longest time that any setting may name; a limit's lease can just be as long. */
    private static final Duration LONGEST = Duration.ofDays(30);

    /** What kind of threads agents run on. */
    public enum AgentThreads {
        /** A bounded pool of platform threads: an agent that computes without end hurts nobody but itself. */
        PLATFORM,
        /** Virtual threads, on JDK 21 and later; for agents that wait and do not compute. Before 21 the same as platform threads. */
        VIRTUAL
    }

    /**
     * How a failed attempt is tried again.
     *
     * @param maxAttempts how often an agent is tried in all; 1 to 10
     * @param firstDelay how long before the second attempt; doubled for each further one
     * @param maxDelay the longest delay; not below the first
     * @param jitter how far each delay is spread at random, as a share of it; 0 to 1
     */
    public record RetrySettings(int maxAttempts, Duration firstDelay, Duration maxDelay, double jitter) {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public RetrySettings {
            if (maxAttempts < 1 || maxAttempts > 10) {
                throw new IllegalArgumentException("maxAttempts is " + maxAttempts + ", not 1 to 10");
            }
            requirePositive("firstDelay", firstDelay);
            requirePositive("maxDelay", maxDelay);
            if (maxDelay.compareTo(firstDelay) < 0) {
                throw new IllegalArgumentException("maxDelay " + maxDelay + " is below firstDelay " + firstDelay);
            }
            if (!(jitter >= 0 && jitter <= 1)) {
                throw new IllegalArgumentException("jitter is " + jitter + ", not 0 to 1");
            }
        }
    }

    /**
     * When a failing agent is left alone.
     *
     * @param failures how many attempts must fail, of the last {@code window}, to open the breaker
     * @param window how many of the last attempts are looked at
     * @param openTime how long it stays open before a few attempts are let through
     * @param trials how many of those must succeed to close it again
     */
    public record BreakerSettings(int failures, int window, Duration openTime, int trials) {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public BreakerSettings {
            if (failures < 1 || window < failures || window > 1_000 || trials < 1 || trials > 100) {
                throw new IllegalArgumentException("a breaker of " + failures + " failures of " + window + " and "
                        + trials + " trials is out of range");
            }
            requirePositive("openTime", openTime);
        }
    }

    /**
     * How the ledger's commands are written: those that arrive while a group is being written go together in the next one.
     *
     * @param queue the most commands that wait to be written; more are refused; 1 to 1,000,000
     * @param lanes how many groups are written at the same time; 1 to 64. SQLite writes one at a time whatever is set here
     * @param maxGroup the most commands in a group; 1 to 10,000; with 1 every command has a transaction of its own
     * @param patience how long a caller waits for its command to be written
     * @param rollUpInterval how often what came to fees and earnings, and what was used, is added up for those who read it
     * @param rootInterval how often a root over all chains is made, counted from 1970 on; a minute or more
     */
    public record LedgerSettings(
            int queue, int lanes, int maxGroup, Duration patience, Duration rollUpInterval, Duration rootInterval) {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public LedgerSettings {
            requireRange("queue", queue, 1_000_000);
            requireRange("lanes", lanes, 64);
            requireRange("maxGroup", maxGroup, 10_000);
            requirePositive("patience", patience);
            requirePositive("rollUpInterval", rollUpInterval);
            requirePositive("rootInterval", rootInterval);
            if (rootInterval.compareTo(Duration.ofMinutes(1)) < 0) {
                throw new IllegalArgumentException("rootInterval is " + rootInterval + ", less than a minute");
            }
        }
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range or contradicts another
     */
    public SoukConfig {
        Objects.requireNonNull(ledger, "ledger");
        Objects.requireNonNull(retry, "retry");
        Objects.requireNonNull(breaker, "breaker");
        Objects.requireNonNull(agentThreads, "agentThreads");
        if (publisherShareBasisPoints < 0 || publisherShareBasisPoints > 10_000) {
            throw new IllegalArgumentException(
                    "publisherShareBasisPoints is " + publisherShareBasisPoints + ", not 0 to 10,000");
        }
        if (workers < 1 || workers > 100_000 || workersPerAgent < 1 || workersPerAgent > workers) {
            throw new IllegalArgumentException(
                    workers + " workers, " + workersPerAgent + " for one agent, is out of range");
        }
        if (holdBackDays < 0 || holdBackDays > 365) {
            throw new IllegalArgumentException("holdBackDays is " + holdBackDays + ", not 0 to 365");
        }
        requireRange("maxInputBytes", maxInputBytes, 1L << 30);
        requireRange("maxOutputBytes", maxOutputBytes, 1L << 30);
        requireRange("maxAttachmentBytes", maxAttachmentBytes, 1L << 50);
        requireRange("fallbackCacheBytes", fallbackCacheBytes, 1L << 40);
        requirePositive("lease", lease);
        requirePositive("leaseGrace", leaseGrace);
        requirePositive("recoveryInterval", recoveryInterval);
        requirePositive("drainTimeout", drainTimeout);
        requirePositive("tenantCacheTime", tenantCacheTime);
        requirePositive("fallbackCacheTime", fallbackCacheTime);
        requirePositive("pluginTimeout", pluginTimeout);
    }

    private static void requireRange(String name, long value, long most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", not 1 to " + most);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is " + value + ", not positive and at most 30 days");
        }
    }

    /** The settings an engine has if nobody says otherwise. */
    public static SoukConfig defaults() {
        return builder().build();
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private int publisherShareBasisPoints = 8_000;
        private RetrySettings retry = new RetrySettings(3, Duration.ofMillis(100), Duration.ofSeconds(2), 0.25);
        private BreakerSettings breaker = new BreakerSettings(10, 20, Duration.ofSeconds(15), 2);
        private int workers = 256;
        private int workersPerAgent = 64;
        private AgentThreads agentThreads = AgentThreads.PLATFORM;
        private long maxInputBytes = 1 << 20;
        private long maxOutputBytes = 4 << 20;
        private long maxAttachmentBytes = 100_000_000;
        private LedgerSettings ledger =
                new LedgerSettings(10_000, 1, 512, Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofHours(1));
        private Duration lease = Duration.ofSeconds(30);
        private @Nullable EngineName engineNameOrNull;
        private Duration leaseGrace = Duration.ofSeconds(30);
        private Duration recoveryInterval = Duration.ofSeconds(10);
        private Duration drainTimeout = Duration.ofSeconds(30);
        private Duration tenantCacheTime = Duration.ofSeconds(2);
        private long fallbackCacheBytes = 64 << 20;
        private Duration fallbackCacheTime = Duration.ofHours(1);
        private int holdBackDays = 14;
        private Duration pluginTimeout = Duration.ofSeconds(30);

        private Builder() {}

        /** The publisher's share of an agent's price, in hundredths of a percent; 8,000 by default. */
        public Builder publisherShareBasisPoints(int basisPoints) {
            this.publisherShareBasisPoints = basisPoints;
            return this;
        }

        /** How a failed attempt is tried again; by default 3 attempts, 100 ms doubling to 2 s, spread by a quarter. */
        public Builder retry(RetrySettings retry) {
            this.retry = retry;
            return this;
        }

        /** When a failing agent is left alone; by default for 15 s after 10 of the last 20 attempts failed, until 2 succeed. */
        public Builder breaker(BreakerSettings breaker) {
            this.breaker = breaker;
            return this;
        }

        /**
         * How many agents run at the same time.
         *
         * @param workers in all; 256 by default
         * @param workersPerAgent for one version of one agent; 64 by default
         */
        public Builder workers(int workers, int workersPerAgent) {
            this.workers = workers;
            this.workersPerAgent = workersPerAgent;
            return this;
        }

        /** What kind of threads agents run on; platform threads by default. */
        public Builder agentThreads(AgentThreads agentThreads) {
            this.agentThreads = agentThreads;
            return this;
        }

        /** The largest input in bytes; 1 MiB by default. */
        public Builder maxInputBytes(long bytes) {
            this.maxInputBytes = bytes;
            return this;
        }

        /** The largest output in bytes; 4 MiB by default. */
        public Builder maxOutputBytes(long bytes) {
            this.maxOutputBytes = bytes;
            return this;
        }

        /** The largest sum of a call's attachments in bytes; 100 MB by default. */
        public Builder maxAttachmentBytes(long bytes) {
            this.maxAttachmentBytes = bytes;
            return this;
        }

        /**
         * How long a running call's reservation is held without being renewed; 30 s by default. It is renewed every third of that. When an
         * engine dies, what its calls hold is given back after so long; an engine that cannot reach its store for so long loses its calls.
         */
        public Builder lease(Duration lease) {
            this.lease = lease;
            return this;
        }

        /**
         * This engine's name among those that share its store, such as host and port; none by default. An engine that starts again under
         * its name ends at once what it left. No two that run at the same time have the same name.
         *
         * @param name 1 to 200 printable ASCII characters without blanks
         * @throws IllegalArgumentException if it has others
         */
        public Builder engineName(String name) {
            this.engineNameOrNull = new EngineName(name);
            return this;
        }

        /** How long after its deadline a call's permits are kept for it; 30 s by default. */
        public Builder leaseGrace(Duration leaseGrace) {
            this.leaseGrace = leaseGrace;
            return this;
        }

        /** How often reservations are looked for that nobody ended; every 10 s by default. */
        public Builder recoveryInterval(Duration recoveryInterval) {
            this.recoveryInterval = recoveryInterval;
            return this;
        }

        /** How long closing waits for running calls; 30 s by default. */
        public Builder drainTimeout(Duration drainTimeout) {
            this.drainTimeout = drainTimeout;
            return this;
        }

        /** How long a tenant's plan and budgets are believed without asking the store; 2 s by default. */
        public Builder tenantCacheTime(Duration tenantCacheTime) {
            this.tenantCacheTime = tenantCacheTime;
            return this;
        }

        /** How the ledger's commands are written; up to 10,000 waiting, in groups of up to 512, one group at a time. */
        public Builder ledger(LedgerSettings ledger) {
            this.ledger = ledger;
            return this;
        }

        /**
         * How many earlier replies are kept for agents that allow a fallback.
         *
         * @param bytes in all; 64 MiB by default
         * @param time how long each; an hour by default
         */
        public Builder fallbackCache(long bytes, Duration time) {
            this.fallbackCacheBytes = bytes;
            this.fallbackCacheTime = time;
            return this;
        }

        /**
         * For how many whole days what a publisher has earned is held back before it can be paid out; 14 by default. What was earned on
         * a day becomes payable when so many whole days, in UTC, have passed after it.
         */
        public Builder holdBackDays(int days) {
            this.holdBackDays = days;
            return this;
        }

        /** How long a plugin may take to start, and a plugin or an agent to close; 30 s by default. */
        public Builder pluginTimeout(Duration pluginTimeout) {
            this.pluginTimeout = pluginTimeout;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException if a value is out of its range or contradicts another
         */
        public SoukConfig build() {
            return new SoukConfig(
                    publisherShareBasisPoints,
                    retry,
                    breaker,
                    workers,
                    workersPerAgent,
                    agentThreads,
                    maxInputBytes,
                    maxOutputBytes,
                    maxAttachmentBytes,
                    ledger,
                    lease,
                    engineNameOrNull,
                    leaseGrace,
                    recoveryInterval,
                    drainTimeout,
                    tenantCacheTime,
                    fallbackCacheBytes,
                    fallbackCacheTime,
                    holdBackDays,
                    pluginTimeout);
        }
    }
}
