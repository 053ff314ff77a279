package dev.souk.engine.internal.json;

import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.souk.spi.agent.Description;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes the JSON Schema of a record; {@link dev.souk.spi.agent.Schema} says how. */
final class RecordSchemas {
    private RecordSchemas() {}

    static ObjectNode of(Class<? extends Record> record) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(
                        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                        Option.FLATTENED_OPTIONALS,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                        Option.PLAIN_DEFINITION_KEYS,
                        Option.STANDARD_FORMATS);
        config.forFields()
                .withRequiredCheck(field -> !isOptional(field))
                .withNullableCheck(RecordSchemas::isOptional)
                .withDescriptionResolver(
                        field -> description(field.getAnnotationConsideringFieldAndGetter(Description.class)));
        config.forTypesInGeneral()
                .withDescriptionResolver(
                        scope -> description(scope.getType().getErasedType().getAnnotation(Description.class)));
        // Without this they would be objects with the components of their classes.
        Map<Class<?>, String> numbers =
                Map.of(OptionalInt.class, "integer", OptionalLong.class, "integer", OptionalDouble.class, "number");
        config.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            String number = numbers.get(type.getErasedType());
            return number == null
                    ? null
                    : new CustomDefinition(
                            context.getGeneratorConfig().createObjectNode().put("type", number), true);
        });
        return new SchemaGenerator(config.build()).generateSchema(record);
    }

    private static @Nullable String description(@Nullable Description description) {
        return description == null ? null : description.value();
    }

    private static boolean isOptional(FieldScope field) {
        Field raw = field.getRawMember();
        if (field.isFakeContainerItemScope() || !raw.getDeclaringClass().isRecord()) {
            return false;
        }
        RecordComponent component = Arrays.stream(raw.getDeclaringClass().getRecordComponents())
                .filter(candidate -> candidate.getName().equals(raw.getName()))
                .findFirst()
                .orElse(null);
        return component != null
                && (Optional.class.isAssignableFrom(component.getType())
                        || component.getType().getName().startsWith("java.util.Optional")
                        || Arrays.stream(component.getAnnotatedType().getAnnotations())
                                .anyMatch(annotation -> annotation
                                        .annotationType()
                                        .getSimpleName()
                                        .equals("Nullable")));
    }
}
