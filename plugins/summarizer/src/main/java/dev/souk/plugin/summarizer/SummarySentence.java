package dev.souk.plugin.summarizer;

import dev.souk.spi.agent.Description;

/**
 * A sentence of the summary. Places count from the first character of the text, behind its byte order mark if an attachment
 * begins with one.
 *
 * @param index which sentence of the text it is, from 0, headings not counted
 * @param score how central it is, 0 to 1
 * @param text as it stands in the source, line breaks included
 * @param start where it begins in the source, in UTF-16 code units
 * @param end behind its last character
 */
@Description("A sentence of the summary and where it stands in the source")
public record SummarySentence(
        @Description("Which sentence of the text it is, from 0, headings not counted")
        int index,

        @Description("How central it is: 1 for the most central sentence of the text")
        double score,

        @Description("Exactly as it stands in the source") String text,

        @Description("Where it begins in the source, in UTF-16 code units")
        int start,

        @Description("Where it ends, exclusive") int end) {}
