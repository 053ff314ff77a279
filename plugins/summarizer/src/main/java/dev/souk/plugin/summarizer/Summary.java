package dev.souk.plugin.summarizer;

import dev.souk.plugin.summarizer.text.Language;
import dev.souk.spi.agent.Description;
import java.util.List;

/**
 * The answer.
 *
 * @param summary the sentences in one line
 * @param sentences the same one by one, in the order of the source
 * @param keyPhrases what the text is about, best first
 * @param language in which the text was read
 * @param sentenceCount how many sentences the text has, headings not counted
 * @param compression how much shorter the summary is
 */
@Description("The sentences of a text that say most of it, and what it is about")
public record Summary(
        @Description("The chosen sentences in one line, in the order of the source")
        String summary,

        @Description("The chosen sentences one by one, in the order of the source; fewer than asked for "
                + "if the text has fewer that differ")
        List<SummarySentence> sentences,

        @Description("What the text is about, best first") List<KeyPhrase> keyPhrases,

        @Description("The language in which the text was read")
        Language language,

        @Description("How many sentences the text has, headings not counted")
        int sentenceCount,

        @Description("How much shorter the summary is") Compression compression) {
    /** Copies the lists. */
    public Summary {
        sentences = List.copyOf(sentences);
        keyPhrases = List.copyOf(keyPhrases);
    }
}
