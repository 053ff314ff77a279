package dev.souk.plugin.data.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The names of a row's columns, in order and each once. Immutable. */
public final class Columns {
    /** The most columns a table may have. */
    public static final int MAX_COLUMNS = 1_000;

    private static final int MOST_IN_A_MESSAGE = 20;

    private final List<String> names;
    private final Map<String, Integer> positions = new HashMap<>();

    /**
     * Columns with these names.
     *
     * @param names in order
     * @throws IllegalArgumentException if a name appears twice or there are more than {@link #MAX_COLUMNS}
     */
    public Columns(List<String> names) {
        this.names = List.copyOf(names);
        if (names.size() > MAX_COLUMNS) {
            throw new IllegalArgumentException(
                    "there are " + names.size() + " columns; at most " + MAX_COLUMNS + " fit");
        }
        for (String name : this.names) {
            if (positions.putIfAbsent(name, positions.size()) != null) {
                throw new IllegalArgumentException("there would be two columns named " + Excerpt.of(name));
            }
        }
    }

    /** The names in order. */
    public List<String> names() {
        return names;
    }

    /** How many there are. */
    public int size() {
        return names.size();
    }

    /** Whether there is a column of this name. */
    public boolean has(String name) {
        return positions.containsKey(name);
    }

    /**
     * Where a column is.
     *
     * @return from 0
     * @throws IllegalArgumentException if there is none of this name; the message lists those there are
     */
    public int position(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw new IllegalArgumentException("there is no column " + Excerpt.of(name) + "; there are " + listed());
        }
        return position;
    }

    private String listed() {
        String some = names.stream().limit(MOST_IN_A_MESSAGE).map(Excerpt::of).collect(Collectors.joining(", "));
        return names.size() > MOST_IN_A_MESSAGE ? some + " and " + (names.size() - MOST_IN_A_MESSAGE) + " more" : some;
    }
}
