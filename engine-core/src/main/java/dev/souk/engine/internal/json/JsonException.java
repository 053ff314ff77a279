package dev.souk.engine.internal.json;

import org.jspecify.annotations.Nullable;

/** Something is not the JSON it should be. The message says what is wrong, without repeating the text. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JsonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
