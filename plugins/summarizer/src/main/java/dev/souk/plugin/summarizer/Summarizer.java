package dev.souk.plugin.summarizer;

import dev.souk.plugin.summarizer.rank.Document;
import dev.souk.plugin.summarizer.rank.KeyPhraseRanking;
import dev.souk.plugin.summarizer.rank.ScoredSentence;
import dev.souk.plugin.summarizer.rank.SentenceRanking;
import dev.souk.plugin.summarizer.text.Language;
import dev.souk.plugin.summarizer.text.Sentence;
import dev.souk.plugin.summarizer.text.SentenceSplitter;
import dev.souk.spi.agent.AgentException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Takes a text through the steps: language, sentences, words, ranking, choice, phrases. The same text, the same summary. */
final class Summarizer {
    /** The most sentences a text may have, repeats and headings included. It bounds the graph. */
    static final int MOST_SENTENCES = 30_000;

    private static final double ROUNDING = 1e6;

    private final SummaryLength length;
    private final int keyPhrases;
    private final LanguageChoice language;
    private final Runnable checkpoint;

    /**
     * Sets what is wanted.
     *
     * @param checkpoint run now and then; throws to give up
     */
    Summarizer(SummaryLength length, int keyPhrases, LanguageChoice language, Runnable checkpoint) {
        this.length = length;
        this.keyPhrases = keyPhrases;
        this.language = language;
        this.checkpoint = checkpoint;
    }

    /**
     * Summarizes a text.
     *
     * @throws AgentException invalid input, if it has no sentence or too many
     */
    Summary summarize(SourceText source) {
        Language spoken = language.of(source.text());
        checkpoint.run();
        List<Sentence> sentences = SentenceSplitter.split(source.text(), spoken, MOST_SENTENCES + 1);
        if (sentences.isEmpty()) {
            throw AgentException.invalidInput(
                    source.pointer(), "the text is empty or has neither letters nor digits; send one with a sentence");
        }
        if (sentences.size() > MOST_SENTENCES) {
            throw AgentException.invalidInput(
                    source.pointer(), "the text has more than " + MOST_SENTENCES + " sentences; summarize it in parts");
        }
        checkpoint.run();
        Document document = Document.of(source.text(), sentences, spoken);
        int count = (int) sentences.stream().filter(s -> !s.heading()).count();
        List<ScoredSentence> chosen = SentenceRanking.of(document, checkpoint).choose(length.of(count), checkpoint);
        List<KeyPhrase> phrases = KeyPhraseRanking.of(document, keyPhrases, checkpoint).stream()
                .map(phrase -> new KeyPhrase(phrase.phrase(), rounded(phrase.score())))
                .toList();
        List<SummarySentence> shown = shown(document, chosen);
        String summary = OneLine.of(shown.stream().map(SummarySentence::text).toList());
        return new Summary(summary, shown, phrases, spoken, count, compression(document, chosen, summary));
    }

    /** Numbers the chosen sentences among those that are no headings. */
    private static List<SummarySentence> shown(Document document, List<ScoredSentence> chosen) {
        List<SummarySentence> shown = new ArrayList<>();
        int at = 0;
        int index = 0;
        for (ScoredSentence scored : chosen) {
            for (; at < scored.sentence(); at++) {
                index += document.sentences().get(at).heading() ? 0 : 1;
            }
            Sentence sentence = document.sentences().get(at);
            shown.add(new SummarySentence(
                    index, rounded(scored.score()), sentence.of(document.text()), sentence.start(), sentence.end()));
        }
        return shown;
    }

    private static Compression compression(Document document, List<ScoredSentence> chosen, String summary) {
        int words = IntStream.range(0, document.sentences().size())
                .map(document::wordCount)
                .sum();
        int chosenWords =
                chosen.stream().mapToInt(s -> document.wordCount(s.sentence())).sum();
        int characters = document.text().length();
        return new Compression(
                characters, summary.length(), words, chosenWords, rounded((double) summary.length() / characters));
    }

    private static double rounded(double score) {
        return Math.round(score * ROUNDING) / ROUNDING;
    }
}
