package dev.souk.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The root of every fault that Souk throws. What a caller must expect in daily business is never thrown but returned as a
 * value; this is for what should not happen.
 *
 * <p>The message names what was wrong, with the offending value, and what to do. It never holds a secret or the content of
 * an input.
 *
 * @since 0.1
 */
public class SoukException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * A fault without a cause of its own.
     *
     * @param code what kind of fault
     * @param message what was wrong and what to do
     */
    public SoukException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * A fault with the exception that led to it.
     *
     * @param code what kind of fault
     * @param message what was wrong and what to do
     * @param cause what led to it, or null
     */
    public SoukException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** What kind of fault this is. */
    public ErrorCode code() {
        return code;
    }

    /** Whether the same request may succeed later without anybody changing anything. */
    public boolean retryable() {
        return code.retryable();
    }
}
