package dev.souk.http.internal.wire;

import dev.souk.engine.call.Balance;
import dev.souk.engine.call.Deposit;
import dev.souk.spi.ledger.StatementLine;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has.
 *
 * @param tenant who
 * @param posted everything that was paid in and not paid out
 * @param held what running calls have set aside of it
 * @param available the rest
 * @param trial what is left of the caller's trial; null on a plan
 */
public record CreditsJson(
        String tenant,
        Money posted,
        Money held,
        Money available,
        @Nullable TrialJson trial) {
    /** This balance. */
    public static CreditsJson of(String tenant, Balance balance, @Nullable TrialJson trial) {
        return new CreditsJson(
                tenant, Money.of(balance.posted()), Money.of(balance.held()), Money.of(balance.available()), trial);
    }

    /**
     * One line of a statement.
     *
     * @param sequence its number, from 1 without gaps
     * @param at when
     * @param kind {@code deposit}, {@code grant}, {@code call} or {@code refund}
     * @param amount what came in, or negative what went out
     * @param balance what was posted with it
     * @param transfer the transfer it belongs to
     * @param executionId the call it belongs to, if any
     * @param memo a line for people
     */
    public record Line(
            long sequence,
            Instant at,
            String kind,
            Money amount,
            Money balance,
            String transfer,
            @Nullable String executionId,
            String memo) {
        /** This line. */
        public static Line of(StatementLine line) {
            return new Line(
                    line.posting().sequence(),
                    line.at(),
                    line.kind().name().toLowerCase(Locale.ROOT),
                    Money.ofMicros(line.posting().amount()),
                    Money.ofMicros(line.posting().balance()),
                    line.transfer().value(),
                    line.executionOrNull() == null
                            ? null
                            : line.executionOrNull().value(),
                    line.memo());
        }
    }

    /**
     * Credits that were given.
     *
     * @param tenant whom
     * @param transfer under which they are in the journal
     * @param amount how much
     * @param balance what the tenant has available now
     */
    public record Granted(String tenant, String transfer, Money amount, Money balance) {
        /** This grant. */
        public static Granted of(String tenant, Deposit deposit) {
            return new Granted(
                    tenant,
                    deposit.transfer().value(),
                    Money.of(deposit.amount()),
                    Money.of(deposit.balance().available()));
        }
    }
}
