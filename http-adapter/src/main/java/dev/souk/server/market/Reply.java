package dev.souk.server.market;

import dev.souk.server.text.Json;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered: a status and a JSON object, which is a problem as RFC 9457 has it unless the status is 2xx.
 *
 * @param status the HTTP status
 * @param replayed whether it is the first answer given again
 * @param body the object
 */
record Reply(int status, boolean replayed, Fields body) {
    /**
     * The members of a JSON object, read as what they must be.
     *
     * @param values the members
     */
    record Fields(Map<String, Object> values) {
        String text(String name) {
            Object value = values.get(name);
            return value == null ? "" : value.toString();
        }

        @Nullable
        String textOrNull(String name) {
            return values.get(name) == null ? null : text(name);
        }

        boolean flag(String name) {
            return Boolean.TRUE.equals(values.get(name));
        }

        long number(String name) {
            return values.get(name) instanceof Number number ? new BigDecimal(number.toString()).longValue() : 0;
        }

        boolean has(String name) {
            return values.get(name) != null;
        }

        Fields object(String name) {
            return new Fields(map(values.get(name)));
        }

        List<Fields> objects(String name) {
            return values.get(name) instanceof List<?> list
                    ? list.stream().map(item -> new Fields(map(item))).toList()
                    : List.of();
        }

        List<String> texts(String name) {
            return values.get(name) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        }

        @SuppressWarnings("unchecked") // the keys of a JSON object are strings
        private static Map<String, Object> map(@Nullable Object value) {
            return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
        }
    }

    static Reply of(int status, boolean replayed, String text) {
        if (text.isBlank() && status / 100 == 2) {
            return new Reply(status, replayed, new Fields(Map.of()));
        }
        try {
            return new Reply(status, replayed, new Fields(Json.object(text)));
        } catch (IllegalArgumentException notJson) {
            throw new SoukException(
                    ErrorCode.INTERNAL,
                    "the server answered " + status + " and no JSON; is it a Souk server, or something before it?",
                    notJson);
        }
    }

    boolean isFine() {
        return status / 100 == 2;
    }

    /** What the problem is called; an unknown name is taken by its status. */
    ErrorCode code() {
        try {
            return ErrorCode.ofId(body.text("code"));
        } catch (IllegalArgumentException unknown) {
            return status / 100 == 4 ? ErrorCode.MALFORMED_REQUEST : ErrorCode.INTERNAL;
        }
    }

    /** This reply if it is fine. */
    Reply orThrow() {
        if (isFine()) {
            return this;
        }
        throw new SoukException(code(), code().id() + ": " + body.text("detail"));
    }
}
