package dev.souk.plugin.summarizer;

import dev.souk.spi.agent.Description;
import java.util.Optional;

/**
 * What a caller asks for.
 *
 * @param text the text itself, at most 2,000,000 characters; or else it comes as an attachment
 * @param attachment the name of the attachment that holds the text; needed only if there are several
 * @param sentences how many sentences the summary has, 1 to 50; 3 if neither this nor the ratio is given
 * @param ratio which share of the text's sentences the summary has, above 0 and up to 1; at least one sentence
 * @param keyPhrases how many key phrases are wanted, 0 to 30; 5 if it is not given
 * @param language the text's language; found out if it is not given
 */
@Description("A text to summarize, inline or as an attachment, and how long the summary may be")
public record SummaryRequest(
        @Description("The text, at most 2,000,000 characters. Leave it out to send the text as an attachment")
        Optional<String> text,

        @Description("The name of the attachment that holds the text (UTF-8 unless it says otherwise); "
                + "needed only if there are several")
        Optional<String> attachment,

        @Description("How many sentences the summary has, 1 to 50; 3 unless this or ratio is given")
        Optional<Integer> sentences,

        @Description("Which share of the sentences the summary has, above 0 and up to 1; "
                + "at least one sentence. Not together with sentences")
        Optional<Double> ratio,

        @Description("How many key phrases are wanted, 0 to 30; 5 unless given")
        Optional<Integer> keyPhrases,

        @Description("The text's language; AUTO, the default, tells by its commonest words")
        Optional<LanguageChoice> language) {}
