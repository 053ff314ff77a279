package dev.souk.plugin.scanner.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Gathers the hits of one file and masks them when the file has ended: only then is it known which secrets share a line with a
 * hit. Secrets that are not to be reported are gathered too, for they must not show in another finding's excerpt.
 */
public final class FileHits implements Consumer<Hit> {
    /** The most hits of one severity that are kept; further ones are counted. */
    static final int MOST_PER_SEVERITY = Findings.MOST_PER_SEVERITY;

    /** The most secrets whose columns are remembered apart from their hit. */
    static final int MOST_HIDDEN = 10_000;

    private final String file;
    private final Selection selection;
    private final Function<String, List<Span>> secretsIn;
    private final List<Hit> hits = new ArrayList<>();
    private final Tally seen = new Tally();
    private final Map<Integer, List<Span>> hidden = new HashMap<>();
    private int hiddenCount;

    /**
     * Begins a file.
     *
     * @param file its name
     * @param selection what is reported
     * @param secretsIn finds all secrets of a text
     */
    FileHits(String file, Selection selection, Function<String, List<Span>> secretsIn) {
        this.file = file;
        this.selection = selection;
        this.secretsIn = secretsIn;
    }

    @Override
    public void accept(Hit hit) {
        Span secret = hit.secretOrNull();
        if (secret != null && hiddenCount < MOST_HIDDEN) {
            hidden.computeIfAbsent(hit.context().number(), n -> new ArrayList<>())
                    .add(secret);
            hiddenCount++;
        }
        if (selection.wants(hit.rule())) {
            if (seen.of(hit.rule().severity()) < MOST_PER_SEVERITY) {
                hits.add(hit);
            }
            seen.add(hit.rule().severity(), 1);
        }
    }

    /** How many hits of a severity were not kept. */
    int dropped(Severity severity) {
        return Math.max(0, seen.of(severity) - MOST_PER_SEVERITY);
    }

    /** The findings, in the order of the file. */
    List<Finding> findings() {
        Map<Integer, List<Hit>> exact = new HashMap<>();
        for (Hit hit : hits) {
            if (hit.secretOrNull() != null && !hit.rule().broad()) {
                exact.computeIfAbsent(hit.context().number(), n -> new ArrayList<>())
                        .add(hit);
            }
        }
        hits.sort(Comparator.comparingInt((Hit h) -> h.context().number())
                .thenComparingInt(Hit::column)
                .thenComparing(h -> h.rule().id()));
        Set<String> places = new HashSet<>();
        List<Finding> result = new ArrayList<>();
        for (Hit hit : hits) {
            int line = hit.context().number();
            if (places.add(hit.rule().id() + ' ' + line + ' ' + hit.column())
                    && !givesWay(hit, exact.getOrDefault(line, List.of()))) {
                result.add(new Finding(
                        hit.rule().id(),
                        hit.rule().severity(),
                        file,
                        line,
                        hit.column() + 1,
                        excerpt(hit),
                        hit.rule().message(),
                        hit.rule().advice()));
            }
        }
        return result;
    }

    private static boolean givesWay(Hit hit, List<Hit> exact) {
        Span secret = hit.secretOrNull();
        return hit.rule().broad()
                && secret != null
                && exact.stream().map(Hit::secretOrNull).anyMatch(s -> s != null && s.overlaps(secret));
    }

    private String excerpt(Hit hit) {
        Line context = hit.context();
        List<Span> secrets = new ArrayList<>(hidden.getOrDefault(context.number(), List.of()));
        if (hit.secretOrNull() != null) {
            secrets.add(hit.secretOrNull());
        }
        for (Span found : secretsIn.apply(context.text())) {
            secrets.add(found.shifted(context.offset()));
        }
        return Excerpt.of(context, hit.column(), secrets);
    }
}
