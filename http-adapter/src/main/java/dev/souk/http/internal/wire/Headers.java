package dev.souk.http.internal.wire;

/** The headers by which a client says more of a call than its body does, and those that answers have of their own. */
public final class Headers {
    /** On which device a trial call is made. */
    public static final String DEVICE = "Souk-Device";
    /** How many seconds a call may take at most. */
    public static final String TIMEOUT = "Souk-Timeout";
    /** Names a call or a payment, so that asking again does nothing more. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    /** Stands at an answer that was given before. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private Headers() {}
}
