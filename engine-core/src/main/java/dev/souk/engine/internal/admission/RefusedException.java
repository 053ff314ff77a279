package dev.souk.engine.internal.admission;

import dev.souk.engine.call.Refusal;

/** Leaves admission from wherever a check says no. Carries no stack trace, because a refusal is daily business. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
