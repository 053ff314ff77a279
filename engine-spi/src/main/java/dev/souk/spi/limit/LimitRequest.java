package dev.souk.spi.limit;

import java.util.Objects;

/**
 * One permit wanted from one limit of one holder. Holder, the limit's name and its kind (a window, or in flight) together say
 * which counter is meant; two requests with the same of all three share it.
 *
 * @param holder whose limit it is, such as {@code tenant/acme}; 1 to 512 characters
 * @param limit how much is allowed
 * @since 0.1
 */
public record LimitRequest(String holder, Limit limit) {
    /** The longest holder there may be, in characters. */
    public static final int MAX_HOLDER = 512;

    /**
     * Checks the holder.
     *
     * @throws IllegalArgumentException if the holder is empty or too long
     */
    public LimitRequest {
        Objects.requireNonNull(limit, "limit");
        if (holder.isBlank() || holder.length() > MAX_HOLDER) {
            throw new IllegalArgumentException(
                    "a limit's holder has 1 to " + MAX_HOLDER + " characters, this one has " + holder.length());
        }
    }
}
