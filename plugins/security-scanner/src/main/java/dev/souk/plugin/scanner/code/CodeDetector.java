package dev.souk.plugin.scanner.code;

import dev.souk.plugin.scanner.finding.Hit;
import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.source.Detector;
import dev.souk.plugin.scanner.source.FileKind;
import dev.souk.plugin.scanner.source.LineBuffer;
import dev.souk.plugin.scanner.source.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;

/**
 * Runs the rules of a language over its source, some thousand characters at a time, so that a call may run over many lines. The
 * pieces overlap; a hit that begins within {@link #AHEAD} characters of the end waits for the next piece. A rule reports a line
 * once.
 */
public final class CodeDetector implements Detector {
    /** How many characters are gathered before the rules run. */
    static final int CHUNK = 32_768;

    /** The longest that a match and its arguments may be. */
    static final int AHEAD = 4_096;

    /** How many characters before a match its rule may look at. */
    static final int BEHIND = 256;

    private static final int LONGEST_ARGUMENTS = 1_000;

    private final Language language;
    private final Consumer<Hit> hits;
    private final SourceLexer lexer;
    private final LineBuffer source = new LineBuffer();
    private final Set<Place> reported = new HashSet<>();
    private int ownedFrom;

    private record Place(String ruleId, int line) {}

    private CodeDetector(Language language, Consumer<Hit> hits) {
        this.language = language;
        this.hits = hits;
        this.lexer = new SourceLexer(language);
    }

    /**
     * Begins a file.
     *
     * @param kind what it is read as
     * @param hits takes what is found
     * @return nothing if the kind is no source code
     */
    public static Optional<Detector> of(FileKind kind, Consumer<Hit> hits) {
        return switch (kind) {
            case JAVA -> Optional.of(new CodeDetector(Language.JAVA, hits));
            case PYTHON -> Optional.of(new CodeDetector(Language.PYTHON, hits));
            case JAVASCRIPT -> Optional.of(new CodeDetector(Language.JAVASCRIPT, hits));
            case AUTO, TEXT, DOCKERFILE, KUBERNETES -> Optional.empty();
        };
    }

    /** Every rule there is here. */
    public static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (Language language : List.of(Language.JAVA, Language.PYTHON, Language.JAVASCRIPT)) {
            language.rules().stream().map(CodeRule::rule).distinct().forEach(rules::add);
        }
        return rules;
    }

    @Override
    public void accept(Window window) {
        source.append(window);
        lexer.accept(window.fresh());
        if (window.endsLine()) {
            lexer.endLine();
        }
        if (source.length() >= CHUNK) {
            scan(source.length() - AHEAD);
            drop(source.length() - AHEAD - BEHIND);
        }
    }

    @Override
    public void end() {
        scan(source.length());
    }

    private void drop(int before) {
        source.dropBefore(before);
        lexer.strings().delete(0, before);
        lexer.code().delete(0, before);
        reported.removeIf(place -> place.line() < source.firstNumber());
        ownedFrom = BEHIND;
    }

    private void scan(int ownedTo) {
        String strings = lexer.strings().toString();
        String code = lexer.code().toString();
        for (CodeRule rule : language.rules()) {
            String text = rule.inStrings() ? strings : code;
            if (!text.contains(rule.keyword())) {
                continue;
            }
            Matcher matcher = rule.pattern().matcher(text);
            int from = Math.min(ownedFrom, text.length());
            while (matcher.find(from) && matcher.start() < ownedTo) {
                if (applies(rule, text, matcher.end())) {
                    report(rule.rule(), matcher.start(), matcher.end());
                }
                from = Math.max(matcher.end(), matcher.start() + 1);
                if (from > text.length()) {
                    break;
                }
            }
        }
    }

    private void report(Rule rule, int start, int end) {
        if (reported.add(new Place(rule.id(), source.numberAt(start)))) {
            hits.accept(source.hit(rule, start, end));
        }
    }

    private static boolean applies(CodeRule rule, String text, int end) {
        if (rule.needs() == null && rule.unless() == null) {
            return true;
        }
        String reach =
                text.substring(end, text.charAt(end - 1) == '(' ? endOfArguments(text, end) : endOfLine(text, end));
        return (rule.needs() == null || rule.needs().matcher(reach).find())
                && (rule.unless() == null || !rule.unless().matcher(reach).find());
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return Math.min(end < 0 ? text.length() : end, from + LONGEST_ARGUMENTS);
    }

    private static int endOfArguments(String text, int from) {
        int most = Math.min(text.length(), from + LONGEST_ARGUMENTS);
        int open = 1;
        for (int i = from; i < most; i++) {
            char c = text.charAt(i);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        return most;
    }
}
