package dev.souk.spi.agent;

/**
 * How many model tokens were read and written, as the model's provider counts them.
 *
 * @param inputModelTokens what the model read; not negative
 * @param outputModelTokens what the model wrote; not negative
 * @since 0.1
 */
public record ModelUsage(long inputModelTokens, long outputModelTokens) {
    /** No model was used. */
    public static final ModelUsage NONE = new ModelUsage(0, 0);

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if a count is negative
     */
    public ModelUsage {
        if (inputModelTokens < 0 || outputModelTokens < 0) {
            throw new IllegalArgumentException(
                    "model tokens cannot be negative: input " + inputModelTokens + ", output " + outputModelTokens);
        }
    }

    /** Both counts together. */
    public long totalModelTokens() {
        return Math.addExact(inputModelTokens, outputModelTokens);
    }

    /**
     * This and the other together.
     *
     * @throws ArithmeticException if a sum does not fit a {@code long}
     */
    public ModelUsage plus(ModelUsage other) {
        return new ModelUsage(
                Math.addExact(inputModelTokens, other.inputModelTokens),
                Math.addExact(outputModelTokens, other.outputModelTokens));
    }
}
