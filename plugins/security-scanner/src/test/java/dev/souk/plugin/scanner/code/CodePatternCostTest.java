package dev.souk.plugin.scanner.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.plugin.scanner.CountedText;
import dev.souk.plugin.scanner.Hostile;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No source, however hostile, costs a pattern more than a fixed multiple of its length. */
class CodePatternCostTest {
    private static final int LENGTH = 16_384;
    private static final int MOST_LOOKS_PER_CHARACTER = 400;

    static Stream<Pattern> patterns() {
        return Stream.of(JavaRules.ALL, PythonRules.ALL, JavaScriptRules.ALL)
                .flatMap(List::stream)
                .map(CodeRule::pattern);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void theCostIsAMultipleOfTheLength(Pattern pattern) {
        List<String> tooDear = Hostile.texts(LENGTH)
                .filter(text -> looks(pattern, text) > (long) MOST_LOOKS_PER_CHARACTER * LENGTH)
                .map(text -> text.substring(0, 40))
                .toList();

        assertThat(tooDear).isEmpty();
    }

    private static long looks(Pattern pattern, String text) {
        CountedText counted = new CountedText(text);
        Matcher matcher = pattern.matcher(counted);
        while (matcher.find()) {
            assertThat(matcher.end()).isLessThanOrEqualTo(text.length());
        }
        return counted.looks();
    }
}
