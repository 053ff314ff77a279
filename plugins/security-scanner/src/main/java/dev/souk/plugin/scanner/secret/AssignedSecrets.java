package dev.souk.plugin.scanner.secret;

import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.finding.Severity;
import dev.souk.plugin.scanner.finding.Span;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passwords and keys that are known by the name they are given: {@code password = "…"}, {@code API_KEY=…}, {@code token: …}. The
 * name's keyword is looked for first, and what stands around it is read by hand, so that a line is passed once.
 */
final class AssignedSecrets {
    static final Rule RULE = Rule.of(
                    "secret-assigned",
                    Severity.HIGH,
                    "A password, token or key is written next to its name.",
                    "Change it, and read the new one from a secret store or the environment.")
            .givingWay();

    /** One of them, in lower case, stands in every line that has a keyword. */
    private static final List<String> KEYWORDS =
            List.of("passw", "passphrase", "pwd", "secret", "token", "credential", "key");

    static final Pattern RIGHT = Pattern.compile("(?<after>[\\w.-]{0,40}+)[\"'\\]]{0,2}+\\s{0,8}+"
            + "(?::\\s{0,4}+[A-Za-z][\\w.<>\\[\\]]{0,30}+\\s{0,4}+(?==))?(?:=>|:=|=(?![=~>])|:(?![:=]))\\s{0,8}+"
            + "(?:(?<quote>[\"'`])(?<quoted>[^\"'`\\s]{1,500}+)\\k<quote>"
            + "|(?<bare>[^\\s\"'`,;&|(){}\\[\\]<>#]{1,500}+)(?=[\\s,;&\"'#|<)\\]}]|$))");

    /** With one of these a path, a YAML tag or alias, or a shell's home begins. */
    private static final String NO_BARE_VALUE = "/\\*!~@";

    private static final String BREAKS = "\"'`,;&|(){}[]<>#";

    /**
     * The most characters that {@link #RIGHT} can pass without a break; after more of them no value can end. Without this a line of names
     * alone would be read again for each of them.
     */
    private static final int LONGEST_RIGHT = 600;

    private static final int LONGEST_NAME = 40;
    private static final int SHORTEST_QUOTED = 4;
    private static final int SHORTEST_BARE = 6;
    private static final int SHORTEST_KEY = 8;

    private AssignedSecrets() {}

    static void find(String text, String lowerCase, Surroundings around, Consumer<SecretMatch> found) {
        if (KEYWORDS.stream().noneMatch(lowerCase::contains)) {
            return;
        }
        Matcher keyword = SecretNames.KEYWORD.matcher(text);
        Matcher right = RIGHT.matcher(text);
        int runEnd = 0;
        while (keyword.find()) {
            runEnd = runEnd > keyword.end() ? runEnd : runEnd(text, keyword.end());
            if (runEnd - keyword.end() > LONGEST_RIGHT) {
                continue;
            }
            right.region(keyword.end(), text.length()).useTransparentBounds(true);
            if (right.lookingAt()
                    && SecretNames.isSecret(before(text, keyword.start()), keyword.group(), right.group("after"))
                    && isSecret(text.regionMatches(true, keyword.start(), "pass", 0, 4), right, around)) {
                String group = right.group("quoted") != null ? "quoted" : "bare";
                found.accept(new SecretMatch(RULE, new Span(right.start(group), right.end(group))));
            }
        }
    }

    /** Where the characters end that can stand in a bare value, or before it, without a break. */
    private static int runEnd(String text, int start) {
        int end = start;
        while (end < text.length()
                && BREAKS.indexOf(text.charAt(end)) < 0
                && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static String before(String text, int end) {
        int start = end;
        while (start > 0 && end - start < LONGEST_NAME && isNamePart(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, end);
    }

    private static boolean isNamePart(char c) {
        return c == '_' || c == '-' || c == '.' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private static boolean isSecret(boolean password, Matcher right, Surroundings around) {
        String quoted = right.group("quoted");
        String bare = right.group("bare");
        String value = quoted != null ? quoted : bare;
        if (saysWhatItIs(value) || Placeholders.isNoSecret(value)) {
            return false;
        }
        boolean digit = value.chars().anyMatch(Character::isDigit);
        boolean letter = value.chars().anyMatch(Character::isLetter);
        if (!password && (value.length() < SHORTEST_KEY || !letter || !(digit || around.settings()))) {
            return false;
        }
        if (quoted != null) {
            return value.length() >= SHORTEST_QUOTED;
        }
        return !around.code()
                && value.length() >= SHORTEST_BARE
                && NO_BARE_VALUE.indexOf(value.charAt(0)) < 0
                && letter
                && (digit || around.settings())
                && !value.endsWith(":");
    }

    /** {@code PASSWORD_KEY = "user_password"} names a setting and holds none. */
    private static boolean saysWhatItIs(String value) {
        return SecretNames.KEYWORD.matcher(value).find() && value.chars().noneMatch(Character::isDigit);
    }
}
