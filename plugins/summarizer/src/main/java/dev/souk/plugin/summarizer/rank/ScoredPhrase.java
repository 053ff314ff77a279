package dev.souk.plugin.summarizer.rank;

/**
 * A phrase that says what a text is about.
 *
 * @param phrase as it stands in the text, with single spaces
 * @param score 1 for the best phrase of the text, less for the others, never negative
 */
public record ScoredPhrase(String phrase, double score) {}
