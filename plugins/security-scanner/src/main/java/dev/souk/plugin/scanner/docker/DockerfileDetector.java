package dev.souk.plugin.scanner.docker;

import dev.souk.plugin.scanner.finding.Hit;
import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.source.Detector;
import dev.souk.plugin.scanner.source.LineBuffer;
import dev.souk.plugin.scanner.source.Window;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a Dockerfile into its instructions, as Docker's reference describes the format: lines joined by the escape character,
 * comment lines between them, here-documents.
 */
public final class DockerfileDetector implements Detector {
    /** The most characters of an instruction; a longer one is cut in two. */
    static final int LONGEST_INSTRUCTION = 65_536;

    private static final Pattern KEYWORD = Pattern.compile("\\s*+([A-Za-z]{2,20}+)\\s++");
    private static final Pattern ESCAPE = Pattern.compile("(?i)#\\s*+escape\\s*+=\\s*+([\\\\`])\\s*+");
    private static final Pattern HERE_DOCUMENT = Pattern.compile("<<-?\\s{0,4}+[\"']?([A-Za-z_]\\w{0,40}+)");

    private final LineBuffer source = new LineBuffer();
    private final StringBuilder text = new StringBuilder();
    private final InstructionCheck check;
    private char escape = '\\';
    private int lineStart;
    private @Nullable String hereDocumentEnd;

    /** Begins a file. */
    public DockerfileDetector(Consumer<Hit> hits) {
        this.check = new InstructionCheck(hits);
    }

    /** Every rule there is here. */
    public static List<Rule> rules() {
        return DockerRules.ALL;
    }

    @Override
    public void accept(Window window) {
        source.append(window);
        text.append(window.fresh());
        if (window.endsLine()) {
            text.append('\n');
            endLine();
        }
        if (text.length() >= LONGEST_INSTRUCTION) {
            endInstruction();
        }
    }

    @Override
    public void end() {
        endInstruction();
        check.end();
    }

    private void endLine() {
        String line = text.substring(lineStart).strip();
        if (hereDocumentEnd != null) {
            if (line.equals(hereDocumentEnd)) {
                endInstruction();
            }
        } else if (line.isEmpty() || line.startsWith("#")) {
            comment(line);
        } else if (line.charAt(line.length() - 1) == escape) {
            text.setCharAt(text.lastIndexOf(String.valueOf(escape)), ' ');
            text.setCharAt(text.length() - 1, ' ');
        } else {
            hereDocumentEnd = hereDocument();
            if (hereDocumentEnd == null) {
                endInstruction();
            }
        }
        lineStart = text.length();
    }

    private void comment(String line) {
        Matcher directive = ESCAPE.matcher(line);
        if (lineStart == 0 && directive.matches()) {
            escape = directive.group(1).charAt(0);
        }
        if (lineStart == 0) {
            clear();
        } else {
            text.replace(lineStart, text.length(), " ".repeat(text.length() - lineStart));
        }
    }

    private @Nullable String hereDocument() {
        Matcher keyword = KEYWORD.matcher(text);
        if (!keyword.lookingAt() || !List.of("RUN", "COPY", "ADD").contains(upper(keyword.group(1)))) {
            return null;
        }
        Matcher begin = HERE_DOCUMENT.matcher(text);
        return begin.find() ? begin.group(1) : null;
    }

    private void endInstruction() {
        Matcher keyword = KEYWORD.matcher(text);
        if (keyword.lookingAt()) {
            check.accept(new Instruction(upper(keyword.group(1)), keyword.end(), text.toString(), source));
        }
        clear();
    }

    private void clear() {
        source.clear();
        text.setLength(0);
        lineStart = 0;
        hereDocumentEnd = null;
    }

    private static String upper(String keyword) {
        return keyword.toUpperCase(Locale.ROOT);
    }
}
