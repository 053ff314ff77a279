package dev.souk.engine.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class JsonTest {
    private static void refused(String text, String... message) {
        assertThatThrownBy(() -> Json.object(text))
                .isInstanceOf(JsonException.class)
                .satisfies(no -> assertThat(message)
                        .allSatisfy(part -> assertThat(no.getMessage()).contains(part)));
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    @Nested
    class Text {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "[]",
                    "7",
                    "\"text\"",
                    "null",
                    "{",
                    "{} {}",
                    "{}x",
                    "{'a':1}",
                    "{a:1}",
                    "{\"a\":NaN}",
                    "{\"a\":01}",
                    "{\"a\":1,}",
                    "{\"a\":1} // so",
                    "{\"a\":\"\u0001\"}"
                })
        void thatIsNotOneObjectIsRefused(String text) {
            refused(text);
        }

        @Test
        void withAKeyTwiceIsRefused() {
            refused("{\"price\":1,\"price\":2}", "price");
        }

        @Test
        void thatIsNestedWithoutEndIsRefused() {
            refused(nested(100_000), "depth");
        }

        @Test
        void withANumberWithoutEndIsRefused() {
            refused("{\"a\":" + "9".repeat(100_000) + "}");
        }

        @Test
        void thatIsWrongIsNotRepeated() {
            assertThatThrownBy(() -> Json.object("{\"a\": \"my secret\" oops}"))
                    .satisfies(no -> assertThat(no.getMessage()).doesNotContain("my secret"));
        }

        @Test
        void keepsNumbersExactly() {
            String numbers = "{\"a\":1.10,\"b\":0.12345678901234567890123456789,\"c\":12345678901234567890,\"d\":7}";
            ObjectNode tree = Json.object(numbers);
            assertThat(Json.text(tree)).isEqualTo(numbers);
            assertThat(Json.values(tree))
                    .containsEntry("a", new BigDecimal("1.10"))
                    .containsEntry("b", new BigDecimal("0.12345678901234567890123456789"))
                    .containsEntry("c", new BigInteger("12345678901234567890"))
                    .containsEntry("d", 7L);
        }
    }

    @Nested
    class Values {
        @Test
        void becomeATreeAndAreCopied() {
            List<Object> list = new ArrayList<>(List.of(1));
            ObjectNode tree = Json.tree(Map.of("list", list));
            list.add(2);
            assertThat(Json.values(tree)).isEqualTo(Map.of("list", List.of(1L)));
        }

        @Test
        void ofATreeCannotBeChanged() {
            Map<String, Object> values = Json.values(Json.object("{\"a\":{\"b\":[{\"c\":1}]}}"));
            assertThatThrownBy(() -> values.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
            Map<?, ?> inner = (Map<?, ?>) values.get("a");
            assertThatThrownBy(inner::clear).isInstanceOf(UnsupportedOperationException.class);
            List<?> list = (List<?>) inner.get("b");
            assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(((Map<?, ?>) list.get(0))::clear).isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        void mayBeNull() {
            Map<String, Object> withNull = new HashMap<>();
            withNull.put("a", null);
            withNull.put("b", Arrays.asList(1L, null));
            assertThat(Json.values(Json.tree(withNull))).isEqualTo(withNull);
        }

        @Test
        void thatContainThemselvesAreRefused() {
            Map<String, Object> endless = new HashMap<>();
            endless.put("self", List.of(endless));
            assertThatThrownBy(() -> Json.tree(endless)).hasMessageContaining("contains itself");
        }

        @Test
        void thatAreNestedTooDeepToBeWrittenAreRefused() {
            Map<String, Object> deep = Map.of();
            for (int i = 0; i < 600; i++) {
                deep = Map.of("a", deep);
            }
            ObjectNode tree = Json.tree(deep);
            assertThatThrownBy(() -> Json.sizeUpTo(tree, 1_000_000)).isInstanceOf(JsonException.class);
        }

        /** A first answer showed the number, and the same answer again, read from the store, the text "NaN". */
        @Test
        void thatJsonCannotWriteAreRefused() {
            for (Object value : List.of(Double.NaN, Float.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)) {
                assertThatThrownBy(() -> Json.tree(Map.of("a", List.of(Map.of("b", value)))))
                        .hasMessageContaining("NaN");
            }
        }

        /** A first answer showed null, and the same answer again, read from the store, the text. */
        @Test
        void thatAreBytesAreTheirTextFromTheBeginning() {
            ObjectNode tree = Json.tree(Map.of("a", new byte[] {1, 2}, "b", List.of(new byte[] {3})));
            assertThat(Json.values(tree)).isEqualTo(Map.of("a", "AQI=", "b", List.of("Aw==")));
        }

        @Test
        void ofOtherKindsAreText() {
            assertThat(Json.values(Json.tree(Map.of("at", Instant.EPOCH, "kind", Thread.State.NEW))))
                    .isEqualTo(Map.of("at", "1970-01-01T00:00:00Z", "kind", "NEW"));
        }

        @Test
        void thatAreNoObjectAreRefused() {
            assertThatThrownBy(() -> Json.tree(List.of(1))).hasMessageContaining("not a JSON object but array");
        }
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        Arbitrary<Object> scalar = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(5).map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast),
                Arbitraries.bigDecimals().ofScale(4).map(Object.class::cast));
        Arbitrary<String> key = Arbitraries.strings().ofMaxLength(4);
        Arbitrary<Object> list = scalar.list().ofMaxSize(3).map(Object.class::cast);
        Arbitrary<Object> map = Arbitraries.maps(key, Arbitraries.oneOf(scalar, list))
                .ofMaxSize(3)
                .map(Object.class::cast);
        return Arbitraries.maps(key, Arbitraries.oneOf(scalar, list, map)).ofMaxSize(4);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void valuesComeBackFromTreeAndTextAsTheyWere(@ForAll("objects") Map<String, Object> values) {
        ObjectNode tree = Json.tree(values);
        assertThat(Json.values(tree)).isEqualTo(values);
        ObjectNode read = Json.object(Json.text(tree));
        assertThat(Json.values(read)).isEqualTo(values);
        assertThat(Json.canonicalBytes(read)).isEqualTo(Json.canonicalBytes(tree));
        assertThat(Json.sizeUpTo(tree, Long.MAX_VALUE))
                .isEqualTo(Json.text(tree).getBytes(StandardCharsets.UTF_8).length);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfKeysDoesNotMatterToTheCanonicalBytes(@ForAll("objects") Map<String, Object> values) {
        Map<String, Object> reversed = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>(values.keySet());
        Collections.reverse(keys);
        keys.forEach(key -> reversed.put(key, values.get(key)));
        assertThat(Json.canonicalBytes(Json.tree(reversed))).isEqualTo(Json.canonicalBytes(Json.tree(values)));
    }

    @Test
    void countingStopsSoonAfterTheMost() {
        ObjectNode one = Json.tree(Map.of("a", "x".repeat(1_000_000)));
        assertThat(Json.sizeUpTo(one, 10_000)).isGreaterThan(10_000);
        assertThat(Json.sizeUpTo(one, 1_000_008)).isEqualTo(1_000_008);
        ObjectNode many = Json.tree(Map.of("a", Collections.nCopies(1_000_000, "x")));
        assertThat(Json.sizeUpTo(many, 10_000)).isBetween(10_001L, 100_000L);
        ObjectNode unusual = Json.tree(Map.of("a", Collections.nCopies(1_000_000, 0.5)));
        assertThat(Json.sizeUpTo(unusual, 10_000)).isBetween(10_001L, 100_000L);
    }

    @Nested
    class Records {
        record Order(int pieces, Optional<String> note, List<Line> lines) {
            Order {
                if (pieces < 0) {
                    throw new IllegalArgumentException("pieces cannot be negative");
                }
            }
        }

        record Line(String article, double price) {}

        private void misfit(String text, String pointer, String... message) {
            assertThatThrownBy(() -> Json.read(Json.object(text), Order.class))
                    .isInstanceOfSatisfying(
                            JsonException.class, no -> assertThat(no.pointer()).isEqualTo(pointer))
                    .satisfies(no -> assertThat(message)
                            .allSatisfy(part -> assertThat(no.getMessage()).contains(part)))
                    .satisfies(no ->
                            assertThat(no.getMessage()).doesNotContain("secret").doesNotContain("dev.souk"));
        }

        @Test
        void areMadeFromATree() {
            assertThat(Json.read(
                            Json.object("{\"pieces\":2,\"lines\":[{\"article\":\"a\",\"price\":1}]}"), Order.class))
                    .isEqualTo(new Order(2, Optional.empty(), List.of(new Line("a", 1))));
            assertThat(Json.read(Json.object("{\"pieces\":2,\"note\":\"n\",\"lines\":[]}"), Order.class))
                    .isEqualTo(new Order(2, Optional.of("n"), List.of()));
        }

        @Test
        void sayWhereSomethingDoesNotFitAndNotWhatItWas() {
            misfit("{\"pieces\":\"secret\",\"lines\":[]}", "/pieces", "type int");
            misfit("{\"pieces\":1,\"lines\":[{\"article\":\"a\",\"price\":\"secret\"}]}", "/lines/0/price");
            misfit("{\"pieces\":1,\"lines\":[{\"article\":\"a\",\"price\":null}]}", "/lines/0/price");
            misfit("{\"pieces\":99999999999,\"lines\":[]}", "/pieces");
            misfit("{\"pieces\":1,\"lines\":[],\"a/b~c\":\"secret\"}", "/a~1b~0c", "'a/b~c' is not known");
        }

        @Test
        void sayWhatTheirConstructorRefused() {
            misfit("{\"pieces\":-1,\"lines\":[]}", "", "pieces cannot be negative");
        }
    }
}
