package dev.souk.plugin.summarizer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LightStemmerTest {
    @ParameterizedTest
    @CsvSource({
        "EN, market markets marketing marketed",
        "EN, city cities",
        "EN, trade trades traded trading",
        "EN, run runs running",
        "EN, class classes",
        "EN, box boxes",
        "EN, church churches",
        "DE, kind kinder kindern kindes",
        "FR, grand grands grande grandes",
        "ES, mercado mercados",
        "IT, mercato mercati",
        "OTHER, рынок"
    })
    void formsOfAWordMeet(Language language, String forms) {
        assertThat(Arrays.stream(forms.split(" ")).map(form -> LightStemmer.stem(form, language)))
                .hasSizeGreaterThan(0)
                .containsOnly(LightStemmer.stem(forms.split(" ")[0], language));
    }

    @ParameterizedTest
    @CsvSource({
        "EN, bus",
        "EN, gas",
        "EN, sing",
        "EN, red",
        "EN, this",
        "EN, crisis",
        "DE, ei",
        "DE, see",
        "FR, été",
        "IT, due"
    })
    void shortWordsStayWhole(Language language, String word) {
        assertThat(LightStemmer.stem(word, language)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"EN, market, merchant", "EN, price, prince", "DE, hand, hund", "EN, bell, bed"})
    void differentWordsStayApart(Language language, String one, String other) {
        assertThat(LightStemmer.stem(one, language)).isNotEqualTo(LightStemmer.stem(other, language));
    }
}
