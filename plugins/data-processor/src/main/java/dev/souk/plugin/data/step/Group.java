package dev.souk.plugin.data.step;

import dev.souk.plugin.data.row.Columns;
import dev.souk.plugin.data.row.RowStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts rows of equal keys together, one row for each, in the order in which the keys first appear. Nulls are equal to one
 * another here, and so are numbers of the same value. Without keys there is one group, also over no rows.
 *
 * @param at the place in the request
 * @param by the key's columns; may be empty
 * @param aggregates what to compute over each group
 */
public record Group(String at, List<String> by, List<Aggregate> aggregates) implements Step {
    /** Copies the lists. */
    public Group {
        by = List.copyOf(by);
        aggregates = List.copyOf(aggregates);
    }

    @Override
    public RowStream behind(RowStream rows, Workspace workspace) {
        Columns before = rows.columns();
        int[] key = Named.columns(before, by, at + "/by");
        List<BoundAggregate> bound = new ArrayList<>();
        List<String> names = new ArrayList<>(by);
        for (int i = 0; i < aggregates.size(); i++) {
            Aggregate aggregate = aggregates.get(i);
            String column = at + "/aggregates/" + i + "/column";
            int position = aggregate.column().isEmpty()
                    ? BoundAggregate.WHOLE_ROW
                    : Named.column(before, aggregate.column().get(), column);
            bound.add(new BoundAggregate(
                    aggregate.function(), position, aggregate.column().orElse("")));
            names.add(aggregate.as());
        }
        return new GroupedRows(rows, Named.made(names, at), key, bound, at, workspace);
    }
}
