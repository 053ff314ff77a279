package dev.souk.plugin.summarizer.text;

/**
 * A part of a text over whose ends no sentence runs: a paragraph, an item of a list, a heading.
 *
 * @param start its first character, behind the mark of a heading or an item
 * @param end behind its last character
 * @param heading whether it is a heading
 */
record Piece(int start, int end, boolean heading) {}
