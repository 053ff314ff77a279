package dev.souk.http.internal.wire;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as seconds. */
public final class Seconds {
    private Seconds() {}

    /** So many seconds, rounded up. */
    public static long roundedUp(Duration time) {
        return time.getSeconds() + (time.getNano() > 0 ? 1 : 0);
    }

    /** So many seconds, exactly, without trailing zeros and without an exponent. */
    public static BigDecimal exactly(Duration time) {
        BigDecimal exact = BigDecimal.valueOf(time.getSeconds())
                .add(BigDecimal.valueOf(time.getNano(), 9))
                .stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}
