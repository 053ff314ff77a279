package dev.souk.engine.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The short way comes to what the library comes to, or leaves it to the library. */
class PlainTreeTest {
    private static final JsonMapper LIBRARY = JsonMapper.shared();

    /** Every character is as likely as any other: plain ones, escaped ones, halves of pairs. */
    @Provide
    Arbitrary<Map<String, Object>> anyValues() {
        Arbitrary<Character> letter = Arbitraries.oneOf(
                Arbitraries.chars().range(' ', '~'),
                Arbitraries.chars().range('\0', '\u00ff'),
                Arbitraries.chars().range('\ud7f0', '\ue010'),
                Arbitraries.chars().all());
        Arbitrary<String> text = Arbitraries.oneOf(
                letter.list().ofMaxSize(6).map(PlainTreeTest::text), Arbitraries.of("😀", "x😀", "é", "漢", ""));
        Arbitrary<Object> scalar = Arbitraries.oneOf(
                text.map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.integers().map(Object.class::cast),
                Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L, 9L, 10L, -10L, 99, 100)
                        .map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast),
                Arbitraries.<Object>just(null));
        Arbitrary<Object> unusual = Arbitraries.oneOf(
                Arbitraries.bigDecimals().map(Object.class::cast),
                Arbitraries.bigIntegers().map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.shorts().map(Object.class::cast));
        Arbitrary<Object> value = Arbitraries.frequencyOf(Tuple.of(19, scalar), Tuple.of(1, unusual));
        for (int depth = 0; depth < 3; depth++) {
            Arbitrary<Object> inner = value;
            value = Arbitraries.oneOf(
                    inner,
                    inner.list().ofMaxSize(4).map(Object.class::cast),
                    Arbitraries.maps(text, inner).ofMaxSize(4).map(Object.class::cast));
        }
        return Arbitraries.maps(text, value).ofMaxSize(5);
    }

    private static String text(List<Character> letters) {
        StringBuilder text = new StringBuilder();
        letters.forEach(text::append);
        return text.toString();
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void theTreeIsTheLibrarys(@ForAll("anyValues") Map<String, Object> values) {
        ObjectNode plain = PlainTree.of(values);
        if (plain != null) {
            assertThat((JsonNode) plain).isEqualTo(LIBRARY.valueToTree(values));
        }
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void theSizeIsThatOfTheTextTheLibraryWrites(@ForAll("anyValues") Map<String, Object> values) {
        JsonNode tree = LIBRARY.valueToTree(values);
        long written = LIBRARY.writeValueAsBytes(tree).length;
        assertThat(PlainTree.sizeUpTo(tree, Long.MAX_VALUE)).isIn(PlainTree.UNKNOWN, written);
        assertThat(PlainTree.sizeUpTo(tree, written)).isIn(PlainTree.UNKNOWN, written);
        assertThat(PlainTree.sizeUpTo(tree, written - 1)).matches(size -> size == PlainTree.UNKNOWN || size >= written);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void aTreeOfKnownSizeReadsBackAsItIs(@ForAll("anyValues") Map<String, Object> values) {
        ObjectNode tree = LIBRARY.valueToTree(values);
        if (PlainTree.sizeUpTo(tree, Long.MAX_VALUE) != PlainTree.UNKNOWN) {
            assertThat(Json.values(tree)).isEqualTo(Json.values(Json.object(Json.text(tree))));
        }
    }

    @Test
    void whatIsPlainIsNotLeftToTheLibrary() {
        Map<String, Object> values = new HashMap<>(Map.of("a", "x\n\"ü😀", "b", 1, "c", List.of(2L, true, Map.of())));
        values.put("d", null);
        ObjectNode tree = PlainTree.of(values);
        assertThat((JsonNode) tree).isEqualTo(LIBRARY.valueToTree(values));
        assertThat(PlainTree.sizeUpTo(LIBRARY.valueToTree(values), Long.MAX_VALUE))
                .isEqualTo(LIBRARY.writeValueAsBytes(values).length);
    }

    /** As a key of its class may have another text than {@code toString}, and a class of maps a form of its own. */
    @Test
    void mapsThatTheLibraryMayKnowOtherwiseAreLeftToIt() {
        Properties properties = new Properties();
        properties.setProperty("a", "b");
        assertThat(PlainTree.of(Map.of("p", properties))).isNull();
        assertThat(PlainTree.of(Map.of(1, "x"))).isNull();
        assertThat(PlainTree.of(new HashMap<>() {})).isNull();
        assertThat(PlainTree.of(Map.of("l", new ArrayList<>() {}))).isNull();
        Map<String, Object> noName = new HashMap<>();
        noName.put(null, 1);
        assertThat(PlainTree.of(noName)).isNull();
    }

    @Test
    void theOrderOfTheNamesIsThatOfTheMap() {
        Map<String, Object> ordered = new LinkedHashMap<>();
        ordered.put("z", 1);
        ordered.put("a", 2);
        assertThat(Json.text(Json.tree(ordered))).isEqualTo("{\"z\":1,\"a\":2}");
        assertThat(Json.text(Json.tree(new TreeMap<>(ordered)))).isEqualTo("{\"a\":2,\"z\":1}");
        assertThat(Json.text(Json.tree(Collections.unmodifiableMap(ordered)))).isEqualTo("{\"z\":1,\"a\":2}");
    }

    @Test
    void valuesThatHaveOtherFormsAreLeftToTheLibrary() {
        for (Object value : Arrays.asList(
                1.5, 1.5f, new BigDecimal("1.0"), BigInteger.ONE, 'c', new byte[1], Thread.State.NEW, new Object[0])) {
            assertThat(PlainTree.of(Map.of("a", value))).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {98, 99, 100, 600})
    void whatIsVeryDeepIsLeftToTheLibrary(int depth) {
        Map<String, Object> deep = Map.of();
        for (int i = 0; i < depth; i++) {
            deep = Map.of("a", deep);
        }
        assertThat(PlainTree.of(deep) == null).isEqualTo(depth >= 100);
        assertThat(PlainTree.sizeUpTo(LIBRARY.valueToTree(deep), Long.MAX_VALUE) == PlainTree.UNKNOWN)
                .isEqualTo(depth >= 100);
    }

    @Test
    void namesThatTheLibraryWouldNotReadAreLeftToIt() {
        JsonNode tree = LIBRARY.valueToTree(Map.of("n".repeat(50_001), 1));
        assertThat(PlainTree.sizeUpTo(tree, Long.MAX_VALUE)).isEqualTo(PlainTree.UNKNOWN);
    }
}
