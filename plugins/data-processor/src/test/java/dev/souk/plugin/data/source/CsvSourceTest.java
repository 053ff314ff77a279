package dev.souk.plugin.data.source;

import static dev.souk.plugin.data.Processing.csv;
import static dev.souk.plugin.data.Processing.file;
import static dev.souk.plugin.data.Processing.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.plugin.data.Processing.Answer;
import dev.souk.spi.agent.Attachment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CsvSourceTest {
    private static final String ANY = "{\"source\": {\"attachment\": \"a.csv\"}}";

    private static Answer bytes(byte[] bytes) throws IOException {
        return run(ANY, Attachment.of("a.csv", "text/csv", bytes));
    }

    @Nested
    class WellFormed {
        @Test
        void everyEndOfLineEndsARecord() throws IOException {
            for (String end : List.of("\n", "\r\n", "\r")) {
                for (String last : List.of("", end)) {
                    Answer answer = csv("a,b" + end + "1,2" + end + "3,4" + last);
                    assertThat(answer.columns()).containsExactly("a", "b");
                    assertThat(answer.rows()).containsExactly(List.of("1", "2"), List.of("3", "4"));
                }
            }
        }

        @Test
        void quotedFieldsHoldSeparatorsQuotesAndLineEnds() throws IOException {
            Answer answer = csv("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n\"one\r\ntwo\n\nfour\",\"\"\n");
            assertThat(answer.rows())
                    .containsExactly(List.of("x,y", "say \"hi\""), Arrays.asList("one\ntwo\n\nfour", null));
            assertThat(answer.rejectedCount()).isZero();
        }

        @Test
        void aQuoteInsideAFieldThatIsNotQuotedIsPlain() throws IOException {
            assertThat(csv("a,b\n6\" pipe,5'\"\n").rows()).containsExactly(List.of("6\" pipe", "5'\""));
        }

        @Test
        void emptyFieldsAreNullAndEmptyLinesAreNoRecords() throws IOException {
            Answer answer = csv("\na,b\n\n,x\n\n\n,\n");
            assertThat(answer.rows()).containsExactly(Arrays.asList(null, "x"), Arrays.asList(null, null));
            assertThat(answer.rowsRead()).isEqualTo(2);
        }

        @Test
        void aSingleColumnMayHoldAQuotedNothing() throws IOException {
            assertThat(csv("a\n\"\"\nx\n").rows()).containsExactly(Collections.singletonList(null), List.of("x"));
        }

        @Test
        void spacesBelongToFieldsButNotToNames() throws IOException {
            Answer answer = csv(" a ,, b\n 1 ,2,3 \n");
            assertThat(answer.columns()).containsExactly("a", "column2", "b");
            assertThat(answer.rows()).containsExactly(List.of(" 1 ", "2", "3 "));
        }

        @Test
        void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
            assertThat(csv("\uFEFFa\n1\n").columns()).containsExactly("a");
            assertThat(csv("\uFEFF\"a\"\n1\n").columns()).containsExactly("a");
        }

        @Test
        void separatorQuoteAndNamesMayBeSaid() throws IOException {
            Answer answer = run("{\"source\": {\"text\": \"'a;b';2\\n3;4\\n\","
                    + " \"csv\": {\"separator\": \";\", \"quote\": \"'\", \"columns\": [\"x\", \"y\"]}}}");
            assertThat(answer.columns()).containsExactly("x", "y");
            assertThat(answer.rows()).containsExactly(List.of("a;b", "2"), List.of("3", "4"));
        }

        @Test
        void aHeaderAloneIsATableWithoutRows() throws IOException {
            Answer answer = csv("a,b");
            assertThat(answer.columns()).containsExactly("a", "b");
            assertThat(answer.rows()).isEmpty();
        }

        @Test
        void manyRowsKeepTheirLineNumbers() throws IOException {
            StringBuilder text = new StringBuilder("a\n");
            for (int i = 2; i <= 3_000; i++) {
                text.append(i % 700 == 0 ? "bad,bad" : String.valueOf(i)).append('\n');
            }
            Answer answer = csv(text.toString());
            assertThat(answer.rejections())
                    .containsExactly(
                            "/source line 700 FIELD_COUNT",
                            "/source line 1400 FIELD_COUNT",
                            "/source line 2100 FIELD_COUNT",
                            "/source line 2800 FIELD_COUNT");
            assertThat(answer.rowsOut()).isEqualTo(2_995);
        }
    }

    @Nested
    class Malformed {
        @Test
        void aWrongNumberOfFieldsCostsItsRecord() throws IOException {
            Answer answer = csv("a,b\n1\n2,3\n4,5,6\n");
            assertThat(answer.rows()).containsExactly(List.of("2", "3"));
            assertThat(answer.rejections()).containsExactly("/source line 2 FIELD_COUNT", "/source line 4 FIELD_COUNT");
            assertThat(answer.reason(0)).isEqualTo("the record has 1 field for 2 columns");
        }

        @Test
        void aRecordOfManyLinesIsReportedOnItsFirst() throws IOException {
            Answer answer = csv("a,b\n\"1\n2\n3\",x\n\"4\n5\"\n6,x\n");
            assertThat(answer.rows()).containsExactly(List.of("1\n2\n3", "x"), List.of("6", "x"));
            assertThat(answer.rejections()).contains("/source line 5 QUOTE");
        }

        @Test
        void aQuoteThatNeverClosesCostsOneLineAndNotTheRest() throws IOException {
            Answer answer = csv("a,b\n1,x\n2,\"open\n3,x\n4,x\n");
            assertThat(answer.rows()).containsExactly(List.of("1", "x"), List.of("3", "x"), List.of("4", "x"));
            assertThat(answer.rejections()).containsExactly("/source line 3 QUOTE");
            assertThat(answer.reason(0)).isEqualTo("a quote is opened and not closed");
            assertThat(answer.rowsRead()).isEqualTo(4);
        }

        @Test
        void aQuoteThatOpensBeforeAQuotedRowCostsOneLine() throws IOException {
            Answer answer = csv("a,b\n1,\"open\n2,\"closed\"\n3,x\n");
            assertThat(answer.rows()).containsExactly(List.of("2", "closed"), List.of("3", "x"));
            assertThat(answer.rejections()).containsExactly("/source line 2 QUOTE");
        }

        @Test
        void twoOpenQuotesCostTheirTwoLinesAndNotThoseBetween() throws IOException {
            Answer answer = csv("a,b\n1,\"open\n2,x\n3,x\n\"4,x\n5,x\n");
            assertThat(answer.rows()).containsExactly(List.of("2", "x"), List.of("3", "x"), List.of("5", "x"));
            assertThat(answer.rejections()).containsExactly("/source line 2 QUOTE", "/source line 5 QUOTE");
        }

        @Test
        void somethingBehindAClosingQuoteCostsItsLine() throws IOException {
            Answer answer = csv("a,b\n\"1\"x,2\n3,4\n");
            assertThat(answer.rows()).containsExactly(List.of("3", "4"));
            assertThat(answer.reason(0)).contains("a closing quote is followed by");
        }

        @Test
        void aRecordOverTooManyLinesCostsItsFirst() throws IOException {
            Answer answer = csv("a\n\"" + "x\n".repeat(1_001) + "\"\n");
            assertThat(answer.rejections().get(0)).isEqualTo("/source line 2 QUOTE");
            assertThat(answer.rowsOut()).isEqualTo(1_000);
        }

        @Test
        void aLineThatIsNotUtf8CostsItself() throws IOException {
            Answer answer = bytes("a\nm\u00fcd\n\u00fc\uFFFD\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(answer.rejections()).containsExactly("/source line 2 ENCODING", "/source line 3 ENCODING");
        }

        @Test
        void aReplacementCharacterThatIsWrittenIsKept() throws IOException {
            assertThat(csv("a\nx\uFFFDy\n").rows()).containsExactly(List.of("x\uFFFDy"));
        }

        @Test
        void utf16IsRefusedByName() {
            assertThatThrownBy(() -> bytes("a\n1\n".getBytes(StandardCharsets.UTF_16)))
                    .hasMessageContaining("the source is UTF-16");
        }

        @Test
        void aLineThatIsTooLongCostsItself() throws IOException {
            Answer answer = run(ANY, file("a.csv", "text/csv", "a\n1\n" + "x".repeat((1 << 20) + 1) + "\n2\n"));
            assertThat(answer.rows()).containsExactly(List.of("1"), List.of("2"));
            assertThat(answer.rejections()).containsExactly("/source line 3 TOO_LONG");
        }

        @Test
        void aLineThatIsJustNotTooLongIsRead() throws IOException {
            Answer answer = run(ANY, file("a.csv", "text/csv", "a\n" + "x".repeat(1 << 20) + "\n2\n"));
            assertThat(answer.rowsOut()).isEqualTo(2);
        }

        @Test
        void aLineOfVeryManyFieldsCostsItself() throws IOException {
            Answer answer = csv("a\n" + ",".repeat(100_000) + "\n2\n");
            assertThat(answer.rows()).containsExactly(List.of("2"));
            assertThat(answer.reason(0)).isEqualTo("the record has 100001 fields for 1 columns");
        }
    }

    @Nested
    class Detection {
        @Test
        void goesByNameThenTypeThenContent() throws IOException {
            assertThat(detected("x.CSV", "application/json", "[1")).containsExactly("[1");
            assertThat(detected("x.ndjson", "text/csv", "{\"a\": 1}")).containsExactly("a");
            assertThat(detected("x", "text/tab-separated-values; charset=utf-8", "a\tb"))
                    .containsExactly("a", "b");
            assertThat(detected("x", "application/x-ndjson", "{\"a\": 1}")).containsExactly("a");
            assertThat(detected("x.json", "application/json", " \n[{\"a\": 1}]"))
                    .containsExactly("a");
            assertThat(detected("x.json", "application/json", "{\"a\": 1}\n{\"b\": 1}"))
                    .containsExactly("a", "b");
            assertThat(detected("x", "text/plain", "a,b")).containsExactly("a", "b");
            assertThat(detected("x", "text/plain", "\uFEFF[{\"a\": 1}]")).containsExactly("a");
        }

        private List<String> detected(String name, String mediaType, String text) throws IOException {
            return run("{\"source\": {\"attachment\": \"%s\"}}".formatted(name), file(name, mediaType, text))
                    .columns();
        }
    }
}
