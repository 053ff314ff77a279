package dev.souk.plugin.data;

import dev.souk.plugin.data.row.SurrogatePairs;
import dev.souk.spi.agent.AgentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object of the request that knows its place, so that whatever is wrong in it is said to be wrong there. The input schema is
 * checked before; this checks again what it relies on, for those who call the agent without an engine.
 */
final class RequestObject {
    private final String at;
    private final Map<?, ?> fields;

    RequestObject(String at, Object value) {
        this.at = at;
        if (!(value instanceof Map<?, ?> map)) {
            throw AgentException.invalidInput(at, "an object should stand here");
        }
        this.fields = map;
    }

    String at() {
        return at;
    }

    /** The place of a field. */
    String at(String name) {
        return at + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    RequestObject only(String... names) {
        List<String> known = Arrays.asList(names);
        for (Object name : fields.keySet()) {
            if (!known.contains(name)) {
                throw AgentException.invalidInput(
                        at(String.valueOf(name)),
                        "'" + name + "' means nothing here; there are " + String.join(", ", names));
            }
        }
        return this;
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    List<String> names() {
        return fields.keySet().stream().map(String::valueOf).toList();
    }

    RequestObject object(String name) {
        return new RequestObject(at(name), required(name));
    }

    List<RequestObject> objects(String name) {
        List<RequestObject> objects = new ArrayList<>();
        for (Object element : list(name)) {
            objects.add(new RequestObject(at(name) + "/" + objects.size(), element));
        }
        return objects;
    }

    String text(String name) {
        return text(required(name), at(name));
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object element : list(name)) {
            texts.add(text(element, at(name) + "/" + texts.size()));
        }
        return texts;
    }

    /** All fields of an object whose fields are texts. */
    Map<String, String> textsByName() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : names()) {
            texts.put(name, text(name));
        }
        return texts;
    }

    Optional<Character> character(String name) {
        return optionalText(name).map(text -> {
            if (text.length() != 1 || text.charAt(0) == '\n' || text.charAt(0) == '\r') {
                throw AgentException.invalidInput(at(name), "one character should stand here that ends no line");
            }
            return text.charAt(0);
        });
    }

    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (required(name) instanceof Boolean flag) {
            return flag;
        }
        throw AgentException.invalidInput(at(name), "true or false should stand here");
    }

    int integer(String name, int least, int most, int otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (required(name) instanceof Number number
                && number.doubleValue() == number.longValue()
                && number.longValue() >= least
                && number.longValue() <= most) {
            return number.intValue();
        }
        throw AgentException.invalidInput(
                at(name), "a whole number from " + least + " to " + most + " should stand here");
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        return has(name) ? choice(name, type) : otherwise;
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) {
        String text = text(name);
        for (E choice : type.getEnumConstants()) {
            if (choice.name().equals(text)) {
                return choice;
            }
        }
        throw AgentException.invalidInput(
                at(name), "'" + text + "' is none of " + Arrays.toString(type.getEnumConstants()));
    }

    private List<?> list(String name) {
        if (required(name) instanceof List<?> list) {
            return list;
        }
        throw AgentException.invalidInput(at(name), "a list should stand here");
    }

    private Object required(String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw AgentException.invalidInput(at, "'" + name + "' is missing");
        }
        return value;
    }

    private static String text(@Nullable Object value, String at) {
        if (!(value instanceof String text)) {
            throw AgentException.invalidInput(at, "a text should stand here");
        }
        if (!SurrogatePairs.areWhole(text)) {
            throw AgentException.invalidInput(at, "the text holds half of a surrogate pair, which UTF-8 cannot write");
        }
        return text;
    }
}
