package dev.souk.engine.internal.admission;

import dev.souk.engine.call.Refusal;
import dev.souk.spi.store.Execution;

/** What admission comes to: {@link Admitted}, or one of these. */
public sealed interface AdmissionResult permits Admitted, AdmissionResult.Refused, AdmissionResult.Known {
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
}
