package dev.souk.plugin.data.step;

import static dev.souk.plugin.data.Processing.csv;
import static dev.souk.plugin.data.Processing.json;
import static dev.souk.plugin.data.Processing.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.plugin.data.Processing.Answer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StepsTest {
    @Nested
    class Columns {
        @Test
        void areSelectedInTheOrderGiven() throws IOException {
            Answer answer = csv("a,b,c\n1,2,3\n", "{\"select\": {\"columns\": [\"c\", \"a\"]}}");
            assertThat(answer.columns()).containsExactly("c", "a");
            assertThat(answer.rows()).containsExactly(List.of("3", "1"));
        }

        @Test
        void areRenamedAllAtOnce() throws IOException {
            Answer answer = csv("a,b,c\n1,2,3\n", "{\"rename\": {\"columns\": {\"a\": \"b\", \"b\": \"a\"}}}");
            assertThat(answer.columns()).containsExactly("b", "a", "c");
            assertThat(answer.rows()).containsExactly(List.of("1", "2", "3"));
        }

        @Test
        void areDerivedAtTheEndOrInPlace() throws IOException {
            Answer answer = csv(
                    "a,b\n1,2\n",
                    "{\"derive\": {\"column\": \"c\", \"expression\": \"concat(a, b)\"}}",
                    "{\"derive\": {\"column\": \"a\", \"expression\": \"to_number(a) + 1\"}}");
            assertThat(answer.columns()).containsExactly("a", "b", "c");
            assertThat(answer.rows()).containsExactly(List.of(2L, "2", "12"));
        }
    }

    @Nested
    class Filters {
        @Test
        void keepOnlyWhatIsTrue() throws IOException {
            Answer answer = json("[{\"a\": true}, {\"a\": false}, {\"a\": null}]", "{\"filter\": {\"where\": \"a\"}}");
            assertThat(answer.rows()).containsExactly(List.of(true));
            assertThat(answer.rejectedCount()).isZero();
        }

        @Test
        void needTruth() throws IOException {
            Answer answer = json("[{\"a\": 1}]", "{\"filter\": {\"where\": \"a\"}}");
            assertThat(answer.rejections()).containsExactly("/steps/0/filter line 1 EXPRESSION");
            assertThat(answer.reason(0)).isEqualTo("a filter needs true or false, not the number '1'");
        }
    }

    @Nested
    class Limits {
        @Test
        void keepWhatLiesBehindUnread() throws IOException {
            Answer answer = csv("a\n1\n2\nbad,bad\n3\n", "{\"limit\": {\"rows\": 2}}");
            assertThat(answer.rows()).containsExactly(List.of("1"), List.of("2"));
            assertThat(answer.rowsRead()).isEqualTo(2);
            assertThat(answer.rejectedCount()).isZero();
        }

        @Test
        void mayBeZero() throws IOException {
            assertThat(csv("a\n1\n", "{\"limit\": {\"rows\": 0}}").rows()).isEmpty();
        }
    }

    @Nested
    class Duplicates {
        @Test
        void areRowsThatAreEqualInAllColumns() throws IOException {
            assertThat(csv("a,b\n1,x\n1,y\n1,x\n,\n,\n", "{\"deduplicate\": {}}")
                            .rows())
                    .containsExactly(List.of("1", "x"), List.of("1", "y"), Arrays.asList(null, null));
        }

        @Test
        void ofAKeyLeaveTheFirst() throws IOException {
            assertThat(json(
                                    "[{\"a\": 1, \"b\": 1}, {\"a\": 1.0, \"b\": 2}, {\"a\": \"1\", \"b\": 3}]",
                                    "{\"deduplicate\": {\"columns\": [\"a\"]}}")
                            .rows())
                    .containsExactly(List.of(1L, 1L), List.of("1", 3L));
        }
    }

    @Nested
    class Joins {
        private static final String COUNTRIES =
                "code,name,euro\nDE,Germany,yes\nFR,France,yes\nFR,Frankreich,yes\n,Nowhere,no\n";

        private static Answer joined(String more) throws IOException {
            return csv(
                    "id,country\n1,FR\n2,DE\n3,XX\n4,\n",
                    "{\"join\": {\"source\": {\"text\": %s}, \"on\": [{\"left\": \"country\", \"right\": \"code\"}]%s}}"
                            .formatted(quoted(COUNTRIES), more));
        }

        @Test
        void ofTheInnerTypeKeepWhatMeets() throws IOException {
            Answer answer = joined("");
            assertThat(answer.columns()).containsExactly("id", "country", "name", "euro");
            assertThat(answer.rows())
                    .containsExactly(
                            List.of("1", "FR", "France", "yes"),
                            List.of("1", "FR", "Frankreich", "yes"),
                            List.of("2", "DE", "Germany", "yes"));
        }

        @Test
        void ofTheLeftTypeKeepAllAndNullMeetsNothing() throws IOException {
            Answer answer = joined(", \"type\": \"LEFT\"");
            assertThat(answer.rows())
                    .hasSize(5)
                    .contains(Arrays.asList("3", "XX", null, null), Arrays.asList("4", null, null, null));
        }

        @Test
        void prefixTheNamesOfTheRightSide() throws IOException {
            assertThat(joined(", \"prefix\": \"c.\"").columns()).containsExactly("id", "country", "c.name", "c.euro");
        }

        @Test
        void compareKeysAsTheyArePrinted() throws IOException {
            String right = "{\"k\": 1, \"v\": \"one\"}\n{\"k\": 2.50, \"v\": \"two\"}\n{\"k\": true, \"v\": \"yes\"}";
            Answer answer = csv(
                    "k\n1\n2.5\ntrue\n1.0\n",
                    "{\"join\": {\"source\": {\"text\": %s}, \"on\": [{\"left\": \"k\", \"right\": \"k\"}]}}"
                            .formatted(quoted(right)));
            assertThat(answer.rows())
                    .containsExactly(List.of("1", "one"), List.of("2.5", "two"), List.of("true", "yes"));
        }

        @Test
        void takeSeveralColumnsForTheirKey() throws IOException {
            Answer answer = csv(
                    "a,b\nx,y\nxy,\n,xy\n",
                    "{\"join\": {\"source\": {\"text\": \"c,d,e\\nx,y,1\\nxy,z,2\\n\"},"
                            + " \"on\": [{\"left\": \"a\", \"right\": \"c\"}, {\"left\": \"b\", \"right\": \"d\"}]}}");
            assertThat(answer.rows()).containsExactly(List.of("x", "y", "1"));
        }

        @Test
        void reportBadRowsOfTheRightSideAtItsPlace() throws IOException {
            Answer answer = csv(
                    "a\n1\n",
                    "{\"join\": {\"source\": {\"text\": \"a,b\\n1,2\\n3\\n\"}, \"on\": [{\"left\": \"a\", \"right\": \"a\"}]}}");
            assertThat(answer.rows()).containsExactly(List.of("1", "2"));
            assertThat(answer.rejections()).containsExactly("/steps/0/join/source line 3 FIELD_COUNT");
            assertThat(answer.rowsRead()).isEqualTo(1);
        }

        @Test
        void refuseARightSideThatDoesNotFitTheMemory() {
            StringBuilder large = new StringBuilder("a,b\n");
            for (int i = 0; i < 80_000; i++) {
                large.append(i).append(",some more text that takes its place in memory\n");
            }
            String join = "{\"join\": {\"source\": {\"text\": %s}, \"on\": [{\"left\": \"a\", \"right\": \"a\"}]}}"
                    .formatted(quoted(large.toString()));
            assertThatThrownBy(() -> csv("a\n1\n", join))
                    .hasMessageContaining("join the smaller source to the larger")
                    .hasMessageContaining("a call holds at most 16384 KiB in memory");
        }
    }

    @Nested
    class Groups {
        private static final String TABLE = "k,v\na,3\nb,\na,1\na,3\nb,\n,5\n,6\n";
        private static final String CAST = "{\"cast\": {\"column\": \"v\", \"type\": \"INTEGER\"}}";

        private static String all(String by) {
            return "{\"group\": {\"by\": [%s], \"aggregates\": [".formatted(by)
                    + "{\"function\": \"COUNT\", \"as\": \"rows\"}, {\"function\": \"COUNT\", \"column\": \"v\", \"as\": \"n\"},"
                    + "{\"function\": \"SUM\", \"column\": \"v\", \"as\": \"sum\"}, {\"function\": \"AVG\", \"column\": \"v\", \"as\": \"avg\"},"
                    + "{\"function\": \"MIN\", \"column\": \"v\", \"as\": \"min\"}, {\"function\": \"MAX\", \"column\": \"v\", \"as\": \"max\"},"
                    + "{\"function\": \"COUNT_DISTINCT\", \"column\": \"v\", \"as\": \"distinct\"},"
                    + "{\"function\": \"FIRST\", \"column\": \"v\", \"as\": \"first\"}, {\"function\": \"LAST\", \"column\": \"v\", \"as\": \"last\"}]}}";
        }

        @Test
        void computeEveryAggregateOverTheirRows() throws IOException {
            Answer answer = csv(TABLE, CAST, all("\"k\""));
            assertThat(answer.rows())
                    .containsExactly(
                            Arrays.asList("a", 3L, 3L, 7L, new BigDecimal("2.3333333333"), 1L, 3L, 2L, 3L, 3L),
                            Arrays.asList("b", 2L, 0L, null, null, null, null, 0L, null, null),
                            Arrays.asList(null, 2L, 2L, 11L, new BigDecimal("5.5"), 5L, 6L, 2L, 5L, 6L));
        }

        @Test
        void withoutKeyAreOneEvenOverNothing() throws IOException {
            assertThat(csv("k,v\n", all("")).rows())
                    .containsExactly(Arrays.asList(0L, 0L, null, null, null, null, 0L, null, null));
            assertThat(csv("k,v\n", all("\"k\"")).rows()).isEmpty();
        }

        @Test
        void sumExactlyWhereFloatingPointWouldNot() throws IOException {
            Answer answer = csv(
                    "v\n" + "0.1\n".repeat(10) + "90071992547409930000.01\n",
                    "{\"cast\": {\"column\": \"v\", \"type\": \"DECIMAL\"}}",
                    "{\"group\": {\"aggregates\": [{\"function\": \"SUM\", \"column\": \"v\", \"as\": \"s\"}]}}");
            assertThat(answer.rows()).containsExactly(List.of(new BigDecimal("90071992547409930001.01")));
        }

        @Test
        void rejectARowAltogetherIfOneAggregateCannotTakeIt() throws IOException {
            Answer answer = json(
                    "[{\"v\": 1},\n{\"v\": \"x\"}]",
                    "{\"group\": {\"aggregates\": [{\"function\": \"COUNT\", \"as\": \"n\"},"
                            + "{\"function\": \"SUM\", \"column\": \"v\", \"as\": \"s\"}]}}");
            assertThat(answer.rows()).containsExactly(List.of(1L, 1L));
            assertThat(answer.rejections()).containsExactly("/steps/0/group line 2 v AGGREGATE");
        }

        @Test
        void thatDoNotFitLaterStepsAreReportedWithoutALine() throws IOException {
            Answer answer = csv(
                    "k\na\n",
                    "{\"group\": {\"by\": [\"k\"], \"aggregates\": [{\"function\": \"COUNT\", \"as\": \"n\"}]}}",
                    "{\"filter\": {\"where\": \"n / 0 = 1\"}}");
            assertThat(answer.rejections()).containsExactly("/steps/1/filter EXPRESSION");
        }
    }

    @Nested
    class Sorts {
        @Test
        void orderNumbersByValueAndTextsByCharacter() throws IOException {
            assertThat(csv("a\n10\n9\n-1\n", "{\"sort\": {\"by\": [{\"column\": \"a\"}]}}")
                            .rows())
                    .containsExactly(List.of("-1"), List.of("10"), List.of("9"));
            assertThat(csv(
                                    "a\n10\n9\n-1\n",
                                    "{\"cast\": {\"column\": \"a\", \"type\": \"DECIMAL\"}}",
                                    "{\"sort\": {\"by\": [{\"column\": \"a\"}]}}")
                            .rows())
                    .containsExactly(List.of(-1L), List.of(9L), List.of(10L));
        }

        @Test
        void takeFurtherKeysWhereTheFirstAreEqualAndElseKeepTheOrder() throws IOException {
            Answer answer = csv(
                    "a,b,c\n1,x,1\n2,x,2\n1,y,3\n2,x,4\n1,x,5\n",
                    "{\"sort\": {\"by\": [{\"column\": \"a\", \"descending\": true}, {\"column\": \"b\"}]}}",
                    "{\"select\": {\"columns\": [\"c\"]}}");
            assertThat(answer.rows())
                    .containsExactly(List.of("2"), List.of("4"), List.of("1"), List.of("5"), List.of("3"));
        }

        @Test
        void putNullsWhereTheCallerWantsThem() throws IOException {
            List<Object> none = Collections.singletonList(null);
            for (String descending : List.of("true", "false")) {
                String sort = "{\"sort\": {\"by\": [{\"column\": \"a\", \"descending\": %s%s}]}}";
                String table = "[{\"a\": null}, {\"a\": 1}]";
                assertThat(json(table, sort.formatted(descending, "")).rows()).containsExactly(List.of(1L), none);
                assertThat(json(table, sort.formatted(descending, ", \"nulls\": \"FIRST\""))
                                .rows())
                        .containsExactly(none, List.of(1L));
            }
        }

        @Test
        void orderValuesOfDifferentTypesByType() throws IOException {
            Answer answer =
                    json("[{\"a\": \"x\"}, {\"a\": 1}, {\"a\": false}]", "{\"sort\": {\"by\": [{\"column\": \"a\"}]}}");
            assertThat(answer.rows()).containsExactly(List.of(false), List.of(1L), List.of("x"));
        }
    }
}
