package dev.souk.http.internal.problem;

import dev.souk.engine.call.InputProblem;
import dev.souk.http.internal.wire.Seconds;
import dev.souk.spi.ErrorCode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One problem as RFC 9457 describes it: a type, a title, a status, a detail for people, and members of its own that help a program to
 * act. Immutable.
 *
 * @param code what kind of problem; its name ends the type, {@code urn:souk:problem:rate_limited}
 * @param status the HTTP status
 * @param detail what is wrong here, and what to do
 * @param members further members, in order
 * @param headers headers that belong to it
 */
public record Problem(
        ErrorCode code, int status, String detail, Map<String, Object> members, Map<String, String> headers) {
    /** The media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Copies the maps. */
    public Problem {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** A problem with the status of its code. */
    public static Problem of(ErrorCode code, String detail) {
        return new Problem(code, HttpStatuses.of(code), detail, Map.of(), Map.of());
    }

    /**
     * A request that is wrong in these places.
     *
     * @param errors at least one
     */
    public static Problem malformed(List<InputProblem> errors) {
        InputProblem first = errors.get(0);
        return of(ErrorCode.MALFORMED_REQUEST, first.pointer() + ": " + first.message())
                .with("errors", errors);
    }

    /** The same with one more member. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(code, status, detail, more, headers);
    }

    /** The same with one more header. */
    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(code, status, detail, members, more);
    }

    /** The same with another status. */
    public Problem withStatus(int other) {
        return new Problem(code, other, detail, members, headers);
    }

    /** The same with when to ask again, in whole seconds, at least one. */
    public Problem retryAfter(Duration wait) {
        long seconds = Math.max(1, Seconds.roundedUp(wait));
        return with("retryAfterSeconds", seconds).withHeader("Retry-After", Long.toString(seconds));
    }

    /** Everything that stands in the body, in order. */
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:souk:problem:" + code.id());
        body.put("title", title());
        body.put("status", status);
        body.put("detail", detail);
        body.put("code", code.id());
        body.putAll(members);
        return body;
    }

    private String title() {
        String words = code.id().replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
