package dev.souk.plugin.summarizer.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageDetectorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EN | The ferry was slow and the river was wide, so they built a bridge over it.",
                "DE | Die Fähre war langsam und der Fluss war breit, also bauten sie eine Brücke darüber.",
                "FR | Le bac était lent et la rivière était large, alors ils ont construit un pont.",
                "ES | La barca era lenta y el río era ancho, así que construyeron un puente sobre él.",
                "IT | Il traghetto era lento e il fiume era largo, perciò hanno costruito un ponte.",
                "OTHER | Паром был медленным, а река широкой, поэтому построили мост.",
                "OTHER | 渡船很慢，河很宽，所以他们建了一座桥。",
                "OTHER | Zzyx qwrt plmk vbnz trgh."
            })
    void tellsByTheCommonestWords(Language expected, String text) {
        assertThat(LanguageDetector.detect(text)).isEqualTo(expected);
    }

    @Test
    void theEndOfTheSampleMayLieInsideAPicture() {
        assertThat(LanguageDetector.detect("The river was wide. x" + "😀".repeat(40_000)))
                .isEqualTo(Language.EN);
    }
}
