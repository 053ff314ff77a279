package dev.souk.engine.internal.json;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.souk.engine.call.InputProblem;
import dev.souk.spi.agent.Schema;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Schema (draft 2020-12) that is ready to check values. Its references stay within itself: nothing is fetched.
 *
 * <p>Thread-safe.
 */
public final class CompiledSchema {
    /** The most problems that are told of one value. */
    public static final int MAX_PROBLEMS = 20;

    private static final Set<String> ABOUT_A_PROPERTY =
            Set.of("required", "additionalProperties", "unevaluatedProperties", "dependentRequired");

    private final com.networknt.schema.Schema schema;
    private final String text;

    private CompiledSchema(com.networknt.schema.Schema schema, String text) {
        this.schema = schema;
        this.text = text;
    }

    /**
     * Compiles an agent's schema.
     *
     * @param schema as the agent gave it
     * @throws JsonException if it is not a JSON Schema of an object
     */
    public static CompiledSchema of(Schema schema) {
        ObjectNode tree;
        if (schema instanceof Schema.Json json) {
            tree = Json.object(json.text());
        } else {
            tree = RecordSchemas.of(((Schema.Of) schema).type());
        }
        try {
            SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
            requireValid(tree);
            com.networknt.schema.Schema compiled = registry.getSchema(tree);
            compiled.validate(tree.objectNode());
            return new CompiledSchema(compiled, Json.text(tree));
        } catch (JsonException broken) {
            throw broken;
        } catch (RuntimeException broken) {
            throw new JsonException("it is not a JSON Schema: " + broken.getMessage(), broken);
        }
    }

    private static void requireValid(ObjectNode tree) {
        List<Error> errors = OfSchemas.SCHEMA.validate(tree);
        if (!errors.isEmpty()) {
            Error first = errors.get(0);
            throw new JsonException(
                    "it is not a JSON Schema: at '" + first.getInstanceLocation() + "' " + first.getMessage(), null);
        }
    }

    /** The schema that every schema fits; made once, when the first is compiled. */
    private static final class OfSchemas {
        private static final com.networknt.schema.Schema SCHEMA = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    }

    /** The schema as JSON text. */
    public String text() {
        return text;
    }

    /**
     * What is wrong with a value.
     *
     * @param value any tree
     * @return nothing if it fits; otherwise at most {@value #MAX_PROBLEMS} problems
     */
    public List<InputProblem> problems(JsonNode value) {
        List<Error> errors = schema.validate(value);
        return errors.isEmpty()
                ? List.of()
                : errors.stream()
                        .limit(MAX_PROBLEMS)
                        .map(CompiledSchema::problem)
                        .distinct()
                        .toList();
    }

    private static InputProblem problem(Error error) {
        String pointer = String.valueOf(error.getInstanceLocation());
        if (error.getProperty() != null && ABOUT_A_PROPERTY.contains(error.getKeyword())) {
            pointer += "/" + error.getProperty().replace("~", "~0").replace("/", "~1");
        }
        return new InputProblem(pointer, error.getMessage());
    }
}
