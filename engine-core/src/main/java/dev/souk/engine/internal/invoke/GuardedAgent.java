package dev.souk.engine.internal.invoke;

/**
 * An agent version with what the engine keeps for it from call to call.
 *
 * @param agent checks its own replies
 * @param breaker leaves it alone when it fails
 */
record GuardedAgent(CheckedAgent agent, Breaker breaker) {}
