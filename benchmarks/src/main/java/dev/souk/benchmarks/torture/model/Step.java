package dev.souk.benchmarks.torture.model;

import dev.souk.spi.budget.BudgetPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * One command of a history. Everything is named by small numbers, of which the first is the simplest, so that a history that fails
 * shrinks to one that is easy to read. Every step makes sense at every moment: one that has nothing to work on does nothing.
 */
sealed interface Step {
    /**
     * A payment or a grant.
     *
     * @param tenant an index; the last one is nobody's
     * @param micros any amount, also one that is refused
     * @param reference which of a few names, or -1 for none
     * @param grant whether it is a grant
     */
    record Credit(int tenant, long micros, int reference, boolean grant) implements Step {}

    /**
     * A call comes in. If it is admitted, its agent works until an {@link Answer}.
     *
     * @param tenant an index; the last one is nobody's
     * @param user one of its users
     * @param apiKey with which of its API keys, or -1 for none
     * @param agent one of the agents
     * @param device a device, shared by all tenants; or -1 for none
     * @param key which of a few idempotency keys, or -1 for none
     * @param input which of two inputs
     */
    record Ask(int tenant, int user, int apiKey, int agent, int device, int key, int input) implements Step {}

    /**
     * An agent that works is done.
     *
     * @param pick which of those that work
     * @param modelTokens what it used, also more than is charged for
     * @param fails whether it fails
     */
    record Answer(int pick, int modelTokens, boolean fails) implements Step {}

    /**
     * Time goes by.
     *
     * @param span how much
     * @param recovered whether another engine gives back then what nobody has renewed
     * @param swept whether the engine's hourly work is done then
     */
    record Pass(Span span, boolean recovered, boolean swept) implements Step {}

    /**
     * A tenant changes its plan, while calls on the old one may still run.
     *
     * @param tenant an index; the last one is nobody's
     * @param plan an index of {@link World#PLANS}
     */
    record Change(int tenant, int plan) implements Step {}

    /**
     * A budget is set.
     *
     * @param budget which
     * @param micros any amount, also one that is refused
     */
    record SetBudget(WhichBudget budget, long micros) implements Step {}

    /**
     * A budget is taken away.
     *
     * @param budget which
     */
    record RemoveBudget(WhichBudget budget) implements Step {}

    /**
     * A call is refunded.
     *
     * @param pick which of all that were admitted
     * @param all whether all that is left is given back
     * @param micros how much otherwise, also what is refused
     * @param reference which of a few names, or -1 for none
     */
    record Refund(int pick, boolean all, long micros, int reference) implements Step {}

    /**
     * A payout is requested.
     *
     * @param publisher an index of {@link World#PUBLISHERS}
     * @param all whether it is of all that is payable
     * @param micros how much otherwise, also what is refused
     * @param payout which of a few names
     * @param person an index of {@link World#PERSONS}
     */
    record RequestPayout(int publisher, boolean all, long micros, int payout, int person) implements Step {}

    /**
     * A payout is decided.
     *
     * @param pick which of those that were requested; if there are none, one that nobody requested
     * @param approved whether it is approved
     * @param person an index of {@link World#PERSONS}
     */
    record DecidePayout(int pick, boolean approved, int person) implements Step {}

    /** The history ends: every budget that was ever set goes, with all that is left of it, so that the next history finds none. */
    record Finish() implements Step {}

    /**
     * Which budget.
     *
     * @param tenant an index; the last one is nobody's
     * @param holder an index of {@link World#HOLDERS}
     * @param period how often it renews
     */
    record WhichBudget(int tenant, int holder, BudgetPeriod period) {}

    /** How much time goes by. */
    enum Span {
        SECOND,
        HALF_A_DAY,
        /** Less than a lease, and two of them more. */
        MOST_OF_A_LEASE,
        LEASE,
        /** To the last microsecond of the day. */
        BEFORE_MIDNIGHT,
        TO_MIDNIGHT,
        /** To the first midnight of a month. */
        TO_NEXT_MONTH;

        Duration from(Instant now) {
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            return switch (this) {
                case SECOND -> Duration.ofSeconds(1);
                case HALF_A_DAY -> Duration.ofHours(14);
                case MOST_OF_A_LEASE -> Duration.ofHours(42);
                case LEASE -> World.LEASE;
                case BEFORE_MIDNIGHT -> until(today.plusDays(1), now).minusNanos(1_000);
                case TO_MIDNIGHT -> until(today.plusDays(1), now);
                case TO_NEXT_MONTH -> until(today.withDayOfMonth(1).plusMonths(1), now);
            };
        }

        private static Duration until(LocalDate day, Instant now) {
            return Duration.between(now, day.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
    }
}
