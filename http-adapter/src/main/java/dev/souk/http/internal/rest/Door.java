package dev.souk.http.internal.rest;

import dev.souk.engine.Souk;
import dev.souk.http.internal.auth.KeyRing;
import dev.souk.http.internal.body.ExecuteBody;
import dev.souk.http.internal.body.Pace;
import dev.souk.http.internal.body.RequestBody;
import dev.souk.http.internal.body.UploadSpace;
import dev.souk.http.internal.metrics.Meters;
import dev.souk.http.internal.problem.Problem;
import dev.souk.http.internal.problem.ProblemException;
import dev.souk.http.internal.problem.Problems;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.store.ApiKey;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where requests come in: finds the route, asks for the key, lets the route answer, and turns everything that goes wrong into a problem,
 * so that nothing of it reaches the host's Javalin.
 *
 * <p>Thread-safe; what it counts is in the cap.
 */
public final class Door implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final String SCHEME = "Bearer ";
    private static final String NO_ROUTE = "none";
    /** How much of a refused body is read on, so that the client gets to see the answer. */
    private static final long MAX_DRAIN_BYTES = 16L << 20;

    private final Routes routes;
    private final String prefix;
    private final KeyRing keys;
    private final Meters meters;
    private final RequestCap cap;
    private final Pace pace;

    private Door(List<Route> routes, String prefix, KeyRing keys, Meters meters, RequestCap cap, Pace pace) {
        this.routes = new Routes(routes);
        this.prefix = prefix;
        this.keys = keys;
        this.meters = meters;
        this.cap = cap;
        this.pace = pace;
    }

    /**
     * The door to the API.
     *
     * @param souk the engine that answers
     * @param keys who may come in
     * @param meters counts and times requests
     * @param prefix what stands before the routes' paths
     * @param limits how large bodies may be
     * @param space where attachments are while their call runs
     * @param cap how many requests may be under way
     * @param pace how slowly bodies may come
     */
    public static Door api(
            Souk souk,
            KeyRing keys,
            Meters meters,
            String prefix,
            ExecuteBody.Limits limits,
            UploadSpace space,
            RequestCap cap,
            Pace pace) {
        return new Door(apiRoutes(souk, keys, limits, space), prefix, keys, meters, cap, pace);
    }

    static List<Route> apiRoutes(Souk souk, KeyRing keys, ExecuteBody.Limits limits, UploadSpace space) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new AgentRoutes(souk).routes());
        routes.addAll(new ExecuteRoute(souk, limits, space).routes());
        routes.addAll(new AccountRoutes(souk).routes());
        routes.addAll(new AdminRoutes(souk, keys, limits.body()).routes());
        routes.addAll(new RefundRoutes(souk, limits.body()).routes());
        routes.addAll(new PayoutRoutes(souk, limits.body()).routes());
        routes.addAll(new StatementRoutes(souk).routes());
        routes.addAll(new BudgetRoutes(souk, keys, limits.body()).routes());
        return routes;
    }

    /**
     * The door to what operators need. It has no cap, so that it answers when the other one lets nobody in.
     *
     * @param souk the engine to look at
     * @param keys not asked, for these routes are open
     * @param meters counts and times requests, and is shown
     * @param pace how slowly bodies may come
     */
    public static Door operations(Souk souk, KeyRing keys, Meters meters, Pace pace) {
        return new Door(
                new OperationRoutes(souk, meters.registry()).routes(), "", keys, meters, RequestCap.none(), pace);
    }

    /** The patterns of the routes, each once. */
    public Set<String> patterns() {
        return routes.patterns();
    }

    /** What is known of a request while it is handled. */
    private static final class Progress implements AutoCloseable {
        private RequestCap.@Nullable Visit visit;
        private @Nullable Route route;
        /** Set once the request is let in with it. */
        private @Nullable ApiKey key;

        String pattern() {
            return route == null ? NO_ROUTE : route.pattern();
        }

        @Override
        public void close() {
            if (visit != null) {
                visit.close();
            }
        }
    }

    @Override
    public void handle(Context context) {
        Timer.Sample sample = meters.startRequest();
        RequestBody body = new RequestBody(() -> context.req().getInputStream(), pace);
        Progress progress = new Progress();
        Answer answer;
        try (progress) {
            answer = answer(context, body, progress);
            if (answer.status() >= 400 && progress.key != null && context.header("Expect") == null) {
                body.drain(MAX_DRAIN_BYTES);
            }
            if (answer.stream() == null) {
                write(context, answer);
            } else {
                answer = stream(context, answer, answer.stream());
            }
        }
        String method = progress.route == null ? "other" : progress.route.method();
        meters.endRequest(
                sample, method, progress.route == null ? NO_ROUTE : prefix + progress.pattern(), answer.status());
    }

    private Answer answer(Context context, RequestBody body, Progress progress) {
        try {
            RequestCap.Visit visit = cap.enter();
            progress.visit = visit;
            String method = context.req().getMethod();
            String path = context.path().substring(context.contextPath().length() + prefix.length());
            if (method.equals("OPTIONS") && !routes.allowed(path).isEmpty()) {
                return Answer.NO_CONTENT.withHeader("Allow", routes.allowed(path));
            }
            Routes.Found found = routes.find(method, path);
            progress.route = found.route();
            ApiKey key = key(context, found.route().access());
            if (key != null) {
                visit.with(key.id());
            }
            progress.key = key;
            Exchange exchange = new Exchange(context, found.values(), key, body);
            if (found.route().access() != Access.OPEN) { // whoever probes an open one may add what it likes
                exchange.requireParameters(found.route().parameters());
            }
            return found.route().handler().handle(exchange);
        } catch (ProblemException known) {
            return Answer.of(known.problem());
        } catch (SoukException fault) {
            if (Problems.isOurs(fault)) {
                LOG.error("{} failed", progress.pattern(), fault);
            }
            return Answer.of(Problems.of(fault));
        } catch (Throwable fault) {
            LOG.error("{} failed", progress.pattern(), fault);
            return Answer.of(Problems.internal());
        }
    }

    private @Nullable ApiKey key(Context context, Access access) {
        if (access == Access.OPEN) {
            return null;
        }
        String shown = Optional.ofNullable(context.header("Authorization")).orElse("");
        if (!shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw unauthenticated("show an API key: Authorization: Bearer souk_live_…", "");
        }
        ApiKey key = keys.authenticate(shown.substring(SCHEME.length()).trim())
                .orElseThrow(() ->
                        unauthenticated("nobody issued this API key, or it was revoked", ", error=\"invalid_token\""));
        if (access == Access.ADMIN && !key.admin()) {
            throw new ProblemException(ErrorCode.FORBIDDEN, "this needs an admin key, and " + key.id() + " is none");
        }
        return key;
    }

    private static ProblemException unauthenticated(String detail, String error) {
        return new ProblemException(Problem.of(ErrorCode.UNAUTHENTICATED, detail)
                .withHeader("WWW-Authenticate", "Bearer realm=\"souk\"" + error));
    }

    /** Answers a request that never reached a route. */
    public static void refuse(Context context, int status) {
        write(context, Answer.of(Problems.ofStatus(status)));
    }

    /** Answers a request that failed outside our routes, on a server that is ours. */
    public static void fail(Exception fault, Context context) {
        LOG.error("A request failed", fault);
        write(context, Answer.of(Problems.internal()));
    }

    /** Sends a body as it is written, and says what the client got. A fault before its first bytes are under way is a problem as any other. */
    private static Answer stream(Context context, Answer answer, Answer.Stream stream) {
        head(context, answer);
        context.contentType(answer.mediaType());
        if (context.req().getMethod().equals("HEAD")) {
            return answer;
        }
        try {
            stream.write(context.res().getOutputStream());
            return answer;
        } catch (IOException gone) {
            LOG.debug("A client went away while it was answered", gone);
            return answer;
        } catch (RuntimeException fault) {
            LOG.error("An answer could not be written to its end", fault);
            if (context.res().isCommitted()) {
                cut(context);
                return answer;
            }
            context.res().reset();
            Answer problem = Answer.of(fault instanceof SoukException known ? Problems.of(known) : Problems.internal());
            write(context, problem);
            return problem;
        }
    }

    /** Closes the connection in the middle of an answer, so that the client sees that there is no more of it. */
    private static void cut(Context context) {
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    private static void head(Context context, Answer answer) {
        context.status(answer.status());
        answer.headers().forEach(context::header);
        context.header("Cache-Control", "no-store");
        context.header("X-Content-Type-Options", "nosniff");
    }

    private static void write(Context context, Answer answer) {
        head(context, answer);
        if (answer.status() == 204) {
            context.res().setContentType(null);
        } else {
            context.contentType(answer.mediaType()).result(answer.body());
        }
        if (answer.status() >= 400) {
            context.skipRemainingHandlers(); // a host's page for all 404s is not for ours
        }
    }
}
