package dev.souk.plugin.data.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class LikeTest {
    @Property
    void matchesWhatTheEquivalentRegularExpressionMatches(
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 12) String text,
            @ForAll @Chars({'a', 'b', '%', '_'}) @StringLength(max = 8) String pattern) {
        String regex = pattern.replace("%", ".*").replace("_", ".");
        assertThat(Like.matches(text, pattern)).isEqualTo(Pattern.matches(regex, text));
    }
}
