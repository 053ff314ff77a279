package dev.souk.http.internal.rest;

import dev.souk.engine.Souk;
import dev.souk.engine.Statement;
import dev.souk.http.internal.problem.Problem;
import dev.souk.http.internal.problem.ProblemException;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.ledger.AccountId;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Statements for periods, as JSON or CSV, sent as they are read. */
final class StatementRoutes {
    private static final String CSV = "text/csv";

    private final Souk souk;

    StatementRoutes(Souk souk) {
        this.souk = souk;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/credits/statement", Access.KEY, this::own, "from", "to", "format"),
                Route.get("/admin/statement", Access.ADMIN, this::any, "account", "from", "to", "format"));
    }

    private Answer own(Exchange exchange) {
        boolean csv = isCsv(exchange);
        return answer(souk.statements().ofCredits(exchange.tenant(), day(exchange, "from"), day(exchange, "to")), csv);
    }

    private Answer any(Exchange exchange) {
        boolean csv = isCsv(exchange);
        AccountId account = exchange.query("account", AccountId::parse)
                .orElseThrow(() -> missing("account", "say whose statement: ?account=tenant/acme"));
        return answer(souk.statements().of(account, day(exchange, "from"), day(exchange, "to")), csv);
    }

    private static LocalDate day(Exchange exchange, String name) {
        return exchange.query(name, StatementRoutes::day)
                .orElseThrow(() -> missing(name, "say which period: ?from=2026-01-01&to=2026-01-31"));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("not a day such as 2026-01-31", wrong);
        }
    }

    private static ProblemException missing(String parameter, String detail) {
        return new ProblemException(
                Problem.of(ErrorCode.MALFORMED_REQUEST, detail).with("parameter", parameter));
    }

    /** What the query says; if it says nothing, what the client accepts. */
    private static boolean isCsv(Exchange exchange) {
        Optional<Boolean> said = exchange.query("format", StatementRoutes::isCsv);
        return said.orElseGet(() -> exchange.header("Accept")
                .map(accepted -> Arrays.stream(accepted.split(","))
                        .map(range -> range.split(";", 2)[0].trim().toLowerCase(Locale.ROOT))
                        .anyMatch(CSV::equals))
                .orElse(false));
    }

    private static boolean isCsv(String format) {
        if (!format.equals("csv") && !format.equals("json")) {
            throw new IllegalArgumentException("not json or csv");
        }
        return format.equals("csv");
    }

    private static Answer answer(Statement statement, boolean csv) {
        Answer answer = Answer.stream(csv ? CSV + "; charset=utf-8" : "application/json", out -> {
            BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            if (csv) {
                statement.writeCsv(writer);
            } else {
                statement.writeJson(writer);
            }
        });
        return csv
                ? answer.withHeader(
                        "Content-Disposition",
                        "attachment; filename=\"statement-" + statement.from() + "-" + statement.to() + ".csv\"")
                : answer;
    }
}
