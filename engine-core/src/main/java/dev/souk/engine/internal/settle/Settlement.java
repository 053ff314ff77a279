package dev.souk.engine.internal.settle;

import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.config.EngineThreads;
import dev.souk.engine.internal.admission.Admitted;
import dev.souk.engine.internal.invoke.Invoked;
import dev.souk.engine.internal.ledger.Ledger;
import dev.souk.engine.internal.ledger.LedgerCommand;
import dev.souk.engine.internal.ledger.LedgerOutcome;
import dev.souk.engine.internal.price.Quote;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.Fallback;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.event.MarketEventListener;
import dev.souk.spi.ledger.AccountId;
import dev.souk.spi.ledger.Leg;
import dev.souk.spi.ledger.TransferId;
import dev.souk.spi.ledger.TransferKind;
import dev.souk.spi.ledger.Unit;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionEnd;
import dev.souk.spi.store.ExecutionState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends an admitted call, exactly once: outcome, payment and reservation go into the ledger as one command, the permits go back, the
 * listeners are told.
 *
 * <p>If the store is away, the end is tried again for a few seconds. If it stays away, or if anything else goes wrong once the end was
 * handed to the ledger, the caller is told that the outcome is unknown; the reservation then expires by itself and nothing is charged,
 * unless the end was written after all, and then the execution says so. Only an end that the ledger refuses was certainly not written.
 *
 * <p>An end that comes late, when others have taken the call over, changes nothing for its caller. If the agent had answered, what the
 * call would have paid is the platform's cost.
 *
 * <p>An interrupt of the caller does not end the tries, and is there again afterwards.
 *
 * <p>Thread-safe; holds no state of its own.
 */
@Singleton
public final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");
    private static final int MAX_TRIES = 6;
    private static final Duration FIRST_DELAY = Duration.ofMillis(50);
    private static final Duration MAX_DELAY = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final EngineThreads threads;
    private final MarketEventListener listener;

    /** What a call pays, and what the caller is told of it. */
    private record Payment(List<Leg> legs, Credits charge) {
        static final Payment NONE = new Payment(List.of(), Credits.ZERO);
    }

    /**
     * A settlement over these parts.
     *
     * @param ledger where calls end
     * @param clock the time to record
     * @param ticker elapsed nanoseconds
     * @param threads how a caller waits for a store that is away
     * @param listener told of each end
     */
    @Inject
    public Settlement(
            Ledger ledger,
            InstantSource clock,
            LongSupplier ticker,
            EngineThreads threads,
            MarketEventListener listener) {
        this.ledger = ledger;
        this.clock = clock;
        this.ticker = ticker;
        this.threads = threads;
        this.listener = listener;
    }

    /**
     * Ends a call.
     *
     * @param call the admitted call
     * @param invoked what running it came to
     * @return what the caller is told, whatever happens
     */
    public CallResult settle(Admitted call, Invoked invoked) {
        LedgerCommand.End end = null;
        LedgerOutcome outcome;
        try {
            end = end(call, invoked);
            outcome = submit(end);
        } catch (RuntimeException | Error fault) {
            LOG.error("The end of {} could not be written", call.execution().id(), fault);
            return end == null || isRejected(fault) ? notWritten(call, invoked) : unknown(call, invoked);
        } finally {
            // Before the listeners are told: whoever hears that a call has ended may make the next one.
            call.permit().release();
        }
        try {
            return told(call, invoked, end, outcome);
        } catch (RuntimeException | Error fault) {
            LOG.error(
                    "The end of {} was written and could not be told",
                    call.execution().id(),
                    fault);
            return unknown(call, invoked);
        }
    }

    private CallResult told(Admitted call, Invoked invoked, LedgerCommand.End end, LedgerOutcome outcome) {
        if (outcome instanceof LedgerOutcome.Ended ended) {
            Events.ended(ended.execution()).ifPresent(listener::onEvent);
            return Answers.of(ended.execution(), invoked);
        }
        if (invoked instanceof Invoked.Answered) {
            try {
                recordLate(call, end);
            } catch (RuntimeException | Error fault) {
                LOG.error(
                        "{} was answered after it had been given up, and that the platform bears {} credits for it could not be"
                                + " recorded",
                        call.execution().id(),
                        end.end().charge(),
                        fault);
            }
        }
        return notHeld(call, invoked);
    }

    /**
     * An agent has answered, and its call had been given up: others had taken it over, and it will end as expired, if it has not already.
     * Its caller pays nothing. What the call would have paid is paid by the platform, once for each call.
     */
    private void recordLate(Admitted call, LedgerCommand.End end) {
        Execution execution = call.execution();
        AccountId payer = call.quote().balanceOf();
        Credits cost = end.end().charge();
        if (payer.unit() == Unit.CREDIT_MICROS && !end.payment().isEmpty()) {
            // Not from its budgets, which have got back what it held of them.
            List<Leg> legs = end.payment().stream()
                    .filter(leg -> leg.account().unit() == Unit.CREDIT_MICROS)
                    .map(leg -> leg.account().equals(payer) ? new Leg(AccountId.PLATFORM_COSTS, leg.amount()) : leg)
                    .toList();
            submit(new LedgerCommand.Move(new TransferId("late/" + execution.id()), TransferKind.LATE, "", legs));
        }
        LOG.warn(
                "{} of {} was answered after it had been given up; {} credits are the platform's cost",
                execution.id(),
                execution.agent(),
                cost);
        listener.onEvent(new MarketEvent.CallSettledLate(
                clock.instant(),
                execution.id(),
                execution.caller().tenant(),
                execution.agent(),
                execution.version(),
                cost));
    }

    /** Hands a command to the ledger, and again for a while if the store is away. An interrupt ends neither a try nor a wait. */
    private LedgerOutcome submit(LedgerCommand command) {
        boolean interrupted = false;
        long delay = FIRST_DELAY.toNanos();
        try {
            for (int tries = 1; ; ) {
                try {
                    return ledger.submit(command);
                } catch (SoukException fault) {
                    if (fault.code() == ErrorCode.CANCELLED) {
                        // It was interrupted before it was taken up. Cleared, or it would end the next wait too.
                        interrupted |= Thread.interrupted();
                        continue;
                    }
                    if (!isAway(fault.code()) || tries == MAX_TRIES) {
                        throw fault;
                    }
                }
                tries++;
                interrupted |= pause(delay);
                delay = Math.min(2 * delay, MAX_DELAY.toNanos());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits so long whatever happens, and says whether the caller was interrupted meanwhile. */
    private boolean pause(long nanos) {
        boolean interrupted = Thread.interrupted();
        long until = ticker.getAsLong() + nanos;
        threads.pause(nanos, () -> false);
        while (Thread.interrupted()) {
            interrupted = true;
            threads.pause(until - ticker.getAsLong(), () -> false);
        }
        return interrupted;
    }

    /** The ledger found no sense in the end, and so has written none. */
    private static boolean isRejected(Throwable fault) {
        return fault instanceof SoukException rejected && rejected.code() == ErrorCode.INTERNAL;
    }

    private static boolean isAway(ErrorCode code) {
        return code == ErrorCode.STORE_UNAVAILABLE || code == ErrorCode.STORE_OUTCOME_UNKNOWN;
    }

    private static Payment payment(Admitted call, Invoked invoked) {
        if (!(invoked instanceof Invoked.Answered answered)) {
            return Payment.NONE;
        }
        Quote quote = call.quote();
        if (!answered.fallback()) {
            return new Payment(quote.payment(answered.usage()), quote.charge(answered.usage()));
        }
        return call.entry().descriptor().fallback() == Fallback.LAST_GOOD_REPLY_AT_PRICE
                ? new Payment(quote.payment(ModelUsage.NONE), quote.charge(ModelUsage.NONE))
                : Payment.NONE;
    }

    private LedgerCommand.End end(Admitted call, Invoked invoked) {
        Payment payment = payment(call, invoked);
        return new LedgerCommand.End(
                call.execution().id(),
                call.execution().reservation(),
                executionEnd(call, invoked, payment),
                payment.legs(),
                call.quote().balanceOf());
    }

    private ExecutionEnd executionEnd(Admitted call, Invoked invoked, Payment payment) {
        Duration duration = Duration.ofNanos(Math.max(0, ticker.getAsLong() - call.startNanos()));
        if (invoked instanceof Invoked.Answered answered) {
            return new ExecutionEnd(
                    ExecutionState.SUCCEEDED,
                    clock.instant(),
                    null,
                    "",
                    answered.output().text(),
                    answered.usage(),
                    duration,
                    answered.attempts(),
                    answered.fallback(),
                    payment.charge(),
                    0);
        }
        Invoked.Failed failed = (Invoked.Failed) invoked;
        return new ExecutionEnd(
                ExecutionState.FAILED,
                clock.instant(),
                failed.code(),
                printable(failed.message()),
                null,
                failed.usage(),
                duration,
                failed.attempts(),
                false,
                Credits.ZERO,
                0);
    }

    /** What an agent says can be long, and can hold characters that no store keeps. */
    private static String printable(String message) {
        String line = CONTROL.matcher(message).replaceAll(" ");
        return line.length() <= ExecutionEnd.MAX_MESSAGE ? line : line.substring(0, ExecutionEnd.MAX_MESSAGE - 1) + "…";
    }

    private static Failure notHeld(Admitted call, Invoked invoked) {
        return new Failure(
                call.execution().id(),
                ErrorCode.RESERVATION_EXPIRED,
                "the call was given up because its lease was not renewed in time; nothing was charged",
                invoked.attempts(),
                null,
                false);
    }

    private static Failure notWritten(Admitted call, Invoked invoked) {
        return new Failure(
                call.execution().id(),
                ErrorCode.INTERNAL,
                "a fault in the engine; nothing was charged, and what is reserved is given back when its time is over",
                invoked.attempts(),
                null,
                false);
    }

    private static Failure unknown(Admitted call, Invoked invoked) {
        return new Failure(
                call.execution().id(),
                ErrorCode.STORE_OUTCOME_UNKNOWN,
                "the end of the call could not be written; ask for the execution later to see whether it was charged",
                invoked.attempts(),
                null,
                false);
    }
}
