package dev.souk.plugin.summarizer;

import dev.souk.spi.agent.AgentException;

/** How long a summary is to be: a number of sentences, or a share of them. */
sealed interface SummaryLength {
    /** The number of sentences if a caller says nothing. */
    int USUAL = 3;
    /** The greatest number a caller may ask for. */
    int MOST = 50;

    /**
     * A number of sentences.
     *
     * @param sentences 1 to {@link #MOST}
     */
    record Count(int sentences) implements SummaryLength {
        @Override
        public int of(int total) {
            return Math.min(sentences, total);
        }
    }

    /**
     * A share of the sentences.
     *
     * @param ratio above 0, at most 1
     */
    record Share(double ratio) implements SummaryLength {
        @Override
        public int of(int total) {
            return Math.max(1, (int) Math.round(ratio * total));
        }
    }

    /**
     * How many sentences to choose.
     *
     * @param total how many sentences the text has; at least 1
     */
    int of(int total);

    /**
     * The length a caller asks for.
     *
     * @throws AgentException invalid input, if it is out of range or given twice
     */
    static SummaryLength of(SummaryRequest request) {
        if (request.sentences().isPresent() && request.ratio().isPresent()) {
            throw AgentException.invalidInput(
                    "/ratio", "sentences and ratio are both given; give one of them, or neither for 3 sentences");
        }
        int sentences = request.sentences().orElse(USUAL);
        if (sentences < 1 || sentences > MOST) {
            throw AgentException.invalidInput(
                    "/sentences", "sentences is " + sentences + "; give a number from 1 to " + MOST);
        }
        if (request.ratio().isEmpty()) {
            return new Count(sentences);
        }
        double ratio = request.ratio().get();
        if (!(ratio > 0 && ratio <= 1)) {
            throw AgentException.invalidInput(
                    "/ratio", "ratio is " + ratio + "; give a share above 0 and up to 1, such as 0.2");
        }
        return new Share(ratio);
    }
}
