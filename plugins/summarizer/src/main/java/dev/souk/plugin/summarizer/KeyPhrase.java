package dev.souk.plugin.summarizer;

import dev.souk.spi.agent.Description;

/**
 * A phrase that says what the text is about.
 *
 * @param phrase as it stands in the text, with single spaces
 * @param score 1 for the first, less for the others
 */
@Description("A phrase that says what the text is about")
public record KeyPhrase(
        @Description("As it stands in the text") String phrase,
        @Description("1 for the first, less for the others") double score) {}
