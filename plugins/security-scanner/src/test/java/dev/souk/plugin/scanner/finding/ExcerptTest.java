package dev.souk.plugin.scanner.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void showsAPrefixThatIsNoMoreThanAQuarterOfTheSecret() {
        assertThat(masked("a=abcdefghijklmnopqrst", 2, 22)).isEqualTo("a=abcd********");
        assertThat(masked("a=abcdefgh", 2, 10)).isEqualTo("a=ab********");
        assertThat(masked("a=abc", 2, 5)).isEqualTo("a=********");
    }

    @Test
    void masksASecretThatStandsThereTwice() {
        assertThat(masked("pw=hunter22 # was hunter22", 3, 11)).isEqualTo("pw=hu******** # was hu********");
    }

    @Test
    void masksOverlappingSecretsAsOne() {
        Line line = new Line(1, 0, "x abcdefghijkl y");

        assertThat(Excerpt.of(line, 2, List.of(new Span(2, 10), new Span(6, 14))))
                .isEqualTo("x ab******** y");
        assertThat(Excerpt.of(line, 2, List.of(new Span(4, 8), new Span(2, 14))))
                .isEqualTo("x abc******** y");
    }

    @Test
    void isCutAroundThePlaceAndKeepsPairsOfSurrogates() {
        String key = "\uD83D\uDD11";
        Line line = new Line(1, 1000, key.repeat(300) + "HERE" + key.repeat(300));

        assertThat(Excerpt.of(line, 1600, List.of()))
                .contains("HERE")
                .hasSizeLessThanOrEqualTo(Excerpt.LONGEST)
                .startsWith(key)
                .endsWith(key);
    }

    @Test
    void staysAtThePlaceWhenALongSecretBeforeItIsMasked() {
        Line line = new Line(1, 0, "s".repeat(400) + " then HERE " + ".".repeat(400));

        assertThat(Excerpt.of(line, 406, List.of(new Span(0, 400)))).contains("ssss******** then HERE");
    }

    @Test
    void controlCharactersAreBlanks() {
        assertThat(Excerpt.of(new Line(1, 0, "\ta\u001b[31mb\u0000"), 1, List.of()))
                .isEqualTo("a [31mb");
    }

    private static String masked(String text, int start, int end) {
        return Excerpt.of(new Line(1, 0, text), start, List.of(new Span(start, end)));
    }
}
