package dev.souk.plugin.summarizer;

import dev.souk.plugin.summarizer.text.Language;
import dev.souk.plugin.summarizer.text.LanguageDetector;

/** Which language the caller says the text is in. */
public enum LanguageChoice {
    /** The caller does not say; the text's stop words decide. */
    AUTO,
    /** English. */
    EN,
    /** German. */
    DE,
    /** French. */
    FR,
    /** Spanish. */
    ES,
    /** Italian. */
    IT,
    /** Any other. */
    OTHER;

    /** The language of a text under this choice. */
    Language of(String text) {
        return this == AUTO ? LanguageDetector.detect(text) : Language.valueOf(name());
    }
}
