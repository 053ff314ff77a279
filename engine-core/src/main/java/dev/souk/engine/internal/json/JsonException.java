package dev.souk.engine.internal.json;

import org.jspecify.annotations.Nullable;

/** Something is not the JSON it should be. The message says what is wrong, without repeating the text. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    JsonException(String message, @Nullable Throwable cause) {
        this("", message, cause);
    }

    JsonException(String pointer, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.pointer = pointer;
    }

    /** Where, as an RFC 6901 JSON pointer; empty for the whole, or if it is not known. */
    public String pointer() {
        return pointer;
    }
}
