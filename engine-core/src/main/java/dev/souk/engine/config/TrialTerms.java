package dev.souk.engine.config;

/**
 * What a user can try without a plan.
 *
 * @param calls how many calls for each user and each device, over all agents; 0 to 1,000,000, where 0 means that there is no trial
 * @param callsInFlight how many of them at the same time; 1 to 1,000,000
 * @since 0.1
 */
public record TrialTerms(long calls, long callsInFlight) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public TrialTerms {
        if (calls < 0 || calls > 1_000_000 || callsInFlight < 1 || callsInFlight > 1_000_000) {
            throw new IllegalArgumentException(
                    "a trial of " + calls + " calls, " + callsInFlight + " at the same time, is out of range");
        }
    }
}
