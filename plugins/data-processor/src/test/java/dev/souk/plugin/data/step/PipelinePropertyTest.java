package dev.souk.plugin.data.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.plugin.data.Processing;
import dev.souk.plugin.data.Processing.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any steps over any table give what the naive table gives. */
class PipelinePropertyTest {
    private static final String NAMES = "{\"select\": {\"columns\": [\"a\", \"b\", \"n\"]}}";

    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("cast", "{\"cast\": {\"column\": \"n\", \"type\": \"INTEGER\"}}"),
            Map.entry("filter text", "{\"filter\": {\"where\": \"a < 'y'\"}}"),
            Map.entry("filter number", "{\"filter\": {\"where\": \"n >= 3\"}}"),
            Map.entry("double", "{\"derive\": {\"column\": \"n\", \"expression\": \"n * 2 - 1\"}}"),
            Map.entry("coalesce", "{\"derive\": {\"column\": \"b\", \"expression\": \"coalesce(b, a)\"}}"),
            Map.entry("distinct a", "{\"deduplicate\": {\"columns\": [\"a\"]}}"),
            Map.entry("distinct", "{\"deduplicate\": {}}"),
            Map.entry(
                    "sort b",
                    "{\"sort\": {\"by\": [{\"column\": \"b\", \"descending\": true, \"nulls\": \"FIRST\"}]}}"),
            Map.entry("sort a n", "{\"sort\": {\"by\": [{\"column\": \"a\"}, {\"column\": \"n\"}]}}"),
            Map.entry(
                    "group",
                    "{\"group\": {\"by\": [\"a\"], \"aggregates\": ["
                            + "{\"function\": \"MAX\", \"column\": \"b\", \"as\": \"b\"},"
                            + "{\"function\": \"SUM\", \"column\": \"n\", \"as\": \"n\"}]}}"),
            Map.entry(
                    "join",
                    "{\"join\": {\"source\": {\"text\": \"k,c\\nx,first\\ny,only\\nx,second\\n\"},"
                            + " \"on\": [{\"left\": \"a\", \"right\": \"k\"}], \"type\": \"LEFT\"}},"
                            + "{\"derive\": {\"column\": \"b\", \"expression\": \"coalesce(c, b)\"}}," + NAMES),
            Map.entry("limit", "{\"limit\": {\"rows\": 4}}"));

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> a = Arbitraries.of("", "x", "y", "z");
        Arbitrary<String> b = Arbitraries.of("", "p", "q\nq", "r\"");
        Arbitrary<String> n = Arbitraries.of("", "0", "1", "3", "-7", "12", "many");
        return Combinators.combine(a, b, n).as(Arrays::asList).list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<List<String>> plans() {
        return Arbitraries.of(STEPS.keySet().stream().sorted().toList()).list().ofMaxSize(6);
    }

    @Property(tries = 3_000)
    void anyStepsOverAnyTableGiveWhatTheNaiveTableGives(
            @ForAll("tables") List<List<String>> table, @ForAll("plans") List<String> plan) throws IOException {
        StringBuilder text = new StringBuilder("a,b,n\n");
        List<List<Object>> rows = new ArrayList<>();
        for (List<String> row : table) {
            text.append(row.get(0))
                    .append(",\"")
                    .append(row.get(1).replace("\"", "\"\""))
                    .append("\",");
            text.append(row.get(2)).append('\n');
            rows.add(NaiveTable.row(known(row.get(0)), known(row.get(1)), known(row.get(2))));
        }
        NaiveTable expected = new NaiveTable(rows);
        plan.forEach(expected::apply);

        Answer answer =
                Processing.csv(text.toString(), plan.stream().map(STEPS::get).toArray(String[]::new));

        assertThat(answer.columns()).containsExactly("a", "b", "n");
        assertThat(shown(answer.rows())).isEqualTo(shown(expected.rows()));
        if (!plan.contains("limit")) { // behind a limit nothing is read, and so nothing is rejected
            assertThat(answer.rejectedCount()).isEqualTo(expected.rejected());
        }
    }

    private static Object known(String field) {
        return field.isEmpty() ? null : field;
    }

    // The kind of number is not the matter here.
    private static List<List<String>> shown(List<List<Object>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(value -> value instanceof String ? "'" + value + "'" : String.valueOf(value))
                        .toList())
                .toList();
    }
}
