package dev.souk.plugin.summarizer.text;

/** A language by its ISO 639-1 code. It decides which words count as stop words and which endings are taken off. */
public enum Language {
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
    /** Any other: no list of stop words, no endings taken off. */
    OTHER
}
