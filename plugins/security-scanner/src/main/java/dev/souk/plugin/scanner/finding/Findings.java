package dev.souk.plugin.scanner.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The findings of a whole call. All are counted; of each severity the first {@link #MOST_PER_SEVERITY} are kept. */
public final class Findings {
    /** The most findings of one severity that are reported, so that many small ones never crowd out a grave one. */
    public static final int MOST_PER_SEVERITY = 500;

    private final Selection selection;
    private final Function<String, List<Span>> secretsIn;
    private final List<Finding> kept = new ArrayList<>();
    private final Tally found = new Tally();

    /**
     * Begins a call.
     *
     * @param selection what is reported
     * @param secretsIn finds all secrets of a text, reported or not, so that they are masked
     */
    public Findings(Selection selection, Function<String, List<Span>> secretsIn) {
        this.selection = selection;
        this.secretsIn = secretsIn;
    }

    /**
     * Begins a file.
     *
     * @param file the file's name
     * @return takes its hits
     */
    public FileHits begin(String file) {
        return new FileHits(file, selection, secretsIn);
    }

    /** Takes the findings of a file that has ended. */
    public void end(FileHits file) {
        for (Finding finding : file.findings()) {
            if (found.of(finding.severity()) < MOST_PER_SEVERITY) {
                kept.add(finding);
            }
            found.add(finding.severity(), 1);
        }
        for (Severity severity : Severity.values()) {
            found.add(severity, file.dropped(severity));
        }
    }

    /** What is reported, in the order of the files and of their lines. */
    public List<Finding> kept() {
        return List.copyOf(kept);
    }

    /** How many of a severity were found, reported or not. */
    public int count(Severity severity) {
        return found.of(severity);
    }

    /** Whether more was found than is reported. */
    public boolean truncated() {
        return found.total() > kept.size();
    }
}
