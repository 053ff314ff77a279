package dev.souk.http.internal.rest;

import dev.souk.http.internal.json.Json;
import dev.souk.http.internal.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back to the client: a status, headers, and a body or none. Immutable. */
final class Answer {
    static final Answer NO_CONTENT = new Answer(204, "", new byte[0], Map.of());

    private final int status;
    private final String mediaType;
    private final byte[] body;
    private final Map<String, String> headers;

    private Answer(int status, String mediaType, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.mediaType = mediaType;
        this.body = body;
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

    static Answer of(Problem problem) {
        return new Answer(problem.status(), Problem.MEDIA_TYPE, Json.bytes(problem.body()), problem.headers());
    }

    Answer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, mediaType, body, more);
    }

    int status() {
        return status;
    }

    /** The media type; empty if there is no body. */
    String mediaType() {
        return mediaType;
    }

    byte[] body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }
}
