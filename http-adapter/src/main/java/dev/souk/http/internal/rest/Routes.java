package dev.souk.http.internal.rest;

import dev.souk.http.internal.problem.Problem;
import dev.souk.http.internal.problem.ProblemException;
import dev.souk.spi.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the route of a request. A router of our own, because a host's Javalin answers what it does not find in the host's way, and
 * fails on path segments that it cannot decode. Immutable.
 */
final class Routes {
    private final List<Route> routes;

    /**
     * A route that was found.
     *
     * @param route the route
     * @param values what its segments in braces stand for, as they came
     */
    record Found(Route route, Map<String, String> values) {}

    Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * The route of a request. HEAD finds the route of GET.
     *
     * @throws ProblemException if there is none, or none for this method
     */
    Found find(String method, String path) {
        List<String> segments = segments(path);
        String wanted = method.equals("HEAD") ? "GET" : method;
        for (Route route : routes) {
            Optional<Map<String, String>> values = route.match(segments);
            if (values.isPresent() && route.method().equals(wanted)) {
                return new Found(route, values.get());
            }
        }
        String allowed = allowed(path);
        if (allowed.isEmpty()) {
            throw new ProblemException(ErrorCode.ROUTE_NOT_FOUND, "nothing answers at this address");
        }
        throw new ProblemException(
                Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "this address takes " + allowed + ", not " + method)
                        .withHeader("Allow", allowed));
    }

    /** The patterns, each once. */
    Set<String> patterns() {
        return routes.stream().map(Route::pattern).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The methods that a path has, as a header; empty if there is no such path. */
    String allowed(String path) {
        List<String> segments = segments(path);
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            if (route.match(segments).isPresent()) {
                methods.add(route.method());
                methods.add("OPTIONS");
                if (route.method().equals("GET")) {
                    methods.add("HEAD");
                }
            }
        }
        return String.join(", ", methods);
    }

    private static List<String> segments(String path) {
        String trimmed = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return trimmed.startsWith("/") ? List.of(trimmed.substring(1).split("/", -1)) : List.of();
    }
}
