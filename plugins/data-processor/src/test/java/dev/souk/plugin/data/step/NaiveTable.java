package dev.souk.plugin.data.step;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What the steps should do, written as plainly as possible over lists in memory: a table of the columns a and b (texts) and n
 * (numbers, once it is cast). It shares no code with the steps.
 */
final class NaiveTable {
    private static final int A = 0;
    private static final int B = 1;
    private static final int N = 2;

    private List<List<Object>> rows;
    private long rejected;

    NaiveTable(List<List<Object>> rows) {
        this.rows = rows;
    }

    List<List<Object>> rows() {
        return rows;
    }

    long rejected() {
        return rejected;
    }

    void apply(String step) {
        List<List<Object>> out = new ArrayList<>();
        switch (step) {
            case "cast" -> {
                for (List<Object> row : rows) {
                    Object n = row.get(N);
                    if (n instanceof String text && !text.matches("-?[0-9]+")) {
                        rejected++;
                    } else {
                        out.add(row(row.get(A), row.get(B), n instanceof String text ? new BigDecimal(text) : n));
                    }
                }
            }
            case "filter text" ->
                rows.stream()
                        .filter(row ->
                                row.get(A) != null && row.get(A).toString().compareTo("y") < 0)
                        .forEach(out::add);
            case "filter number" -> {
                for (List<Object> row : numeric()) {
                    if (row.get(N) != null && ((BigDecimal) row.get(N)).intValueExact() >= 3) {
                        out.add(row);
                    }
                }
            }
            case "double" -> {
                for (List<Object> row : numeric()) {
                    BigDecimal n = (BigDecimal) row.get(N);
                    out.add(row(
                            row.get(A), row.get(B), n == null ? null : n.add(n).subtract(BigDecimal.ONE)));
                }
            }
            case "coalesce" ->
                rows.forEach(row -> out.add(row(row.get(A), row.get(B) == null ? row.get(A) : row.get(B), row.get(N))));
            case "distinct a" -> {
                for (List<Object> row : rows) {
                    if (out.stream().noneMatch(other -> Objects.equals(other.get(A), row.get(A)))) {
                        out.add(row);
                    }
                }
            }
            case "distinct" -> rows.stream().distinct().forEach(out::add);
            case "sort b" -> {
                out.addAll(rows);
                out.sort(Comparator.comparing(
                        (List<Object> row) -> (String) row.get(B), Comparator.nullsFirst(Comparator.reverseOrder())));
            }
            case "sort a n" -> {
                out.addAll(rows);
                Comparator<Object> anything = Comparator.comparing((Object value) -> value instanceof String)
                        .thenComparing(value -> value instanceof BigDecimal number ? number : BigDecimal.ZERO)
                        .thenComparing(value -> value instanceof String text ? text : "");
                Comparator<List<Object>> byA = Comparator.comparing(
                        row -> (String) row.get(A), Comparator.nullsLast(Comparator.naturalOrder()));
                out.sort(byA.thenComparing(row -> row.get(N), Comparator.nullsLast(anything)));
            }
            case "group" -> {
                Map<Object, List<List<Object>>> groups = new LinkedHashMap<>();
                for (List<Object> row : numeric()) {
                    groups.computeIfAbsent(row.get(A), a -> new ArrayList<>()).add(row);
                }
                groups.forEach((a, members) -> out.add(folded(a, members)));
            }
            case "join" -> {
                for (List<Object> row : rows) {
                    if ("x".equals(row.get(A))) {
                        out.add(row(row.get(A), "first", row.get(N)));
                        out.add(row(row.get(A), "second", row.get(N)));
                    } else {
                        out.add(row(row.get(A), "y".equals(row.get(A)) ? "only" : row.get(B), row.get(N)));
                    }
                }
            }
            case "limit" -> rows.stream().limit(4).forEach(out::add);
            default -> throw new IllegalArgumentException(step);
        }
        rows = out;
    }

    private static List<Object> folded(Object a, List<List<Object>> members) {
        TreeSet<String> texts = new TreeSet<>();
        BigDecimal sum = null;
        for (List<Object> row : members) {
            if (row.get(B) != null) {
                texts.add((String) row.get(B));
            }
            if (row.get(N) instanceof BigDecimal n) {
                sum = sum == null ? n : sum.add(n);
            }
        }
        return row(a, texts.isEmpty() ? null : texts.last(), sum);
    }

    // The rows whose n is no text; the others are rejected.
    private List<List<Object>> numeric() {
        List<List<Object>> numeric =
                rows.stream().filter(row -> !(row.get(N) instanceof String)).toList();
        rejected += rows.size() - numeric.size();
        return numeric;
    }

    static List<Object> row(Object a, Object b, Object n) {
        return Arrays.asList(a, b, n);
    }
}
