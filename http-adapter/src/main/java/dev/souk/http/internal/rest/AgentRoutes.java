package dev.souk.http.internal.rest;

import dev.souk.engine.Souk;
import dev.souk.engine.call.AgentInfo;
import dev.souk.http.internal.problem.ProblemException;
import dev.souk.http.internal.wire.AgentJson;
import dev.souk.http.internal.wire.ExecutionJson;
import dev.souk.http.internal.wire.Page;
import dev.souk.http.internal.wire.Slice;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentId;
import dev.souk.spi.agent.AgentVersion;
import dev.souk.spi.event.BreakerState;
import dev.souk.spi.ledger.ExecutionId;
import dev.souk.spi.store.Execution;
import dev.souk.spi.store.ExecutionQuery;
import java.util.List;

/** What can be called, and what the caller's tenant called. */
final class AgentRoutes {
    private static final int MAX_PAGE = 1_000_000;

    private final Souk souk;

    AgentRoutes(Souk souk) {
        this.souk = souk;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/agents", Access.KEY, this::search, "q", "category", "skill", "page", "size"),
                Route.get("/agents/{id}", Access.KEY, this::agent, "version"),
                Route.get("/agents/{id}/status", Access.KEY, this::status),
                Route.get("/agents/{id}/history", Access.KEY, this::history, "before", "size"),
                Route.get("/executions/{id}", Access.KEY, this::execution));
    }

    private Answer search(Exchange exchange) {
        int page = exchange.query("page", text -> Exchange.number(text, 1, MAX_PAGE))
                .map(Long::intValue)
                .orElse(1);
        int size = exchange.size();
        List<AgentJson.Line> found = souk
                .agents()
                .search(
                        exchange.query("q").orElse(""),
                        exchange.query("category").orElse(""),
                        exchange.query("skill").orElse(""))
                .stream()
                .map(AgentJson.Line::of)
                .toList();
        return Answer.ok(Page.of(found, page, size));
    }

    private Answer agent(Exchange exchange) {
        AgentId id = id(exchange);
        AgentVersion version = exchange.query("version", AgentVersion::parse).orElse(null);
        AgentInfo info = souk.agents().find(id, version).orElseThrow(() -> {
            String what = version == null ? "no agent '" : "no version " + version + " of agent '";
            return new ProblemException(ErrorCode.AGENT_NOT_FOUND, what + id + "' is in the catalog");
        });
        return Answer.ok(AgentJson.of(info, souk.agents().versions(id)));
    }

    private Answer status(Exchange exchange) {
        AgentId id = id(exchange);
        List<AgentInfo> versions = versions(id);
        boolean available = souk.agents()
                .find(id, null)
                .map(newest -> newest.breaker() != BreakerState.OPEN
                        && newest.descriptor().pricing().isPresent())
                .orElse(false);
        return Answer.ok(new AgentJson.Status(
                id.value(),
                available,
                versions.stream().map(AgentJson.VersionStatus::of).toList()));
    }

    private Answer history(Exchange exchange) {
        AgentId id = id(exchange);
        ExecutionId before = exchange.query("before", ExecutionId::new).orElse(null);
        int size = exchange.size();
        List<Execution> rows = souk.executions().list(new ExecutionQuery(exchange.tenant(), id, before, size + 1));
        if (rows.isEmpty() && before == null) {
            versions(id); // an agent that is gone still has its history; one that never was has none
        }
        return Answer.ok(Slice.of(rows, size, row -> row.id().value(), ExecutionJson::line));
    }

    private List<AgentInfo> versions(AgentId id) {
        List<AgentInfo> versions = souk.agents().versions(id);
        if (versions.isEmpty()) {
            throw new ProblemException(ErrorCode.AGENT_NOT_FOUND, "no agent '" + id + "' is in the catalog");
        }
        return versions;
    }

    /** Its output is for who called: another user of the tenant does not see it. */
    private Answer execution(Exchange exchange) {
        ExecutionId id = exchange.path("id", ErrorCode.EXECUTION_NOT_FOUND, ExecutionId::new);
        return souk.executions()
                .find(exchange.tenant(), id)
                .filter(execution -> exchange.key().admin()
                        || execution.caller().user().equals(exchange.key().user()))
                .map(execution -> Answer.ok(ExecutionJson.of(execution)))
                .orElseThrow(() ->
                        new ProblemException(ErrorCode.EXECUTION_NOT_FOUND, "this user has no execution '" + id + "'"));
    }

    static AgentId id(Exchange exchange) {
        return exchange.path("id", ErrorCode.AGENT_NOT_FOUND, AgentId::new);
    }
}
