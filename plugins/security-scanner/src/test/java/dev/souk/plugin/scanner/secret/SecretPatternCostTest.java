package dev.souk.plugin.scanner.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.plugin.scanner.CountedText;
import dev.souk.plugin.scanner.Hostile;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No line, however hostile, costs a pattern more than a fixed multiple of its length. */
class SecretPatternCostTest {
    private static final int LENGTH = 16_384;
    private static final int MOST_LOOKS_PER_CHARACTER = 200;

    static Stream<Pattern> patterns() {
        return Stream.concat(
                ProviderKeys.ALL.stream().map(SecretPattern::pattern),
                Stream.of(SecretNames.KEYWORD, PrivateKeys.BEGIN));
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

    @Test
    void whatStandsRightOfANameIsReadInAFixedNumberOfLooks() {
        for (String text : Hostile.texts(1_000).toList()) {
            for (int at = 0; at < 100; at++) {
                CountedText counted = new CountedText(text);
                boolean found =
                        AssignedSecrets.RIGHT.matcher(counted).region(at, 1_000).lookingAt();

                assertThat(counted.looks()).as(text.substring(0, 40) + found).isLessThan(4_000);
            }
        }
    }

    @Test
    void aCarelessPatternWouldBeCaught() {
        assertThat(looks(Pattern.compile("[\\w.-]*password"), "a".repeat(LENGTH)))
                .isGreaterThan((long) MOST_LOOKS_PER_CHARACTER * LENGTH);
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
