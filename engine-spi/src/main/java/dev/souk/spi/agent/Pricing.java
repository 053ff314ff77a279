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
 * @param perCall for each call that succeeds; 0 to 1,000,000 credits
 * @param perThousandModelTokens for each 1,000 model tokens, input and output together; 0 to 1,000,000 credits
 * @param maxModelTokens the most model tokens that are charged for one call; positive if they have a price, else zero
 * @since 0.1
 */
public record Pricing(Credits perCall, Credits perThousandModelTokens, long maxModelTokens) {
    private static final long MOST_MODEL_TOKENS = 1_000_000_000L;
    /** With this, what a call costs always fits a {@code long} of micros. */
    private static final Credits HIGHEST = Credits.ofMicros(1_000_000 * Credits.MICROS_PER_CREDIT);

    private static final Pricing FREE = new Pricing(Credits.ZERO, Credits.ZERO, 0);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a price is out of its range, or if tokens have a price and no maximum or the other way round
     */
    public Pricing {
        Objects.requireNonNull(perCall, "perCall");
        Objects.requireNonNull(perThousandModelTokens, "perThousandModelTokens");
        if (isOutOfRange(perCall) || isOutOfRange(perThousandModelTokens)) {
            throw new IllegalArgumentException("a price is 0 to " + HIGHEST + " credits, not " + perCall
                    + " per call and " + perThousandModelTokens + " per 1,000 model tokens");
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

    private static boolean isOutOfRange(Credits price) {
        return price.micros() < 0 || price.compareTo(HIGHEST) > 0;
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
     */
    public Credits of(ModelUsage usage) {
        // Each count is capped before they are added, so that no agent can report an amount that cannot be added up.
        long tokens = Math.min(
                maxModelTokens,
                Math.min(maxModelTokens, usage.inputModelTokens())
                        + Math.min(maxModelTokens, usage.outputModelTokens()));
        long price = perThousandModelTokens.micros();
        long forTokens = tokens / 1_000 * price + tokens % 1_000 * price / 1_000;
        return perCall.plus(Credits.ofMicros(forTokens));
    }

    /** The most one call can be charged. */
    public Credits atMost() {
        return of(new ModelUsage(maxModelTokens, 0));
    }
}
