package dev.souk.plugin.summarizer.rank;

/**
 * A sentence that was chosen.
 *
 * @param sentence its index among all sentences of the document
 * @param score how central it is: 1 for the most central sentence of the text, never negative
 */
public record ScoredSentence(int sentence, double score) {}
