package dev.souk.plugin.summarizer.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** A list of words in a file beside this class: separated by white space, {@code #} begins a comment. */
final class WordList {
    private WordList() {}

    /**
     * Reads a list.
     *
     * @param name the file's name without its ending
     * @throws IllegalStateException if the plugin lacks the file
     */
    static Set<String> read(String name) {
        try (InputStream stream = WordList.class.getResourceAsStream(name + ".txt")) {
            if (stream == null) {
                throw new IllegalStateException("the plugin lacks its word list " + name + ".txt; rebuild it");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return reader.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .flatMap(line -> Arrays.stream(line.split("\\s+")))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the word list " + name, e);
        }
    }
}
