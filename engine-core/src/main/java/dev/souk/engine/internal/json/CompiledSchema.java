package dev.souk.engine.internal.json;

import com.networknt.schema.Error;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.souk.engine.call.InputProblem;
import dev.souk.spi.agent.Schema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    private static final com.networknt.schema.Schema DIALECT = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

    private final com.networknt.schema.Schema schema;
    private final @Nullable PlainSchema plain;
    private final String text;

    private CompiledSchema(com.networknt.schema.Schema schema, ObjectNode tree) {
        this.schema = schema;
        this.plain = PlainSchema.of(tree);
        this.text = Json.text(tree);
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
            requireValid(tree);
            com.networknt.schema.Schema compiled = SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12,
                            registry -> registry.schemaLoader(loader -> loader.block(anything -> true)))
                    .getSchema(tree);
            // Follows every reference now, and not when a value first comes to it.
            compiled.initializeValidators();
            compiled.validate(tree.objectNode());
            return new CompiledSchema(compiled, tree);
        } catch (JsonException broken) {
            throw broken;
        } catch (RuntimeException broken) {
            throw new JsonException("it is not a JSON Schema: " + broken.getMessage(), broken);
        } catch (StackOverflowError endless) {
            throw new JsonException("it is not a JSON Schema that comes to an end: it refers to itself", endless);
        }
    }

    private static void requireValid(ObjectNode tree) {
        List<Error> errors = DIALECT.validate(tree);
        if (!errors.isEmpty()) {
            Error first = errors.get(0);
            throw new JsonException(
                    "it is not a JSON Schema: at '" + first.getInstanceLocation() + "' " + first.getMessage(), null);
        }
    }

    /** The schema as JSON text. */
    public String text() {
        return text;
    }

    /**
     * What is wrong with a value; at most {@value #MAX_PROBLEMS} problems are looked for. A value that cannot be checked to the end,
     * because a pattern or a recursive schema needs more stack than there is, is wrong as a whole; one with a number that is beyond
     * what can be compared is wrong there.
     *
     * <p>It takes as long as the schema makes it take: a {@code pattern} can need time exponential in the length of a text.
     *
     * @param value any tree
     * @return nothing if it fits; otherwise at most {@value #MAX_PROBLEMS} problems
     */
    public List<InputProblem> problems(JsonNode value) {
        if (plain != null && plain.fits(value)) {
            return List.of();
        }
        FirstErrors errors = new FirstErrors(schema, MAX_PROBLEMS);
        try {
            schema.validate(errors, value, OutputFormat.DEFAULT);
        } catch (StackOverflowError tooDeep) {
            return List.of(new InputProblem("", "it is too long or too deep to be checked against the schema"));
        } catch (RuntimeException unchecked) {
            return List.of(new InputProblem(
                    UncomparableNumber.pointer(value), "it cannot be compared with what the schema allows"));
        }
        return errors.found().stream().map(CompiledSchema::problem).distinct().toList();
    }

    private static InputProblem problem(Error error) {
        String pointer = String.valueOf(error.getInstanceLocation());
        if (error.getProperty() != null && ABOUT_A_PROPERTY.contains(error.getKeyword())) {
            pointer += "/" + error.getProperty().replace("~", "~0").replace("/", "~1");
        }
        return new InputProblem(pointer, error.getMessage());
    }
}
