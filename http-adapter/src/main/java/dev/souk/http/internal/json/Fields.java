package dev.souk.http.internal.json;

import dev.souk.engine.call.InputProblem;
import dev.souk.http.internal.problem.Problem;
import dev.souk.http.internal.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the fields of a body one by one and remembers what is wrong with them; {@link #requireFine} then says all of it at once. What
 * a taker returns for a field that is wrong is not used, because that throws. Not thread-safe.
 */
public final class Fields {
    private static final int MAX_ERRORS = 20;
    private static final int MAX_SHOWN = 100;

    private final ObjectNode body;
    private final Set<String> known = new HashSet<>();
    private final List<InputProblem> errors = new ArrayList<>();

    /** The fields of this body. */
    public Fields(ObjectNode body) {
        this.body = body;
    }

    /** Whether the field is there, be it null. */
    public boolean has(String name) {
        known.add(name);
        return body.has(name);
    }

    /** A string that must be there; empty if it is not. */
    public String string(String name) {
        return optionalString(name).orElseGet(() -> {
            if (errors.stream().noneMatch(error -> error.pointer().equals(Pointers.to(name)))) {
                wrong(name, "a string is required here");
            }
            return "";
        });
    }

    /** A string that may be absent or null. */
    public Optional<String> optionalString(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value.isString()) {
            return Optional.of(value.stringValue());
        }
        wrong(name, "not a string but " + type(value));
        return Optional.empty();
    }

    /** A boolean; false if it is absent or null. */
    public boolean flag(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            wrong(name, "not a boolean but " + type(value));
        }
        return value.asBoolean(false);
    }

    /** An object that must be there; empty if it is not. */
    public ObjectNode object(String name) {
        JsonNode value = value(name);
        if (value instanceof ObjectNode object) {
            return object;
        }
        wrong(name, "an object is required here" + (value == null ? "" : ", not " + type(value)));
        return body.objectNode();
    }

    /**
     * A text as something that its constructor may refuse.
     *
     * @param name the field it came from
     * @param text what stands there
     * @param reader throws an {@link IllegalArgumentException} that says what is wrong
     */
    public <T> Optional<T> parse(String name, String text, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException refused) {
            if (errors.stream().noneMatch(error -> error.pointer().equals(Pointers.to(name)))) {
                wrong(name, String.valueOf(refused.getMessage()));
            }
            return Optional.empty();
        }
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        JsonNode value = body.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static String type(JsonNode value) {
        return value.getNodeType().toString().toLowerCase(Locale.ROOT);
    }

    private void wrong(String name, String message) {
        String shown = name.length() <= MAX_SHOWN ? name : name.substring(0, MAX_SHOWN) + "…";
        errors.add(new InputProblem(Pointers.to(shown), message));
    }

    /**
     * Says what is wrong, if anything is.
     *
     * @throws ProblemException if a field is missing, wrong, or not known
     */
    public void requireFine() {
        for (String name : body.propertyNames()) {
            if (!known.contains(name) && errors.size() < MAX_ERRORS) {
                wrong(
                        name,
                        "no such field; there are " + known.stream().sorted().toList());
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.malformed(errors));
        }
    }
}
