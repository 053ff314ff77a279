package dev.souk.spi;

/**
 * Who has to act when something went wrong. Each {@link ErrorCode} belongs to exactly one of these.
 *
 * @since 0.1
 */
public enum Blame {
    /** The caller: the same call, repeated unchanged, fails again until the caller or its account changes. */
    CALLER,

    /** The agent or what it depends on, such as a model provider. */
    AGENT,

    /** Nobody did wrong, but there is no room now: limits, breakers, shutdown. */
    CAPACITY,

    /** The engine, its store or its settings; an operator has to look. */
    ENGINE
}
