package dev.souk.plugin.summarizer.rank;

import dev.souk.plugin.summarizer.text.Language;
import dev.souk.plugin.summarizer.text.Sentence;
import dev.souk.plugin.summarizer.text.Tokenizer;
import java.util.Arrays;
import java.util.List;

/**
 * A text with its sentences and the words in them, packed into arrays because a long text has some hundred thousand words.
 * Immutable once made.
 */
public final class Document {
    private final String text;
    private final List<Sentence> sentences;
    private final Vocabulary vocabulary;
    private final int[] firstWord;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] words = new int[64];
    private int size;

    private Document(String text, List<Sentence> sentences, Language language) {
        this.text = text;
        this.sentences = sentences;
        this.vocabulary = new Vocabulary(language);
        this.firstWord = new int[sentences.size() + 1];
        for (int s = 0; s < sentences.size(); s++) {
            Tokenizer.words(text, sentences.get(s).start(), sentences.get(s).end(), this::add);
            firstWord[s + 1] = size;
        }
    }

    /**
     * Finds the words of all sentences.
     *
     * @param sentences of this text, in order
     * @param language decides about stop words and endings
     */
    public static Document of(String text, List<Sentence> sentences, Language language) {
        return new Document(text, List.copyOf(sentences), language);
    }

    private void add(int start, int end, String word) {
        if (size == words.length) {
            int capacity = size + (size >> 1);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
            words = Arrays.copyOf(words, capacity);
        }
        starts[size] = start;
        ends[size] = end;
        words[size] = vocabulary.word(word);
        size++;
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** Its sentences and headings, in order. */
    public List<Sentence> sentences() {
        return sentences;
    }

    /** How many words a sentence has, stop words included. */
    public int wordCount(int sentence) {
        return firstWord[sentence + 1] - firstWord[sentence];
    }

    /** The numbers of a sentence's words in order: equal for two sentences that differ in case, space and signs only. */
    List<Integer> wordsOf(int sentence) {
        return Arrays.stream(words, firstWord[sentence], firstWord[sentence + 1])
                .boxed()
                .toList();
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    int firstWord(int sentence) {
        return firstWord[sentence];
    }

    int endWord(int sentence) {
        return firstWord[sentence + 1];
    }

    /** All words of all sentences. */
    int words() {
        return size;
    }

    int start(int word) {
        return starts[word];
    }

    int end(int word) {
        return ends[word];
    }

    /** The stem of the word at a position, or {@link Vocabulary#NO_STEM}. */
    int stem(int word) {
        return vocabulary.stemOf(words[word]);
    }
}
