package dev.souk.plugin.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.plugin.data.Processing;
import dev.souk.plugin.data.Processing.Answer;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class CsvRecoveryPropertyTest {
    @Provide
    Arbitrary<String> characters() {
        return Arbitraries.of("\"", ",", "\n", "a", "\"\"", ",\"", "\",", "\"\n");
    }

    @Provide
    Arbitrary<List<String>> fields() {
        return Arbitraries.of("a", "\"", ",", "\n", "", "b\"c").list().ofSize(2);
    }

    @Property(tries = 2_000)
    void anyTextIsReadToItsEnd(@ForAll("text") String text) throws IOException {
        Answer answer = Processing.csv("x,y\n" + text);
        assertThat(answer.rowsRead()).isEqualTo(answer.rowsOut() + answer.rejectedCount());
        // No quote closes behind it, so nothing before it can swallow the last row.
        Answer more = Processing.csv("x,y\n" + text + "\n1,2\n");
        assertThat(more.rows()).last().isEqualTo(List.of("1", "2"));
    }

    @Provide
    Arbitrary<String> text() {
        return characters().list().ofMaxSize(25).map(list -> String.join("", list));
    }

    @Property(tries = 1_000)
    void whatIsWrittenWellIsReadBack(@ForAll @Size(max = 8) List<@net.jqwik.api.From("fields") List<String>> rows)
            throws IOException {
        StringBuilder text = new StringBuilder("x,y\n");
        for (List<String> row : rows) {
            text.append(quoted(row.get(0)))
                    .append(',')
                    .append(quoted(row.get(1)))
                    .append('\n');
        }
        Answer answer = Processing.csv(text.toString());
        assertThat(answer.rejectedCount()).isZero();
        assertThat(answer.rows())
                .isEqualTo(rows.stream()
                        .map(row -> java.util.Arrays.asList(emptyToNull(row.get(0)), emptyToNull(row.get(1))))
                        .toList());
    }

    private static String quoted(String field) {
        return '"' + field.replace("\"", "\"\"") + '"';
    }

    private static Object emptyToNull(String field) {
        return field.isEmpty() ? null : field;
    }
}
