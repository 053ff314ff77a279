package dev.souk.spi.agent;

import dev.souk.spi.Credits;
import java.util.Objects;

/**
 * What an agent asks for a call, on top of the plan's price. Its publisher gets a share of this, the platform the rest. An
 * agent that asks nothing says so with {@link #free()}; an agent that says nothing cannot be called.
 *
 * <p>An agent that charges by model tokens names the most a call may use. That much is reserved before the call; what is used
 * beyond it is not charged.
 *
 * @param perCall for each call that succeeds; not negative
 * @param perThousandModelTokens for each 1,000 model tokens, input and output together; not negative
 * @param maxModelTokens the most model tokens that are charged for one call; positive if they have a price, else zero
 * @since 0.1
 */
public record Pricing(Credits perCall, Credits perThousandModelTokens, long maxModelTokens) {
    private static final Pricing FREE = new Pricing(Credits.ZERO, Credits.ZERO, 0);
    private static final long MOST_MODEL_TOKENS = 1_000_000_000L;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a price is negative, or if tokens have a price and no maximum or the other way round
     */
    public Pricing {
        Objects.requireNonNull(perCall, "perCall");
        Objects.requireNonNull(perThousandModelTokens, "perThousandModelTokens");
        if (perCall.micros() < 0 || perThousandModelTokens.micros() < 0) {
            throw new IllegalArgumentException("a price cannot be negative: " + perCall + " per call, "
                    + perThousandModelTokens + " per 1,000 tokens");
        }
        if (maxModelTokens < 0 || maxModelTokens > MOST_MODEL_TOKENS) {
            throw new IllegalArgumentException(
                    "maxModelTokens " + maxModelTokens + " is not between 0 and " + MOST_MODEL_TOKENS);
        }
        if (perThousandModelTokens.isPositive() != (maxModelTokens > 0)) {
            throw new IllegalArgumentException(
                    "a price per 1,000 model tokens and a maximum of model tokens go together: price "
                            + perThousandModelTokens + ", maximum " + maxModelTokens);
        }
    }

    /** Asks nothing. */
    public static Pricing free() {
        return FREE;
    }

    /**
     * Asks for each call.
     *
     * @param credits a plain decimal, such as {@code "0.01"}
     */
    public static Pricing perCall(String credits) {
        return new Pricing(Credits.parse(credits), Credits.ZERO, 0);
    }

    /**
     * Asks for model tokens.
     *
     * @param credits for each 1,000 of them, a plain decimal
     * @param maxModelTokens the most that are charged for one call; positive
     */
    public static Pricing perThousandModelTokens(String credits, long maxModelTokens) {
        return new Pricing(Credits.ZERO, Credits.parse(credits), maxModelTokens);
    }

    /**
     * Asks for model tokens as well.
     *
     * @param credits for each 1,000 of them, a plain decimal
     * @param maxModelTokens the most that are charged for one call; positive
     */
    public Pricing andPerThousandModelTokens(String credits, long maxModelTokens) {
        return new Pricing(perCall, Credits.parse(credits), maxModelTokens);
    }

    /** Whether nothing is asked. */
    public boolean isFree() {
        return perCall.isZero() && perThousandModelTokens.isZero();
    }

    /**
     * What a call that used this much is charged: the price per call, and the price of its model tokens up to the maximum,
     * rounded down to the micro.
     *
     * @throws ArithmeticException if the amount does not fit a {@code long} of micros
     */
    public Credits of(ModelUsage usage) {
        long tokens = Math.min(usage.totalModelTokens(), maxModelTokens);
        long forTokens = Math.multiplyExact(tokens, perThousandModelTokens.micros()) / 1_000;
        return perCall.plus(Credits.ofMicros(forTokens));
    }

    /** The most one call can be charged. */
    public Credits atMost() {
        return of(new ModelUsage(maxModelTokens, 0));
    }
}
