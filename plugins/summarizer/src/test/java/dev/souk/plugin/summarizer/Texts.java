package dev.souk.plugin.summarizer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The texts of the tests, and a short way to summarize one. */
final class Texts {
    static final Path LONG_TEXT = Path.of("../../samples/data/long-text.txt");

    private Texts() {}

    static String longText() {
        try {
            return Files.readString(LONG_TEXT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String resource(String name) {
        try (InputStream stream = Texts.class.getResourceAsStream("/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Summary summarize(String text, int sentences) {
        return summarize(text, new SummaryLength.Count(sentences));
    }

    static Summary summarize(String text, SummaryLength length) {
        return new Summarizer(length, 5, LanguageChoice.AUTO, () -> {}).summarize(new SourceText(text, "/text"));
    }
}
