package dev.souk.engine.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.souk.spi.agent.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The quick yes is never said where the library says no. */
class PlainSchemaTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final List<String> NAMES = List.of("a", "b", "c");

    private static boolean libraryTakes(JsonNode schema, JsonNode value) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(value)
                .isEmpty();
    }

    @Provide
    Arbitrary<Object> schemas() {
        return schemas(2);
    }

    private static Arbitrary<Object> schemas(int depth) {
        Arbitrary<Object> type = Arbitraries.of(
                "string", "integer", "number", "boolean", "null", "object", "array", List.of("string", "null"));
        Arbitrary<Object> texts = Arbitraries.of(NAMES)
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .uniqueElements()
                .map(l -> l);
        Arbitrary<Object> length = Arbitraries.integers().between(0, 3).map(l -> l);
        Arbitrary<Object> inner = depth == 0 ? Arbitraries.of(true, Map.of()) : schemas(depth - 1);
        Arbitrary<Object> properties =
                Arbitraries.maps(Arbitraries.of(NAMES), inner).ofMaxSize(3).map(m -> m);
        Map<String, Arbitrary<Object>> keywords = new LinkedHashMap<>();
        keywords.put("type", type);
        keywords.put("enum", texts);
        keywords.put("required", texts);
        keywords.put("minLength", length);
        keywords.put("maxLength", length);
        keywords.put("items", inner);
        keywords.put("properties", properties);
        keywords.put("additionalProperties", Arbitraries.oneOf(Arbitraries.of(true, false), inner));
        Arbitrary<List<String>> chosen =
                Arbitraries.of(keywords.keySet()).list().ofMaxSize(4).uniqueElements();
        return chosen.flatMap(names -> {
            Arbitrary<Map<String, Object>> schema = Arbitraries.just(Map.of());
            for (String name : names) {
                schema = schema.flatMap(before -> keywords.get(name).map(value -> {
                    Map<String, Object> with = new LinkedHashMap<>(before);
                    with.put(name, value);
                    return with;
                }));
            }
            return schema.map(all -> all);
        });
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> value = Arbitraries.of(
                "",
                "a",
                "b",
                "😀",
                "😀😀",
                "long text",
                0,
                7L,
                1.0,
                2.5,
                Long.MAX_VALUE,
                true,
                new ArrayList<>(),
                Map.of());
        value = value.injectNull(0.1);
        for (int depth = 0; depth < 2; depth++) {
            Arbitrary<Object> inner = value;
            value = Arbitraries.oneOf(
                    inner,
                    inner.list().ofMaxSize(2).map(l -> l),
                    Arbitraries.maps(Arbitraries.of("a", "b", "c", "d"), inner)
                            .ofMaxSize(3)
                            .map(m -> m));
        }
        return value;
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void whatItTakesTheLibraryTakes(@ForAll("schemas") Object schema, @ForAll("values") Object value) {
        JsonNode schemaTree = MAPPER.valueToTree(schema);
        JsonNode tree = MAPPER.valueToTree(value);
        PlainSchema plain = PlainSchema.of(schemaTree);
        boolean taken = plain != null && plain.fits(tree);
        Statistics.collect(taken);
        if (taken) {
            assertThat(libraryTakes(schemaTree, tree))
                    .as("%s by %s", tree, schemaTree)
                    .isTrue();
        }
    }

    private static PlainSchema plain(String text) {
        return PlainSchema.of(MAPPER.readTree(text.replace('\'', '"')));
    }

    private record Order(
            int pieces, OptionalInt most, Optional<String> note, List<Line> lines, Map<String, Long> prices) {}

    private record Line(String article, double price, boolean last, Thread.State state) {}

    @Test
    void theSchemaOfARecordIsPlain() {
        PlainSchema plain = PlainSchema.of(RecordSchemas.of(Order.class));
        assertThat(plain).isNotNull();
        JsonNode fits = Json.object(
                "{'pieces':1,'note':null,'prices':{'a':1},'lines':[{'article':'a','price':0.5,'last':true,'state':'NEW'}]}"
                        .replace('\'', '"'));
        assertThat(plain.fits(fits)).isTrue();
        assertThat(CompiledSchema.of(Schema.of(Order.class)).problems(fits)).isEmpty();
        assertThat(plain.fits(Json.object("{\"pieces\":1}"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'pattern':'a'}",
                "{'$ref':'#'}",
                "{'type':'object','properties':{'a':{'anyOf':[{}]}}}",
                "{'properties':{'a':true}}",
                "{'items':false}",
                "{'enum':['a',1]}",
                "{'additionalProperties':{'minimum':1}}",
                "{'minLength':1.0}",
                "{'minLength':-1}",
                "{'$schema':'http://json-schema.org/draft-07/schema#'}",
                "true"
            })
    void otherKeywordsAreLeftToTheLibrary(String schema) {
        assertThat(plain(schema)).isNull();
    }

    @Test
    void whatAnIntegerWithAFractionOfZeroIsIsLeftToTheLibrary() {
        JsonNode one = Json.object("{\"a\":1.0}");
        assertThat(plain("{'properties':{'a':{'type':'integer'}}}").fits(one)).isFalse();
        assertThat(CompiledSchema.of(Schema.json("{\"properties\":{\"a\":{\"type\":\"integer\"}}}"))
                        .problems(one))
                .isEmpty();
    }
}
