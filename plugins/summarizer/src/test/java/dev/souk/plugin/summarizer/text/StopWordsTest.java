package dev.souk.plugin.summarizer.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopWordsTest {
    @ParameterizedTest
    @CsvSource({
        "EN, the, true",
        "EN, market, false",
        "DE, für, true",
        "DE, markt, false",
        "FR, où, true",
        "FR, marché, false",
        "ES, según, true",
        "ES, mercado, false",
        "IT, perché, true",
        "IT, mercato, false",
        "OTHER, это, true",
        "OTHER, рынок, false",
        "OTHER, の, true",
        "OTHER, 市場, false",
        "OTHER, 的市, true",
        "OTHER, de, true",
        "OTHER, 42, false",
        "OTHER, 시장, false"
    })
    void sayNothingAboutATopic(Language language, String word, boolean expected) {
        assertThat(StopWords.of(language).contains(word)).isEqualTo(expected);
    }
}
