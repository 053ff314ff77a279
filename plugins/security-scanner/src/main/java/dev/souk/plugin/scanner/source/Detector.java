package dev.souk.plugin.scanner.source;

/** Looks at one file from its beginning to its end. One instance for each file; not thread-safe. */
public interface Detector {
    /** Takes the next line, or the next piece of a long one. */
    void accept(Window window);

    /** Takes the end of the file. */
    void end();
}
