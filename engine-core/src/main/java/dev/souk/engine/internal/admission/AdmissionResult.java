package dev.souk.engine.internal.admission;

import dev.souk.engine.call.Refusal;
import dev.souk.spi.store.Execution;

/** What admission comes to: {@link Admitted}, or one of these. */
public sealed interface AdmissionResult
        permits Admitted,
                AdmissionResult.Refused,
                AdmissionResult.Known,
                AdmissionResult.Lost,
                AdmissionResult.Unknown {
    /**
     * The call is refused.
     *
     * @param refusal why
     */
    record Refused(Refusal refusal) implements AdmissionResult {}

    /**
     * The same call was made before and has ended.
     *
     * @param execution how
     */
    record Known(Execution execution) implements AdmissionResult {}

    /**
     * The call was admitted, and is in other hands already: the reply was lost, and when it was found out the lease had ended. Its agent is
     * not called, and it ends as expired.
     *
     * @param execution as it was found
     */
    record Lost(Execution execution) implements AdmissionResult {}

    /**
     * Nobody can tell for now whether the call was admitted; its agent is not called. If there is an execution, its reservation is
     * given back when it expires.
     *
     * @param execution what was to be written
     * @param message what is known, for people
     */
    record Unknown(Execution execution, String message) implements AdmissionResult {}
}
