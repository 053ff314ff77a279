package dev.souk.spi.agent;

import java.util.Objects;

/**
 * The form of an agent's input or output: a JSON Schema (draft 2020-12) whose root is an object, or a record from which the
 * engine makes one.
 *
 * <p>For a record each component is a property; it is required unless it is an {@link java.util.Optional} or marked
 * {@code @Nullable}; properties that the record does not have are refused; {@link Description} texts are carried over.
 *
 * <p>An input is checked in the caller's own thread, which no timeout ends. So a schema must be one that is checked
 * fast: a {@code pattern} with nested repetitions, such as {@code ^(a+)+$}, can take longer than anybody waits, and so can a schema that
 * tries {@code anyOf} within {@code anyOf}. Bound a text with {@code maxLength}, and write patterns that read it once.
 *
 * @since 0.1
 */
public sealed interface Schema {
    /**
     * A schema as JSON text. The engine reads it when the agent is loaded and refuses an agent whose schema is not one.
     *
     * @param text a JSON object
     */
    record Json(String text) implements Schema {
        /** Checks that there is a text. */
        public Json {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * A schema made from a record.
     *
     * @param type the record's class
     */
    record Of(Class<? extends Record> type) implements Schema {
        /**
         * Checks that it is a record.
         *
         * @throws IllegalArgumentException if the class is no record class
         */
        public Of {
            if (!type.isRecord()) {
                throw new IllegalArgumentException(type.getName() + " is not a record");
            }
        }
    }

    /**
     * A schema as JSON text.
     *
     * @param text a JSON object
     */
    static Schema json(String text) {
        return new Json(text);
    }

    /**
     * A schema made from a record.
     *
     * @param type the record's class
     * @throws IllegalArgumentException if the class is no record class
     */
    static Schema of(Class<? extends Record> type) {
        return new Of(type);
    }
}
