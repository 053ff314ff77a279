package dev.souk.plugin.summarizer;

import dev.souk.spi.agent.Description;

/**
 * How much shorter the summary is.
 *
 * @param sourceCharacters UTF-16 code units of the text
 * @param summaryCharacters UTF-16 code units of the summary
 * @param sourceWords words of the text
 * @param summaryWords words of the summary
 * @param ratio summary characters by source characters
 */
@Description("How much shorter the summary is than the source")
public record Compression(
        @Description("Length of the source in UTF-16 code units")
        int sourceCharacters,

        @Description("Length of the summary in UTF-16 code units")
        int summaryCharacters,

        @Description("Words of the source, headings included")
        int sourceWords,

        @Description("Words of the summary") int summaryWords,

        @Description("summaryCharacters divided by sourceCharacters")
        double ratio) {}
