package dev.souk.server.demo;

import dev.souk.engine.call.Call;
import dev.souk.engine.call.Receipt;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.SoukException;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.caller.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files the demo works on, and a call for each of the three agents.
 *
 * @param orders a CSV of orders
 * @param countries a CSV of the countries they go to
 * @param config a configuration with secrets in it
 * @param text a long text
 */
record Samples(Attachment orders, Attachment countries, Attachment config, Attachment text) {
    private static final String SCANNER = "souk.security-scanner";
    private static final String PROCESSOR = "souk.data-processor";
    private static final String SUMMARIZER = "souk.summarizer";

    /** The agents that are called. */
    static final List<String> AGENTS = List.of(SCANNER, PROCESSOR, SUMMARIZER);

    /**
     * The files in this directory.
     *
     * @throws SoukException {@link ErrorCode#CONFIG_INVALID} if one is not there
     */
    static Samples in(Path directory) {
        return new Samples(
                file(directory, "orders.csv", "text/csv"),
                file(directory, "countries.csv", "text/csv"),
                file(directory, "leaky-config.yaml", "application/yaml"),
                file(directory, "long-text.txt", "text/plain"));
    }

    private static Attachment file(Path directory, String name, String mediaType) {
        try {
            return Attachment.of(name, mediaType, directory.resolve(name));
        } catch (IOException missing) {
            throw new SoukException(
                    ErrorCode.CONFIG_INVALID, "the demo needs the file " + directory.resolve(name), missing);
        }
    }

    List<Call.Builder> oneForEachAgent(Caller caller) {
        return List.of(scan(caller), turnover(caller), summary(caller));
    }

    private Call.Builder scan(Caller caller) {
        return Call.to(SCANNER).by(caller).attach(config);
    }

    /** What was sold in each region: two files, joined, filtered, grouped and sorted; rows that do not fit are reported. */
    private Call.Builder turnover(Caller caller) {
        return Call.to(PROCESSOR).by(caller).attach(orders).attach(countries).inputJson("""
                {
                  "source": {"attachment": "orders.csv"},
                  "steps": [
                    {"cast": {"column": "quantity", "type": "INTEGER"}},
                    {"cast": {"column": "unit_price", "type": "DECIMAL"}},
                    {"deduplicate": {"columns": ["order_id"]}},
                    {"filter": {"where": "status != 'CANCELLED'"}},
                    {"join": {"source": {"attachment": "countries.csv"},
                              "on": [{"left": "country", "right": "code"}], "prefix": "country_"}},
                    {"derive": {"column": "amount", "expression": "quantity * unit_price"}},
                    {"group": {"by": ["country_region"], "aggregates": [
                      {"function": "COUNT", "as": "orders"},
                      {"function": "SUM", "column": "amount", "as": "turnover"}]}},
                    {"sort": {"by": [{"column": "turnover", "descending": true}]}}
                  ]
                }
                """);
    }

    Call.Builder summary(Caller caller) {
        return Call.to(SUMMARIZER).by(caller).attach(text).input(Map.of("sentences", 3));
    }

    /** An answer in a few words. */
    static String gist(Receipt receipt) {
        Map<String, Object> output = receipt.output();
        return switch (receipt.agent().value()) {
            case SCANNER -> {
                Map<?, ?> counts = (Map<?, ?>) output.getOrDefault("counts", Map.of());
                yield counts.get("total") + " findings, " + counts.get("critical") + " of them critical";
            }
            case PROCESSOR -> {
                Map<?, ?> stats = (Map<?, ?>) output.getOrDefault("stats", Map.of());
                Map<?, ?> rejected = (Map<?, ?>) output.getOrDefault("rejected", Map.of());
                yield stats.get("rowsRead") + " rows read, " + rejected.get("count") + " did not fit, "
                        + stats.get("rowsOut") + " regions";
            }
            default -> "about " + phrases(output.get("keyPhrases"));
        };
    }

    private static String phrases(@Nullable Object phrases) {
        return phrases instanceof List<?> list
                ? list.stream()
                        .limit(3)
                        .map(phrase -> phrase instanceof Map<?, ?> named ? named.get("phrase") : phrase)
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "))
                : "nothing";
    }
}
