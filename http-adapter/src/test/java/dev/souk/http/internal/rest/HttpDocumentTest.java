package dev.souk.http.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.Souk;
import dev.souk.http.internal.body.ExecuteBody;
import dev.souk.http.internal.body.UploadSpace;
import dev.souk.http.internal.problem.HttpStatuses;
import dev.souk.http.internal.wire.Headers;
import dev.souk.spi.ErrorCode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/http.md} to what the adapter does. */
class HttpDocumentTest {
    private static final Pattern ROUTE = Pattern.compile(
            "^\\| ([A-Z]+) \\| `(/[^`]*)` \\| (none|any|admin) \\| ([^|]*)\\| [^|]+ \\|$", Pattern.MULTILINE);
    private static final Pattern CODE =
            Pattern.compile("^\\| `([a-z_]+)` \\| ([0-9]{3}) \\| (yes|no) \\| [^|]+ \\| [^|]*\\|$", Pattern.MULTILINE);
    private static final Map<Access, String> KEYS =
            Map.of(Access.OPEN, "none", Access.KEY, "any", Access.ADMIN, "admin");
    /** They keep a plugin out or end a start. */
    private static final Set<ErrorCode> NO_ANSWERS = EnumSet.of(
            ErrorCode.PLUGIN_UNREADABLE,
            ErrorCode.PLUGIN_INCOMPATIBLE,
            ErrorCode.PLUGIN_DUPLICATE,
            ErrorCode.PLUGIN_FAILED,
            ErrorCode.AGENT_DESCRIPTOR_INVALID,
            ErrorCode.STORE_LOCKED,
            ErrorCode.SCHEMA_TOO_NEW,
            ErrorCode.CONFIG_INVALID);

    private final String document = read();

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "http.md"));
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private Stream<MatchResult> rows(Pattern pattern) {
        return pattern.matcher(document).results();
    }

    @Test
    void everyRouteStandsInItWithItsKeyAndItsParameters() {
        assertThat(rows(ROUTE)
                        .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3) + " "
                                + Arrays.stream(row.group(4).split("[` ]+"))
                                        .filter(name -> !name.isEmpty())
                                        .toList()))
                .containsExactlyElementsOf(routes());
    }

    @SuppressWarnings("NullAway") // the routes are only listed, and nobody shows a key
    private static List<String> routes() {
        try (Souk souk = Souk.builder().inMemoryStore().build()) {
            Path temp = Path.of(System.getProperty("java.io.tmpdir"));
            PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            return Stream.concat(
                            Door.apiRoutes(souk, null, new ExecuteBody.Limits(1, 1), new UploadSpace(temp, 1)).stream()
                                    .map(route -> line("/api/v2", route)),
                            new OperationRoutes(souk, meters).routes().stream().map(route -> line("", route)))
                    .toList();
        }
    }

    private static String line(String prefix, Route route) {
        return route.method() + " " + prefix + route.pattern() + " " + KEYS.get(route.access()) + " "
                + route.parameters();
    }

    @Test
    void everyErrorCodeStandsInItWithItsStatusAndWhetherToAskAgain() {
        assertThat(rows(CODE).map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3)))
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.copyOf(NO_ANSWERS)).stream()
                        .map(code -> code.id() + " " + HttpStatuses.of(code) + " " + (code.retryable() ? "yes" : "no"))
                        .collect(Collectors.toSet()));
        assertThat(NO_ANSWERS).allSatisfy(code -> assertThat(document).contains("`" + code.id() + "`"));
    }

    @Test
    void everyHeaderOfOurOwnStandsInIt() {
        for (String header : List.of(Headers.DEVICE, Headers.TIMEOUT, Headers.IDEMPOTENCY_KEY, Headers.REPLAYED)) {
            assertThat(document).contains("| `" + header + "` |");
        }
    }
}
