package dev.souk.engine.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.engine.call.InputProblem;
import dev.souk.spi.agent.Description;
import dev.souk.spi.agent.Schema;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RecordSchemasTest {
    enum Level {
        LOW,
        HIGH
    }

    record Inner(int count) {}

    @Description("A scan to be made.")
    record Everything(
            @Description("What to scan.") String text,
            Level level,
            Inner inner,
            List<Inner> list,
            Map<String, Inner> map,
            Set<String> set,
            Optional<List<String>> optionalList,
            long number,
            double fraction,
            BigDecimal exact,
            boolean flag,
            Instant at,
            Duration time,
            LocalDate day,
            UUID id,
            Optional<Inner> optional,
            @Nullable String nullable,
            OptionalInt optionalInt,
            OptionalLong optionalLong,
            OptionalDouble optionalDouble) {}

    record Node(int value, @Nullable Node next) {}

    record Both(One.Thing one, Two.Thing two, One.Thing again) {
        record One() {
            record Thing(int number) {}
        }

        record Two() {
            record Thing(String text) {}
        }
    }

    private static final Everything FULL = new Everything(
            "t",
            Level.HIGH,
            new Inner(1),
            List.of(new Inner(2)),
            Map.of("k", new Inner(3)),
            Set.of("s"),
            Optional.of(List.of("4")),
            5L,
            6.5,
            new BigDecimal("7.10"),
            true,
            Instant.EPOCH,
            Duration.ofSeconds(90),
            LocalDate.EPOCH,
            new UUID(1, 2),
            Optional.of(new Inner(8)),
            "n",
            OptionalInt.of(9),
            OptionalLong.of(10),
            OptionalDouble.of(11.5));
    private static final Everything SPARSE = new Everything(
            "t",
            Level.LOW,
            new Inner(1),
            List.of(),
            Map.of(),
            Set.of(),
            Optional.empty(),
            0,
            0,
            BigDecimal.ZERO,
            false,
            Instant.EPOCH,
            Duration.ZERO,
            LocalDate.EPOCH,
            new UUID(0, 0),
            Optional.empty(),
            null,
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalDouble.empty());

    private final CompiledSchema schema = CompiledSchema.of(Schema.of(Everything.class));

    private JsonNode property(String name) {
        return Json.object(schema.text()).path("properties").path(name);
    }

    private List<String> problemsWith(ObjectNode tree) {
        return schema.problems(tree).stream().map(InputProblem::pointer).toList();
    }

    private static ObjectNode full() {
        return Json.tree(FULL);
    }

    @Nested
    class ARecord {
        @Test
        void fitsItsOwnSchema() {
            assertThat(problemsWith(full())).isEmpty();
            assertThat(problemsWith(Json.tree(SPARSE))).isEmpty();
        }

        @Test
        void comesBackFromItsTree() {
            assertThat(Json.read(Json.tree(SPARSE), Everything.class))
                    .usingRecursiveComparison()
                    .isEqualTo(SPARSE);
            assertThat(Json.read(full(), Everything.class))
                    .usingRecursiveComparison()
                    .isEqualTo(FULL);
        }

        @Test
        void comesBackWithoutItsOptionalParts() {
            ObjectNode tree = Json.tree(SPARSE);
            for (String optional :
                    List.of("optionalList", "optional", "nullable", "optionalInt", "optionalLong", "optionalDouble")) {
                tree.remove(optional);
            }
            assertThat(problemsWith(tree)).isEmpty();
            assertThat(Json.read(tree, Everything.class))
                    .usingRecursiveComparison()
                    .isEqualTo(SPARSE);
        }
    }

    @Nested
    class AProperty {
        @Test
        void isRequiredUnlessItIsOptionalOrNullable() {
            ObjectNode empty = Json.object("{}");
            assertThat(problemsWith(empty))
                    .containsExactlyInAnyOrder(
                            "/text",
                            "/level",
                            "/inner",
                            "/list",
                            "/map",
                            "/set",
                            "/number",
                            "/fraction",
                            "/exact",
                            "/flag",
                            "/at",
                            "/time",
                            "/day",
                            "/id");
        }

        @Test
        void thatTheRecordDoesNotHaveIsRefused() {
            ObjectNode tree = full();
            tree.put("more", 1);
            ((ObjectNode) tree.get("inner")).put("more", 1);
            assertThat(problemsWith(tree)).containsExactlyInAnyOrder("/more", "/inner/more");
        }

        @Test
        void isNotNullUnlessItSaysSo() {
            ObjectNode tree = full();
            tree.putNull("text");
            tree.putNull("nullable");
            tree.putNull("optional");
            tree.putNull("optionalInt");
            assertThat(problemsWith(tree)).containsExactly("/text");
        }

        @Test
        void isOfItsType() {
            ObjectNode tree = full();
            tree.put("number", 1.5);
            tree.put("level", "MIDDLE");
            tree.put("flag", "true");
            tree.put("optionalInt", "9");
            ((ObjectNode) tree.get("map").get("k")).put("count", "x");
            assertThat(problemsWith(tree))
                    .containsExactlyInAnyOrder("/number", "/level", "/flag", "/optionalInt", "/map/k/count");
        }

        @Test
        void carriesItsDescription() {
            assertThat(property("text").path("description").asString()).isEqualTo("What to scan.");
            assertThat(Json.object(schema.text()).path("description").asString())
                    .isEqualTo("A scan to be made.");
            assertThat(property("level").has("description")).isFalse();
        }

        @Test
        void ofAnEnumListsItsValues() {
            assertThat(property("level").path("enum").toString()).isEqualTo("[\"LOW\",\"HIGH\"]");
        }

        /** It was described as an object of two properties, which no value of it ever was. */
        @Test
        void thatIsAnOptionalNumberIsANumberOrNothing() {
            assertThat(property("optionalInt").path("type").toString()).isEqualTo("[\"integer\",\"null\"]");
            assertThat(property("optionalLong").path("type").toString()).isEqualTo("[\"integer\",\"null\"]");
            assertThat(property("optionalDouble").path("type").toString()).isEqualTo("[\"number\",\"null\"]");
        }
    }

    @Test
    void aRecordMayContainItself() {
        CompiledSchema nodes = CompiledSchema.of(Schema.of(Node.class));
        assertThat(nodes.problems(Json.tree(new Node(1, new Node(2, null))))).isEmpty();
        assertThat(nodes.problems(Json.object("{\"value\":1,\"next\":{\"value\":\"x\"}}")))
                .extracting(InputProblem::pointer)
                .contains("/next/value");
    }

    @Test
    void recordsOfTheSameNameAreKeptApart() {
        CompiledSchema both = CompiledSchema.of(Schema.of(Both.class));
        Both value = new Both(new Both.One.Thing(1), new Both.Two.Thing("a"), new Both.One.Thing(2));
        assertThat(both.problems(Json.tree(value))).isEmpty();
    }
}
