package dev.souk.plugin.data;

import static dev.souk.plugin.data.Processing.csv;
import static dev.souk.plugin.data.Processing.file;
import static dev.souk.plugin.data.Processing.json;
import static dev.souk.plugin.data.Processing.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.plugin.data.Processing.Answer;
import dev.souk.spi.ErrorCode;
import dev.souk.spi.agent.AgentDescriptor;
import dev.souk.spi.agent.AgentException;
import dev.souk.spi.agent.Attachment;
import dev.souk.spi.agent.Pricing;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DataProcessorTest {
    @Nested
    class WhatItSaysOfItself {
        @Test
        void idPriceAndTimeoutAreAsListed() {
            AgentDescriptor descriptor = new DataProcessor().descriptor();
            assertThat(descriptor.id().toString()).isEqualTo("souk.data-processor");
            assertThat(descriptor.version().toString()).isEqualTo("1.0.0");
            assertThat(descriptor.category()).isEqualTo("data");
            assertThat(descriptor.pricing()).contains(Pricing.perCall("0.005"));
            assertThat(descriptor.timeout()).isEqualTo(Duration.ofMinutes(5));
        }

        @Test
        void theIndexOfExtensionsNamesIt() throws IOException {
            List<String> named = new ArrayList<>();
            for (URL index :
                    Collections.list(DataProcessor.class.getClassLoader().getResources("META-INF/extensions.idx"))) {
                try (InputStream in = index.openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(named::add);
                }
            }
            assertThat(named).contains("dev.souk.plugin.data.DataProcessor");
        }
    }

    @Nested
    class TheSchema {
        @Test
        void takesEveryStep() {
            assertThat(Processing.fitsSchema("""
                            {"source": {"attachment": "a.csv", "csv": {"separator": ";", "columns": ["a", "b"]}},
                             "steps": [
                               {"select": {"columns": ["a"]}}, {"rename": {"columns": {"a": "b"}}},
                               {"cast": {"column": "a", "type": "DATE", "pattern": "dd.MM.yyyy"}},
                               {"filter": {"where": "a > 1"}}, {"derive": {"column": "c", "expression": "a + 1"}},
                               {"deduplicate": {}},
                               {"join": {"source": {"text": "x"}, "on": [{"left": "a", "right": "b"}], "type": "LEFT"}},
                               {"group": {"aggregates": [{"function": "COUNT", "as": "n"}]}},
                               {"sort": {"by": [{"column": "n", "descending": true, "nulls": "FIRST"}]}},
                               {"limit": {"rows": 3}}],
                             "output": {"format": "CSV", "maxRows": 10, "escapeFormulas": false},
                             "onBadRow": "FAIL"}
                            """)).isTrue();
        }

        @Test
        void refusesUnknownFieldsAtEveryLevel() {
            for (String request : List.of(
                    "{\"source\": {\"text\": \"a\"}, \"more\": 1}",
                    "{\"source\": {\"text\": \"a\", \"more\": 1}}",
                    "{\"source\": {\"text\": \"a\", \"csv\": {\"more\": 1}}}",
                    "{\"source\": {\"text\": \"a\"}, \"steps\": [{\"explode\": {}}]}",
                    "{\"source\": {\"text\": \"a\"}, \"steps\": [{\"limit\": {\"rows\": 1, \"more\": 1}}]}",
                    "{\"source\": {\"text\": \"a\"}, \"output\": {\"more\": 1}}")) {
                assertThat(Processing.fitsSchema(request)).as(request).isFalse();
            }
        }

        @Test
        void refusesTwoSourcesInOneAndTwoOperationsInOneStep() {
            assertThat(Processing.fitsSchema("{\"source\": {\"text\": \"a\", \"attachment\": \"b\"}}"))
                    .isFalse();
            assertThat(Processing.fitsSchema("{\"source\": {}}")).isFalse();
            assertThat(Processing.fitsSchema("{\"source\": {\"text\": \"a\"},"
                            + " \"steps\": [{\"limit\": {\"rows\": 1}, \"deduplicate\": {}}]}"))
                    .isFalse();
        }
    }

    @Nested
    class TheAnswer {
        @Test
        void holdsColumnsRowsAndCounts() throws IOException {
            Answer answer = csv(
                    "country,amount\nDE,10.50\nFR,3\nDE,0.25\n",
                    "{\"cast\": {\"column\": \"amount\", \"type\": \"DECIMAL\"}}",
                    "{\"group\": {\"by\": [\"country\"], \"aggregates\": ["
                            + "{\"function\": \"SUM\", \"column\": \"amount\", \"as\": \"total\"},"
                            + "{\"function\": \"COUNT\", \"as\": \"n\"}]}}");
            assertThat(answer.columns()).containsExactly("country", "total", "n");
            assertThat(answer.rows())
                    .containsExactly(List.of("DE", new BigDecimal("10.75"), 2L), List.of("FR", 3L, 1L));
            assertThat(answer.rowCount()).isEqualTo(2);
            assertThat(answer.rowsRead()).isEqualTo(3);
            assertThat(answer.rowsOut()).isEqualTo(2);
            assertThat(answer.truncated()).isFalse();
            assertThat(answer.rejectedCount()).isZero();
        }

        @Test
        void keepsIntegersAsIntegersHoweverLarge() throws IOException {
            Answer answer = json("[{\"a\": 1, \"b\": 9223372036854775808, \"c\": 1.0, \"d\": 1e3, \"e\": 0.1}]");
            assertThat(answer.rows().get(0))
                    .containsExactly(
                            1L,
                            new BigInteger("9223372036854775808"),
                            new BigDecimal("1.0"),
                            1000L,
                            new BigDecimal("0.1"));
        }

        @Test
        void writesDatesAndTimestampsAsIsoTexts() throws IOException {
            Answer answer = csv(
                    "d,t\n31.01.2024,2024-01-31 10:00:00+02:00\n",
                    "{\"cast\": {\"column\": \"d\", \"type\": \"DATE\", \"pattern\": \"dd.MM.yyyy\"}}",
                    "{\"cast\": {\"column\": \"t\", \"type\": \"TIMESTAMP\"}}");
            assertThat(answer.rows()).containsExactly(List.of("2024-01-31", "2024-01-31T08:00:00Z"));
        }

        @Test
        void saysWhenRowsAreMissingAndCountsThemAll() throws IOException {
            Answer answer = run("{\"source\": {\"text\": \"a\\n1\\n2\\n3\\n\"}, \"output\": {\"maxRows\": 2}}");
            assertThat(answer.rows()).hasSize(2);
            assertThat(answer.rowCount()).isEqualTo(2);
            assertThat(answer.truncated()).isTrue();
            assertThat(answer.rowsOut()).isEqualTo(3);
        }

        @Test
        void isNotTruncatedWhenAllRowsJustFit() throws IOException {
            Answer answer = run("{\"source\": {\"text\": \"a\\n1\\n2\\n\"}, \"output\": {\"maxRows\": 2}}");
            assertThat(answer.truncated()).isFalse();
        }

        @Test
        void isTruncatedByItsSizeToo() throws IOException {
            String wide = "x".repeat(900_000);
            String request = "{\"source\": {\"attachment\": \"wide.csv\"}, \"output\": {\"format\": \"%s\"}}";
            String text = "a\n" + (wide + "\n").repeat(12);
            Attachment attachment = file("wide.csv", "text/csv", text);
            for (String format : List.of("CSV", "JSON_LINES", "ROWS")) {
                Answer answer = run(request.formatted(format), attachment);
                assertThat(answer.truncated()).as(format).isTrue();
                assertThat(answer.rowCount()).as(format).isEqualTo(3);
                assertThat(answer.rowsOut()).isEqualTo(12);
            }
        }

        @Test
        void staysBelowWhatAnEngineTakesWhateverTheTextsHold() throws IOException {
            String request =
                    "{\"source\": {\"attachment\": \"a.csv\"}, \"output\": {\"format\": \"%s\", \"maxRows\": 50000}}";
            for (String cell : List.of("x", "\u0001\u0001\u0001\u0001", "\\\\\\", "€€€€", "😀😀")) {
                Attachment attachment = file("a.csv", "text/csv", "a\n" + (cell.repeat(100) + "\n").repeat(40_000));
                for (String format : List.of("CSV", "JSON_LINES", "ROWS")) {
                    Answer answer = run(request.formatted(format), attachment);
                    byte[] json = JsonMapper.shared().writeValueAsBytes(answer.output());
                    assertThat(answer.truncated()).isTrue();
                    assertThat(json.length).as(format + " of " + cell).isBetween(2_000_000, 4 << 20);
                }
            }
        }

        @Test
        void canBeJsonLines() throws IOException {
            Answer answer =
                    run("{\"source\": {\"text\": \"[{\\\"a\\\": 1.50, \\\"b\\\": null, \\\"c\\\": \\\"x\\\\ny\\\"},"
                            + " {\\\"a\\\": true}]\"}, \"output\": {\"format\": \"JSON_LINES\"}}");
            assertThat(answer.text()).isEqualTo("""
                            {"a":1.50,"b":null,"c":"x\\ny"}
                            {"a":true,"b":null,"c":null}
                            """);
        }
    }

    @Nested
    class CsvAnswers {
        @Test
        void quoteWhereNeeded() throws IOException {
            Answer answer = run(
                    "{\"source\": {\"text\": \"a;b\\n\\\"x,\\\"\\\"y\\\"\\\"\\\";\\n\", \"csv\": {\"separator\": \";\"}},"
                            + " \"output\": {\"format\": \"CSV\"}}");
            assertThat(answer.text()).isEqualTo("a,b\r\n\"x,\"\"y\"\"\",\r\n");
        }

        @Test
        void makeFormulasInertButNotNumbers() throws IOException {
            String request = "{\"source\": {\"text\": \"=a\\n=1+1\\n+1\\n-5\\n-x\\n@b\\nplain\\n\"},"
                    + " \"output\": {\"format\": \"CSV\", \"escapeFormulas\": %s}}";
            assertThat(run(request.formatted("true")).text())
                    .isEqualTo("'=a\r\n'=1+1\r\n+1\r\n-5\r\n'-x\r\n'@b\r\nplain\r\n");
            assertThat(run(request.formatted("false")).text())
                    .isEqualTo("=a\r\n=1+1\r\n+1\r\n-5\r\n-x\r\n@b\r\nplain\r\n");
        }
    }

    @Nested
    class BadRows {
        private static final String TABLE = "a,b\n1,x\ntwo,x\n3\n0,x\n";
        private static final String CAST = "{\"cast\": {\"column\": \"a\", \"type\": \"INTEGER\"}}";
        private static final String INVERT = "{\"derive\": {\"column\": \"c\", \"expression\": \"1 / a\"}}";

        @Test
        void areReportedByLineAndLeftOut() throws IOException {
            Answer answer = csv(TABLE, CAST, INVERT);
            assertThat(answer.rows()).containsExactly(List.of(1L, "x", 1L));
            assertThat(answer.rejectedCount()).isEqualTo(3);
            assertThat(answer.rejectedByKind()).isEqualTo(Map.of("FIELD_COUNT", 1L, "CAST", 1L, "EXPRESSION", 1L));
            assertThat(answer.rejections())
                    .containsExactlyInAnyOrder(
                            "/steps/0/cast line 3 a CAST",
                            "/source line 4 FIELD_COUNT",
                            "/steps/1/derive line 5 c EXPRESSION");
            assertThat(answer.rowsRead()).isEqualTo(4);
        }

        @Test
        void failTheCallIfTheCallerSaysSo() {
            String request = "{\"source\": {\"text\": %s}, \"steps\": [%s], \"onBadRow\": \"FAIL\"}"
                    .formatted(Processing.quoted(TABLE), CAST);
            assertThatThrownBy(() -> run(request)).isInstanceOfSatisfying(AgentException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                assertThat(e.pointer()).isEqualTo("/steps/0/cast");
                assertThat(e).hasMessage("line 3, column 'a': the text 'two' is no INTEGER");
            });
        }

        @Test
        void areAllCountedAndTheFirstHundredShown() throws IOException {
            Answer answer = csv("a\n" + "x\n".repeat(250), CAST);
            assertThat(answer.rejectedCount()).isEqualTo(250);
            assertThat(answer.rejections()).hasSize(100).last().isEqualTo("/steps/0/cast line 101 a CAST");
        }

        @Test
        void showNoMoreOfAValueThanAnExcerpt() throws IOException {
            Answer answer = csv("a\n" + "x".repeat(5000) + "\n", CAST);
            assertThat(answer.reason(0)).hasSizeLessThan(100).contains("xxx…'");
        }
    }

    @Nested
    class Attachments {
        @Test
        void areReadByName() throws IOException {
            Answer answer = run(
                    "{\"source\": {\"attachment\": \"b.tsv\"}}",
                    file("a.csv", "text/csv", "x\n1\n"),
                    file("b.tsv", "application/octet-stream", "y\tz\n1,5\t2\n"));
            assertThat(answer.columns()).containsExactly("y", "z");
            assertThat(answer.rows()).containsExactly(List.of("1,5", "2"));
        }

        @Test
        void areClosedWhateverHappens() throws IOException {
            AtomicInteger open = new AtomicInteger();
            Attachment counted = new Attachment.Source("a.csv", "text/csv", 8, () -> {
                open.incrementAndGet();
                return new java.io.ByteArrayInputStream("a\n1\nx\n".getBytes(StandardCharsets.UTF_8)) {
                    @Override
                    public void close() {
                        open.decrementAndGet();
                    }
                };
            });
            String join =
                    "{\"join\": {\"source\": {\"attachment\": \"a.csv\"}, \"on\": [{\"left\": \"a\", \"right\": \"a\"}]}}";
            String request = "{\"source\": {\"attachment\": \"a.csv\"}, \"steps\": [%s], \"onBadRow\": \"FAIL\"}";
            assertThat(run(request.formatted(join), counted).rows()).hasSize(2);
            assertThat(open).hasValue(0);
            String cast = "{\"cast\": {\"column\": \"a\", \"type\": \"INTEGER\"}}";
            assertThatThrownBy(() -> run(request.formatted(join + ", " + cast), counted))
                    .isInstanceOf(AgentException.class);
            assertThat(open).hasValue(0);
        }

        @Test
        void thatCannotBeReadAreAPassingFault() {
            Attachment broken = new Attachment.Source("a.json", "application/json", 8, () -> {
                throw new IOException("the disk is gone");
            });
            assertThatThrownBy(() -> run("{\"source\": {\"attachment\": \"a.json\", \"format\": \"JSON\"}}", broken))
                    .isInstanceOf(IOException.class);
        }
    }

    @Nested
    class Cancellation {
        @Test
        void endsALongCall() {
            String request = Processing.request("CSV", "a\n" + "1\n".repeat(10_000));
            assertThatThrownBy(() -> Processing.runUnchecked(request, TestContext.cancelledAfter(3)))
                    .isInstanceOfSatisfying(
                            AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        }

        @Test
        void endsAJoinThatMakesManyRowsOfFew() {
            String many = "k\n" + "1\n".repeat(2_000);
            String join = "{\"join\": {\"source\": {\"text\": %s}, \"on\": [{\"left\": \"k\", \"right\": \"k\"}]}}"
                    .formatted(Processing.quoted(many));
            String none = "{\"filter\": {\"where\": \"false\"}}";
            String request = Processing.request("CSV", many, join, none);
            // Reading both sides asks about 16 times; the four million rows between must ask as well.
            assertThatThrownBy(() -> Processing.runUnchecked(request, TestContext.cancelledAfter(40)))
                    .isInstanceOfSatisfying(
                            AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        }
    }

    @Test
    void theStepsAreTakenInTheirOrder() throws IOException {
        String limit = "{\"limit\": {\"rows\": 2}}";
        String filter = "{\"filter\": {\"where\": \"a != '1'\"}}";
        assertThat(csv("a\n1\n2\n3\n", limit, filter).rows()).containsExactly(List.of("2"));
        assertThat(csv("a\n1\n2\n3\n", filter, limit).rows()).containsExactly(List.of("2"), List.of("3"));
    }

    @Test
    void aCallLeavesNoFileBehind() throws IOException {
        String wide = "x".repeat(2_000);
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 5_000; i++) {
            text.append(i * 7919 % 5_000).append(',').append(wide).append('\n');
        }
        java.nio.file.Path temporary = java.nio.file.Path.of(System.getProperty("java.io.tmpdir"));
        long before = spillFiles(temporary);
        Answer answer = run(
                "{\"source\": {\"attachment\": \"a.csv\"}, \"steps\": [{\"sort\": {\"by\": [{\"column\": \"a\"}]}},"
                        + " {\"select\": {\"columns\": [\"a\"]}}, {\"limit\": {\"rows\": 3}}]}",
                file("a.csv", "text/csv", text.toString()));
        assertThat(answer.rows()).isEqualTo(Arrays.asList(List.of("0"), List.of("1"), List.of("10")));
        assertThat(spillFiles(temporary)).isEqualTo(before);
    }

    private static long spillFiles(java.nio.file.Path directory) throws IOException {
        try (var files = java.nio.file.Files.list(directory)) {
            return files.filter(f -> f.getFileName().toString().startsWith("souk-data-"))
                    .count();
        }
    }
}
