package dev.souk.http.internal.wire;

import dev.souk.spi.Credits;

/**
 * An amount, exact for programs and readable for people.
 *
 * @param micros millionths of a credit
 * @param credits the same as a decimal string
 */
public record Money(long micros, String credits) {
    /** This amount. */
    public static Money of(Credits amount) {
        return new Money(amount.micros(), amount.toString());
    }

    /** This amount. */
    public static Money ofMicros(long micros) {
        return of(Credits.ofMicros(micros));
    }
}
