package dev.souk.http.internal.rest;

import dev.souk.http.internal.json.Json;
import dev.souk.http.internal.problem.Problem;
import dev.souk.http.internal.wire.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes back to the client: a status, headers, and a body or none. A body may be written as it is read. Immutable. */
final class Answer {
    static final Answer NO_CONTENT = new Answer(204, "", new byte[0], Map.of());

    private final int status;
    private final String mediaType;
    private final byte[] body;
    private final @Nullable Stream stream;
    private final Map<String, String> headers;

    /** Writes a body. */
    @FunctionalInterface
    interface Stream {
        /**
         * Writes all of it.
         *
         * @throws IOException if the client is gone
         */
        void write(OutputStream out) throws IOException;
    }

    private Answer(int status, String mediaType, byte[] body, Map<String, String> headers) {
        this(status, mediaType, body, null, headers);
    }

    private Answer(int status, String mediaType, byte[] body, @Nullable Stream stream, Map<String, String> headers) {
        this.status = status;
        this.mediaType = mediaType;
        this.body = body;
        this.stream = stream;
        this.headers = headers;
    }

    static Answer ok(Object body) {
        return json(200, body);
    }

    static Answer json(int status, Object body) {
        return new Answer(status, "application/json", Json.bytes(body), Map.of());
    }

    static Answer text(String mediaType, byte[] body) {
        return new Answer(200, mediaType, body, Map.of());
    }

    static Answer stream(String mediaType, Stream stream) {
        return new Answer(200, mediaType, new byte[0], stream, Map.of());
    }

    static Answer of(Problem problem) {
        return new Answer(problem.status(), Problem.MEDIA_TYPE, Json.bytes(problem.body()), problem.headers());
    }

    Answer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, mediaType, body, stream, more);
    }

    /** The same answer, which says whether it was given before. */
    Answer replayed(boolean before) {
        return before ? withHeader(Headers.REPLAYED, "true") : this;
    }

    int status() {
        return status;
    }

    /** The media type; empty if there is no body. */
    String mediaType() {
        return mediaType;
    }

    /** What writes the body; null if there is one already. */
    @Nullable
    Stream stream() {
        return stream;
    }

    byte[] body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }
}
