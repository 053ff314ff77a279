package dev.souk.plugin.data.source;

import static dev.souk.plugin.data.Processing.file;
import static dev.souk.plugin.data.Processing.json;
import static dev.souk.plugin.data.Processing.jsonLines;
import static dev.souk.plugin.data.Processing.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.plugin.data.Processing.Answer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JsonSourceTest {
    @Nested
    class AnArray {
        @Test
        void columnsAreAllFieldsInTheOrderTheyAppear() throws IOException {
            Answer answer = json("[{\"b\": 1}, {\"a\": \"x\", \"b\": true}, {}]");
            assertThat(answer.columns()).containsExactly("b", "a");
            assertThat(answer.rows())
                    .containsExactly(Arrays.asList(1L, null), List.of(true, "x"), Arrays.asList(null, null));
        }

        @Test
        void objectsWithinBecomeColumnsAndArraysText() throws IOException {
            Answer answer = json(
                    "[{\"a\": {\"b\": {\"c\": 1}, \"d\": null}, \"e\": [1, {\"f\": \"x\\\"\"}, 1.50, 1e400, true, null], \"g\": {}}]");
            assertThat(answer.columns()).containsExactly("a.b.c", "a.d", "e");
            assertThat(answer.rows())
                    .containsExactly(Arrays.asList(1L, null, "[1,{\"f\":\"x\\\"\"},1.50,1e400,true,null]"));
        }

        @Test
        void elementsThatAreNoObjectsDoNotFit() throws IOException {
            Answer answer = json("[\n{\"a\": 1},\n7,\n[{\"a\": 2}, [3]],\n{\"a\": 4},\nnull\n]");
            assertThat(answer.rows()).containsExactly(List.of(1L), List.of(4L));
            assertThat(answer.rejections())
                    .containsExactly("/source line 3 JSON", "/source line 4 JSON", "/source line 6 JSON");
            assertThat(answer.rowsRead()).isEqualTo(5);
        }

        @Test
        void aFieldWrittenTwiceDoesNotFitAndTheRestOfItsObjectIsPassedOver() throws IOException {
            Answer answer =
                    json("[{\"a\": 1, \"a\": 2, \"b\": {\"c\": [1]}},\n{\"b\": {\"c\": 1}, \"b.c\": 2},\n{\"a\": 3}]");
            assertThat(answer.rejections()).containsExactly("/source line 1 a JSON", "/source line 2 b.c JSON");
            assertThat(answer.rows()).containsExactly(Arrays.asList(3L, null));
        }

        @Test
        void aNumberOfTooManyDigitsDoesNotFit() throws IOException {
            Answer answer = json("[{\"a\": 1e999999999}, {\"a\": 1e-300}, {\"a\": 0.1e2}]");
            assertThat(answer.rows()).containsExactly(List.of(10L));
            assertThat(answer.rejections()).containsExactly("/source line 1 a JSON", "/source line 1 a JSON");
        }

        @Test
        void numbersAreExact() throws IOException {
            String digits = "0.1234567890123456789012345678901234567890";
            assertThat(json("[{\"a\": " + digits + "}]").rows()).containsExactly(List.of(new BigDecimal(digits)));
        }

        @Test
        void anArrayWithinThatIsTooLargeDoesNotFit() throws IOException {
            String large = "[{\"a\": [" + "1,".repeat(600_000) + "1]},\n{\"a\": 2}]";
            Answer answer =
                    run("{\"source\": {\"attachment\": \"a.json\"}}", file("a.json", "application/json", large));
            assertThat(answer.rejections()).containsExactly("/source line 1 a TOO_LONG");
            assertThat(answer.rows()).containsExactly(List.of(2L));
        }

        @Test
        void halvesOfSurrogatePairsDoNotFit() throws IOException {
            Answer answer = json("[{\"a\": \"\\ud83d\\ude00\"}, {\"a\": \"\\ud83d\"}, {\"a\": [\"\\ude00\\ud83d\"]}]");
            assertThat(answer.rows()).containsExactly(List.of("😀"));
            assertThat(answer.rejectedByKind()).isEqualTo(Map.of("ENCODING", 2L));
        }

        @Test
        void anEmptyArrayHasNoColumns() throws IOException {
            assertThat(json(" [ ] ").columns()).isEmpty();
        }

        @Test
        void nestingBeyondTheBoundIsRefused() {
            assertThatThrownBy(() -> json("[" + "[".repeat(100) + "]".repeat(100) + "]"))
                    .hasMessageContaining("broken JSON");
        }

        @Test
        void moreFieldsThanColumnsFitAreRefused() {
            StringBuilder object = new StringBuilder("[{\"c\": 0");
            for (int i = 0; i < 1_000; i++) {
                object.append(", \"c").append(i).append("\": 0");
            }
            assertThatThrownBy(() -> json(object + "}]")).hasMessageContaining("more than 1000 different fields");
        }

        @Test
        void aBrokenDocumentIsRefusedWithItsLine() {
            assertThatThrownBy(() -> json("[{\"a\": 1},\n{\"a\": }]"))
                    .hasMessageContaining("of line 2; nothing behind it can be read");
        }
    }

    @Nested
    class LinesOfObjects {
        @Test
        void everyLineIsARow() throws IOException {
            Answer answer = jsonLines("{\"a\": 1}\r\n\n  \n{\"b\": \"x\"}");
            assertThat(answer.columns()).containsExactly("a", "b");
            assertThat(answer.rows()).containsExactly(Arrays.asList(1L, null), Arrays.asList(null, "x"));
        }

        @Test
        void brokenLinesDoNotFitAndTheRestGoesOn() throws IOException {
            Answer answer = jsonLines("{\"a\": 1}\n{\"a\": \n[1]\n{\"a\": 2} {}\nnot json\n{\"a\": 3}\n");
            assertThat(answer.rows()).containsExactly(List.of(1L), List.of(3L));
            assertThat(answer.rejections())
                    .containsExactly(
                            "/source line 2 JSON", "/source line 3 JSON", "/source line 4 JSON", "/source line 5 JSON");
        }

        @Test
        void aNameWithHalfOfASurrogatePairDoesNotFit() throws IOException {
            Answer answer = jsonLines("{\"a\": 1}\n{\"\\ude00\": 1}\n");
            assertThat(answer.columns()).containsExactly("a");
            assertThat(answer.rejections()).containsExactly("/source line 2 JSON");
        }

        @Test
        void aReasonDoesNotRepeatTheLine() throws IOException {
            Answer answer = jsonLines("{\"a\": secret}\n");
            assertThat(answer.reason(0)).startsWith("broken JSON at character").doesNotContain("secret");
        }
    }
}
