package dev.souk.plugin.scanner;

import dev.souk.plugin.scanner.code.CodeDetector;
import dev.souk.plugin.scanner.docker.DockerfileDetector;
import dev.souk.plugin.scanner.finding.FileHits;
import dev.souk.plugin.scanner.finding.Findings;
import dev.souk.plugin.scanner.finding.Note;
import dev.souk.plugin.scanner.finding.Selection;
import dev.souk.plugin.scanner.kubernetes.ManifestDetector;
import dev.souk.plugin.scanner.secret.SecretDetector;
import dev.souk.plugin.scanner.source.DecodedText;
import dev.souk.plugin.scanner.source.Detector;
import dev.souk.plugin.scanner.source.FileKind;
import dev.souk.plugin.scanner.source.KindGuess;
import dev.souk.plugin.scanner.source.Window;
import dev.souk.plugin.scanner.source.WindowReader;
import dev.souk.spi.agent.AgentContext;
import dev.souk.spi.agent.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One call: its files, one after the other, each read once. Text can be made that takes a hundred times as long as any other of its
 * length; so when the call's time is nearly over the scan ends where it is, and says so.
 */
final class Scan {
    /** The most notes that are reported. */
    static final int MOST_NOTES = 100;

    /** The share of the call's time that is kept for the report. */
    private static final int SHARE_FOR_REPORT = 6;

    private static final int LONGEST_HEAD = 8_000;

    private final AgentContext context;
    private final FileKind wanted;
    private final Findings findings;
    private final List<ScannedFile> files = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final Duration forReport;
    private boolean outOfTime;

    Scan(AgentContext context, FileKind wanted, Selection selection) {
        this.context = context;
        this.wanted = wanted;
        this.findings = new Findings(selection, SecretDetector::secretsIn);
        this.forReport = context.remaining().dividedBy(SHARE_FOR_REPORT);
    }

    Findings findings() {
        return findings;
    }

    List<ScannedFile> files() {
        return files;
    }

    List<Note> notes() {
        return notes;
    }

    /** Whether the scan ended before the files did. */
    boolean outOfTime() {
        return outOfTime;
    }

    void text(String name, String text) throws IOException {
        scan(name, text.substring(0, Math.min(text.length(), LONGEST_HEAD)), new StringReader(text));
    }

    void attachment(Attachment attachment) throws IOException {
        if (outOfTime) {
            return;
        }
        try (InputStream bytes = attachment.open()) {
            Optional<DecodedText> text = DecodedText.of(bytes);
            if (text.isPresent()) {
                scan(attachment.name(), text.get().head(), text.get().reader());
            } else {
                note(attachment.name(), "It is binary and was skipped.");
            }
        }
    }

    private void scan(String name, String head, Reader reader) throws IOException {
        FileKind kind = wanted == FileKind.AUTO ? KindGuess.of(name, head) : wanted;
        FileHits hits = findings.begin(name);
        List<Detector> detectors = detectors(name, kind, hits);
        WindowReader windows = new WindowReader(reader);
        int lines = 0;
        for (Optional<Window> next = windows.next(); next.isPresent() && !outOfTime; next = windows.next()) {
            context.checkCancelled();
            Window window = next.get();
            detectors.forEach(detector -> detector.accept(window));
            lines = window.line().number();
            outOfTime = context.remaining().compareTo(forReport) < 0;
        }
        if (outOfTime) {
            notes.add(new Note(
                    name,
                    "The time was over at line " + lines
                            + "; what comes after it, and every further file, was not scanned."
                            + " Scan fewer files in one call."));
        }
        detectors.forEach(Detector::end);
        findings.end(hits);
        files.add(new ScannedFile(name, kind, lines));
    }

    private List<Detector> detectors(String name, FileKind kind, FileHits hits) {
        List<Detector> detectors = new ArrayList<>();
        detectors.add(new SecretDetector(name, kind, hits));
        Consumer<String> fileNotes = message -> note(name, message);
        switch (kind) {
            case DOCKERFILE -> detectors.add(new DockerfileDetector(hits));
            case KUBERNETES -> detectors.add(new ManifestDetector(hits, fileNotes));
            case JAVA, PYTHON, JAVASCRIPT -> CodeDetector.of(kind, hits).ifPresent(detectors::add);
            case AUTO, TEXT -> {}
        }
        return detectors;
    }

    private void note(String file, String message) {
        if (notes.size() < MOST_NOTES) {
            notes.add(new Note(file, message));
        }
    }
}
