package dev.souk.plugin.scanner.kubernetes;

import dev.souk.plugin.scanner.finding.Hit;
import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.source.Detector;
import dev.souk.plugin.scanner.source.LineBuffer;
import dev.souk.plugin.scanner.source.Window;
import java.io.StringReader;
import java.util.List;
import java.util.function.Consumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * Reads the documents of a YAML file one after the other, and looks at those that are Kubernetes manifests. One document is in
 * memory at a time; one that is too long, or is no YAML, gets a note and nothing else, and the next is read as if nothing had
 * been.
 */
public final class ManifestDetector implements Detector {
    /** The most characters of a document that is read as YAML. */
    static final int LONGEST_DOCUMENT = 1_000_000;

    /** The deepest nesting that is read. */
    static final int DEEPEST = 100;

    /** The most aliases to collections in one document. They are never expanded, and each node is looked at once. */
    static final int MOST_ALIASES = 200;

    private final LineBuffer document = new LineBuffer();
    private final Consumer<Hit> hits;
    private final Consumer<String> notes;
    private boolean hasContent;
    private boolean tooLong;

    /**
     * Begins a file.
     *
     * @param hits takes what is found
     * @param notes takes a sentence for each document that could not be read
     */
    public ManifestDetector(Consumer<Hit> hits, Consumer<String> notes) {
        this.hits = hits;
        this.notes = notes;
    }

    /** Every rule there is here. */
    public static List<Rule> rules() {
        return KubernetesRules.ALL;
    }

    @Override
    public void accept(Window window) {
        String text = window.line().text();
        if (window.beginsLine() && separates(text, "...")) {
            endDocument();
            return;
        }
        if (window.beginsLine() && hasContent && separates(text, "---")) {
            endDocument();
        }
        if (tooLong) {
            return;
        }
        document.append(window);
        hasContent |= isContent(text);
        if (document.length() > LONGEST_DOCUMENT) {
            notes.accept("The YAML document at line " + document.firstNumber() + " is longer than " + LONGEST_DOCUMENT
                    + " characters; it was scanned as text only.");
            document.clear();
            tooLong = true;
        }
    }

    @Override
    public void end() {
        endDocument();
    }

    private static boolean separates(String line, String marker) {
        return line.startsWith(marker) && (line.length() == 3 || Character.isWhitespace(line.charAt(3)));
    }

    private static boolean isContent(String line) {
        String bare = line.strip();
        return !bare.isEmpty() && !bare.startsWith("#") && !bare.startsWith("%") && !bare.equals("---");
    }

    private void endDocument() {
        String text = document.text().toString();
        if (text.contains("apiVersion") && text.contains("kind")) {
            read(text);
        }
        document.clear();
        hasContent = false;
        tooLong = false;
    }

    private void read(String text) {
        try {
            if (new Yaml(options()).compose(new StringReader(asYamlCountsLines(text))) instanceof MappingNode root) {
                new ManifestWalk(document, hits).walk(root);
            }
        } catch (YAMLException e) {
            notes.accept("The YAML document at line " + document.firstNumber() + " could not be read" + where(e)
                    + "; it was scanned as text only.");
        }
    }

    /** The exception's own message quotes the document, and with it perhaps a secret. */
    private String where(YAMLException e) {
        return e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? " (line " + (document.firstNumber() + marked.getProblemMark().getLine()) + ")"
                : "";
    }

    /** YAML 1.1 ends a line at these three as well, and a file's reader does not. */
    private static String asYamlCountsLines(String text) {
        return text.replace('\u0085', ' ').replace('\u2028', ' ').replace('\u2029', ' ');
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(LONGEST_DOCUMENT + 1);
        options.setAllowRecursiveKeys(false);
        options.setProcessComments(false);
        return options;
    }
}
