package dev.souk.engine;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Refusal;
import dev.souk.engine.internal.admission.Admission;
import dev.souk.engine.internal.admission.AdmissionResult;
import dev.souk.engine.internal.admission.Admitted;
import dev.souk.engine.internal.invoke.Invocation;
import dev.souk.engine.internal.invoke.Invoked;
import dev.souk.engine.internal.settle.Answers;
import dev.souk.engine.internal.settle.Settlement;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.ModelUsage;
import dev.souk.spi.event.MarketEvent;
import dev.souk.spi.event.MarketEventListener;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a call: admission, invocation, settlement. Once a call is admitted, settlement follows, whatever happens in between.
 *
 * <p>Thread-safe; holds no state of its own.
 */
@Singleton
final class CallPath {
    private static final Logger LOG = LoggerFactory.getLogger(CallPath.class);
    private static final Duration STORE_RETRY = Duration.ofSeconds(2);

    private final Admission admission;
    private final Invocation invocation;
    private final Settlement settlement;
    private final InstantSource clock;
    private final MarketEventListener listener;

    @Inject
    CallPath(
            Admission admission,
            Invocation invocation,
            Settlement settlement,
            InstantSource clock,
            MarketEventListener listener) {
        this.admission = admission;
        this.invocation = invocation;
        this.settlement = settlement;
        this.clock = clock;
        this.listener = listener;
    }

    CallResult walk(Call call) {
        AdmissionResult result;
        try {
            result = admission.admit(call);
        } catch (SoukException fault) {
            LOG.warn("A call to {} could not be admitted: {}", call.agent(), fault.getMessage());
            return new Failure(
                    null,
                    fault.code(),
                    String.valueOf(fault.getMessage()),
                    0,
                    fault.retryable() ? STORE_RETRY : null,
                    false);
        } catch (RuntimeException | Error fault) {
            // Errors too: an input can be too much for the memory or the stack, and a call has a result all the same.
            LOG.error("A call to {} could not be admitted", call.agent(), fault);
            return new Failure(null, ErrorCode.INTERNAL, "a fault in the engine; nothing was charged", 0, null, false);
        }
        if (result instanceof AdmissionResult.Refused refused) {
            return refuse(call, refused.refusal());
        }
        if (result instanceof AdmissionResult.Known known) {
            return Answers.again(known.execution());
        }
        if (result instanceof AdmissionResult.Lost lost) {
            LOG.warn(
                    "{} was admitted, and lost before that was known",
                    lost.execution().id());
            return new Failure(
                    lost.execution().id(),
                    ErrorCode.RESERVATION_EXPIRED,
                    "the call was given up before its agent was called, because the store did not answer within its lease; nothing was"
                            + " charged",
                    0,
                    null,
                    false);
        }
        if (result instanceof AdmissionResult.Unknown unknown) {
            LOG.warn(
                    "Nobody knows whether {} was admitted: {}",
                    unknown.execution().id(),
                    unknown.message());
            return new Failure(
                    unknown.execution().id(),
                    ErrorCode.STORE_OUTCOME_UNKNOWN,
                    unknown.message(),
                    0,
                    STORE_RETRY,
                    false);
        }
        return run((Admitted) result);
    }

    CallResult refuse(Call call, Refusal refusal) {
        listener.onEvent(
                new MarketEvent.CallRefused(clock.instant(), call.caller().tenant(), call.agent(), refusal.code()));
        return refusal;
    }

    private CallResult run(Admitted admitted) {
        Invoked invoked = invoke(admitted);
        admitted.lease().ending();
        // An interrupt of the caller must not keep the store from writing the end.
        boolean interrupted = Thread.interrupted();
        try {
            return settlement.settle(admitted, invoked);
        } finally {
            admitted.lease().release();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Invoked invoke(Admitted admitted) {
        try {
            return invocation.invoke(admitted);
        } catch (Throwable fault) {
            LOG.error("{} could not be run", admitted.execution().id(), fault);
            return new Invoked.Failed(
                    ErrorCode.INTERNAL, "a fault in the engine; nothing was charged", "", ModelUsage.NONE, 0, null);
        }
    }
}
