package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.RowStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives columns other names, all at once, so that two can change places.
 *
 * @param at the place in the request
 * @param names the new names by the old
 */
public record Rename(String at, Map<String, String> names) implements Step {
    /** Copies the names. */
    public Rename {
        names = new LinkedHashMap<>(names);
    }

    @Override
    public RowStream behind(RowStream rows, Workspace workspace) {
        for (String old : names.keySet()) {
            Named.column(rows.columns(), old, at + "/columns");
        }
        List<String> renamed = rows.columns().names().stream()
                .map(name -> names.getOrDefault(name, name))
                .toList();
        Columns columns = Named.made(renamed, at + "/columns");
        return new EachRow(rows, columns, at, workspace.rejections(), row -> row);
    }
}
