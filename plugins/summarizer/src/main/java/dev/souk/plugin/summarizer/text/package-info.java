/**
 * Finds the sentences and words of a text, and its language. It exists so that the ranking sees spans and words and never
 * has to know about abbreviations, line breaks, scripts or endings.
 */
@NullMarked
package dev.souk.plugin.summarizer.text;

import org.jspecify.annotations.NullMarked;
