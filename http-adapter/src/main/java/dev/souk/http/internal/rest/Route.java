package dev.souk.http.internal.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One method at one path.
 *
 * @param method the HTTP method
 * @param pattern the path, whose segments in braces stand for any one segment: {@code /agents/{id}}
 * @param access who may use it
 * @param handler what answers
 * @param parameters the query parameters that it takes
 */
record Route(String method, String pattern, Access access, Handler handler, List<String> parameters) {
    /** Answers a request. */
    @FunctionalInterface
    interface Handler {
        Answer handle(Exchange exchange);
    }

    static Route get(String pattern, Access access, Handler handler, String... parameters) {
        return new Route("GET", pattern, access, handler, List.of(parameters));
    }

    static Route post(String pattern, Access access, Handler handler, String... parameters) {
        return new Route("POST", pattern, access, handler, List.of(parameters));
    }

    static Route put(String pattern, Access access, Handler handler, String... parameters) {
        return new Route("PUT", pattern, access, handler, List.of(parameters));
    }

    static Route delete(String pattern, Access access, Handler handler, String... parameters) {
        return new Route("DELETE", pattern, access, handler, List.of(parameters));
    }

    /** The raw values of the segments in braces, if the path is this one. */
    Optional<Map<String, String>> match(List<String> segments) {
        String[] wanted = pattern.substring(1).split("/");
        if (wanted.length != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                values.put(wanted[i].substring(1, wanted[i].length() - 1), segments.get(i));
            } else if (!wanted[i].equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
