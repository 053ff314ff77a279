package dev.souk.http.internal.rest;

import dev.souk.engine.Souk;
import dev.souk.engine.call.Call;
import dev.souk.engine.call.CallResult;
import dev.souk.engine.call.Failure;
import dev.souk.engine.call.Receipt;
import dev.souk.engine.call.Refusal;
import dev.souk.http.internal.body.ExecuteBody;
import dev.souk.http.internal.body.Upload;
import dev.souk.http.internal.body.UploadSpace;
import dev.souk.http.internal.problem.Problem;
import dev.souk.http.internal.problem.ProblemException;
import dev.souk.http.internal.problem.Problems;
import dev.souk.http.internal.wire.CallJson;
import dev.souk.http.internal.wire.Headers;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.caller.Caller;
import dev.souk.spi.store.IdempotencyKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Has an agent do something. The headers are read before the body, so that a request which cannot succeed is not uploaded first. */
final class ExecuteRoute {
    private static final String INPUT_POINTER = "/input";
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Souk souk;
    private final ExecuteBody.Limits limits;
    private final UploadSpace space;

    ExecuteRoute(Souk souk, ExecuteBody.Limits limits, UploadSpace space) {
        this.souk = souk;
        this.limits = limits;
        this.space = space;
    }

    List<Route> routes() {
        return List.of(Route.post("/agents/{id}/execute", Access.KEY, this::execute, "version"));
    }

    private Answer execute(Exchange exchange) {
        AgentId agent = AgentRoutes.id(exchange);
        if (souk.agents().versions(agent).isEmpty()) {
            throw new ProblemException(ErrorCode.AGENT_NOT_FOUND, "no agent '" + agent + "' is in the catalog");
        }
        Caller caller = exchange.caller();
        Optional<String> key = exchange.header(Headers.IDEMPOTENCY_KEY, ExecuteRoute::idempotencyKey);
        Optional<Duration> timeout = exchange.header(Headers.TIMEOUT, ExecuteRoute::timeout);
        Optional<AgentVersion> asked = exchange.query("version", AgentVersion::parse);
        try (Upload upload = new Upload(space, limits.attachments())) {
            ExecuteBody body = ExecuteBody.read(exchange.contentType(), exchange.body(), limits, upload);
            Call.Builder call =
                    Call.to(agent).by(caller).apiKey(exchange.keyId()).inputJson(body.inputJson());
            version(asked, body).ifPresent(version -> call.version(version.toString()));
            key.ifPresent(call::idempotencyKey);
            timeout.ifPresent(call::timeout);
            upload.attachments().forEach(call::attach);
            return answer(souk.call(call.build()));
        }
    }

    private static String idempotencyKey(String text) {
        if (!IdempotencyKey.isWellFormed(text)) {
            throw new IllegalArgumentException("a key has 1 to 255 printable ASCII characters");
        }
        return text;
    }

    private static Duration timeout(String text) {
        if (!text.matches("[0-9]{1,4}(\\.[0-9]{1,3})?")) {
            throw new IllegalArgumentException("write seconds as a plain decimal, such as 2.5");
        }
        Duration timeout =
                Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValueExact());
        if (timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("more than 0 and at most " + LONGEST.toSeconds() + " seconds");
        }
        return timeout;
    }

    private static Optional<AgentVersion> version(Optional<AgentVersion> asked, ExecuteBody body) {
        Optional<AgentVersion> inBody = body.version().map(ExecuteRoute::version);
        if (asked.isPresent() && inBody.isPresent() && !asked.equals(inBody)) {
            throw ProblemException.at("/version", "the address asks for another version, " + asked.get());
        }
        return asked.or(() -> inBody);
    }

    private static AgentVersion version(String text) {
        try {
            return AgentVersion.parse(text);
        } catch (IllegalArgumentException refused) {
            throw ProblemException.at("/version", String.valueOf(refused.getMessage()));
        }
    }

    private static Answer answer(CallResult result) {
        if (result instanceof Receipt receipt) {
            return replayed(Answer.ok(CallJson.of(receipt)), receipt.replayed());
        }
        if (result instanceof Failure failure) {
            return replayed(Answer.of(Problems.of(failure)), failure.replayed());
        }
        Problem problem = Problems.of((Refusal) result, INPUT_POINTER);
        return Answer.of(problem);
    }

    private static Answer replayed(Answer answer, boolean replayed) {
        return replayed ? answer.withHeader(Headers.REPLAYED, "true") : answer;
    }
}
