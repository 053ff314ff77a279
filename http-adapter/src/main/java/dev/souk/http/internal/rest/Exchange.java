package dev.souk.http.internal.rest;

import dev.souk.http.internal.body.ExecuteBody;
import dev.souk.http.internal.body.RequestBody;
import dev.souk.http.internal.json.Fields;
import dev.souk.http.internal.json.Json;
import dev.souk.http.internal.problem.Problem;
import dev.souk.http.internal.problem.ProblemException;
import dev.souk.http.internal.wire.Headers;
import dev.souk.spi.Credits;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.caller.ApiKeyId;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.caller.DeviceId;
import dev.souk.spi.caller.TenantId;
import dev.souk.spi.store.ApiKey;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request, with who sent it. Not thread-safe. */
final class Exchange {
    /** The largest page. */
    static final int MAX_SIZE = 100;

    private static final int SIZE = 20;
    private static final int MAX_SHOWN = 100;

    private final Context context;
    private final Map<String, String> values;
    private final @Nullable ApiKey key;
    private final RequestBody body;

    Exchange(Context context, Map<String, String> values, @Nullable ApiKey key, RequestBody body) {
        this.context = context;
        this.values = values;
        this.key = key;
        this.body = body;
    }

    /** The key that was shown. */
    ApiKey key() {
        if (key == null) {
            throw new IllegalStateException("this route is open; nobody is known here");
        }
        return key;
    }

    /** Its public name. */
    ApiKeyId keyId() {
        return new ApiKeyId(key().id());
    }

    TenantId tenant() {
        return key().tenant();
    }

    /** Who calls, on the device that the request names. */
    Caller caller() {
        return new Caller(
                tenant(), key().user(), header(Headers.DEVICE, DeviceId::new).orElse(null));
    }

    RequestBody body() {
        return body;
    }

    String contentType() {
        return Optional.ofNullable(context.header("Content-Type")).orElse("");
    }

    /** The fields of the body, which is a JSON object. */
    Fields fields(int maxBodyBytes) {
        return new Fields(ExecuteBody.readJson(contentType(), body, maxBodyBytes));
    }

    /** The fields of the body, which is a JSON object or is not there at all. */
    Fields optionalFields(int maxBodyBytes) {
        return contentType().isEmpty() && body.text(maxBodyBytes).isEmpty()
                ? new Fields(Json.object("{}", "no body"))
                : fields(maxBodyBytes);
    }

    /** The amount of credits that a body names; null if it names none. */
    @Nullable
    Credits credits(Fields fields) {
        return fields.optionalString("credits").map(Amounts::credits).orElse(null);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name));
    }

    /** A header as something that its constructor may refuse. */
    <T> Optional<T> header(String name, Function<String, T> reader) {
        return header(name).map(text -> parse("header", name, text, reader));
    }

    /**
     * Sees to it that the query can be read and has no other parameters than these.
     *
     * @throws ProblemException if it cannot, or has another, which would be ignored else, such as one that is misspelt
     */
    void requireParameters(List<String> known) {
        try {
            decoded(Optional.ofNullable(context.queryString()).orElse(""));
        } catch (IllegalArgumentException broken) {
            throw new ProblemException(
                    ErrorCode.MALFORMED_REQUEST, "the query cannot be decoded: " + broken.getMessage());
        }
        for (String name : context.queryParamMap().keySet()) {
            if (!known.contains(name)) {
                String shown = name.length() <= MAX_SHOWN ? name : name.substring(0, MAX_SHOWN) + "…";
                throw new ProblemException(Problem.of(
                                ErrorCode.MALFORMED_REQUEST,
                                "parameter " + shown + ": no such parameter here; "
                                        + (known.isEmpty() ? "there are none" : "there are " + known))
                        .with("parameter", shown)
                        .with("parameters", known));
            }
        }
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(context.queryParam(name));
    }

    /** A query parameter as something that its constructor may refuse. */
    <T> Optional<T> query(String name, Function<String, T> reader) {
        return query(name).map(text -> parse("parameter", name, text, reader));
    }

    /** How many items the client wants on a page. */
    int size() {
        return query("size", text -> number(text, 1, MAX_SIZE))
                .map(Long::intValue)
                .orElse(SIZE);
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException if it is not one, or out of its range
     */
    static long number(String text, long least, long most) {
        if (!text.matches("[0-9]{1,19}")) {
            throw new IllegalArgumentException("not a whole number from " + least + " to " + most);
        }
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException tooLarge) {
            number = Long.MAX_VALUE;
        }
        if (number < least || number > most) {
            throw new IllegalArgumentException("not a whole number from " + least + " to " + most);
        }
        return number;
    }

    private static <T> T parse(String kind, String name, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException refused) {
            throw new ProblemException(
                    Problem.of(ErrorCode.MALFORMED_REQUEST, kind + " " + name + ": " + refused.getMessage())
                            .with(kind, name));
        }
    }

    /**
     * A segment of the path as something that its constructor may refuse.
     *
     * @param name the name of the segment
     * @param code what is not there if it refuses
     * @param reader the constructor
     */
    <T> T path(String name, ErrorCode code, Function<String, T> reader) {
        try {
            return reader.apply(decoded(values.getOrDefault(name, "")));
        } catch (IllegalArgumentException refused) {
            throw new ProblemException(code, String.valueOf(refused.getMessage()));
        }
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
