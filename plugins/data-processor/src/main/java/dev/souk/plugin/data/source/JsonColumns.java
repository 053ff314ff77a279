package dev.souk.plugin.data.source;

import dev.souk.plugin.data.row.Columns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Collects the columns that the objects of a source have together, in the order in which they first appear. */
final class JsonColumns {
    private final Set<String> names = new LinkedHashSet<>();
    private final Intake intake;

    JsonColumns(Intake intake) {
        this.intake = intake;
    }

    /** Takes the names of one object, from its first token to its last. */
    void takeObject(JsonParser parser) {
        take(parser, "");
        if (names.size() > Columns.MAX_COLUMNS) {
            throw intake.unreadable("the objects have more than " + Columns.MAX_COLUMNS + " different fields");
        }
    }

    private void take(JsonParser parser, String prefix) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                take(parser, name + ".");
            } else {
                names.add(name);
                parser.skipChildren();
            }
        }
    }

    Columns columns() {
        return new Columns(new ArrayList<>(names));
    }
}
