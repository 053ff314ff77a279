package dev.souk.plugin.data;

import dev.souk.plugin.data.row.ColumnType;
import dev.souk.plugin.data.row.Conversion;
import dev.souk.plugin.data.row.Moments;
import dev.souk.plugin.data.source.Source;
import dev.souk.plugin.data.step.Aggregate;
import dev.souk.plugin.data.step.Cast;
import dev.souk.plugin.data.step.Deduplicate;
import dev.souk.plugin.data.step.Derive;
import dev.souk.plugin.data.step.Filter;
import dev.souk.plugin.data.step.Group;
import dev.souk.plugin.data.step.Join;
import dev.souk.plugin.data.step.Limit;
import dev.souk.plugin.data.step.Rename;
import dev.souk.plugin.data.step.Select;
import dev.souk.plugin.data.step.Sort;
import dev.souk.plugin.data.step.Step;
import dev.souk.spi.agent.AgentException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads one step: an object with one field, whose name says what to do and whose value says how. */
final class StepReader {
    private static final String[] OPERATIONS = {
        "select", "rename", "cast", "filter", "derive", "deduplicate", "join", "group", "sort", "limit"
    };

    private final Function<RequestObject, Source> sources;

    /** A reader that has sources read by another. */
    StepReader(Function<RequestObject, Source> sources) {
        this.sources = sources;
    }

    Step read(RequestObject step) {
        step.only(OPERATIONS);
        if (step.names().size() != 1) {
            throw AgentException.invalidInput(
                    step.at(),
                    "a step has exactly one of " + String.join(", ", OPERATIONS) + ", not "
                            + step.names().size());
        }
        String operation = step.names().get(0);
        RequestObject how = step.object(operation);
        return switch (operation) {
            case "select" -> new Select(how.only("columns").at(), atLeastOne(how, how.texts("columns"), "columns"));
            case "rename" ->
                new Rename(how.only("columns").at(), how.object("columns").textsByName());
            case "cast" -> cast(how.only("column", "type", "pattern"));
            case "filter" -> new Filter(how.only("where").at(), how.text("where"));
            case "derive" ->
                new Derive(how.only("column", "expression").at(), how.text("column"), how.text("expression"));
            case "deduplicate" ->
                new Deduplicate(how.only("columns").at(), how.has("columns") ? how.texts("columns") : List.of());
            case "join" -> join(how.only("source", "on", "type", "prefix"));
            case "group" -> group(how.only("by", "aggregates"));
            case "sort" -> sort(how.only("by"));
            default -> limit(how.only("rows"));
        };
    }

    private static Cast cast(RequestObject how) {
        ColumnType type = how.choice("type", ColumnType.class);
        Moments moments = Moments.ISO;
        if (how.has("pattern")) {
            if (type != ColumnType.DATE && type != ColumnType.TIMESTAMP) {
                throw AgentException.invalidInput(
                        how.at("pattern"), "only DATE and TIMESTAMP have a pattern, not " + type);
            }
            moments = moments(how);
        }
        return new Cast(how.at(), how.text("column"), new Conversion(type, moments));
    }

    private static Moments moments(RequestObject how) {
        String pattern = how.text("pattern");
        try {
            return Moments.ofPattern(pattern);
        } catch (IllegalArgumentException e) {
            throw AgentException.invalidInput(
                    how.at("pattern"), "'" + pattern + "' is no pattern such as dd.MM.yyyy: " + e.getMessage());
        }
    }

    private Join join(RequestObject how) {
        List<Join.Pair> on = new ArrayList<>();
        for (RequestObject pair : how.objects("on")) {
            pair.only("left", "right");
            on.add(new Join.Pair(pair.text("left"), pair.text("right")));
        }
        return new Join(
                how.at(),
                sources.apply(how.object("source")),
                atLeastOne(how, on, "on"),
                how.choice("type", Join.Type.class, Join.Type.INNER),
                how.optionalText("prefix").orElse(""));
    }

    private static Group group(RequestObject how) {
        List<Aggregate> aggregates = new ArrayList<>();
        for (RequestObject aggregate : how.objects("aggregates")) {
            aggregate.only("function", "column", "as");
            Aggregate.Function function = aggregate.choice("function", Aggregate.Function.class);
            if (function != Aggregate.Function.COUNT && !aggregate.has("column")) {
                throw AgentException.invalidInput(
                        aggregate.at(), function + " needs a 'column'; only COUNT does without");
            }
            aggregates.add(new Aggregate(function, aggregate.optionalText("column"), aggregate.text("as")));
        }
        return new Group(
                how.at(), how.has("by") ? how.texts("by") : List.of(), atLeastOne(how, aggregates, "aggregates"));
    }

    private static Sort sort(RequestObject how) {
        List<Sort.Key> keys = new ArrayList<>();
        for (RequestObject key : how.objects("by")) {
            key.only("column", "descending", "nulls");
            keys.add(new Sort.Key(
                    key.text("column"),
                    key.flag("descending", false),
                    key.choice("nulls", Sort.Nulls.class, Sort.Nulls.LAST)));
        }
        return new Sort(how.at(), atLeastOne(how, keys, "by"));
    }

    private static Limit limit(RequestObject how) {
        if (!how.has("rows")) {
            throw AgentException.invalidInput(how.at(), "'rows' is missing");
        }
        return new Limit(how.at(), how.integer("rows", 0, Integer.MAX_VALUE, 0));
    }

    private static <T> List<T> atLeastOne(RequestObject how, List<T> list, String name) {
        if (list.isEmpty()) {
            throw AgentException.invalidInput(how.at(name), "the list is empty; put at least one into it");
        }
        return list;
    }
}
