package dev.souk.plugin.scanner.secret;

import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.finding.Severity;
import dev.souk.plugin.scanner.finding.Span;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Strings that look random: by Shannon's entropy of their characters (A Mathematical Theory of Communication, 1948), with a
 * threshold for each alphabet, and only where a value stands: in quotes, or after {@code =} or {@code :}.
 *
 * <p>A short random string cannot reach the entropy of its alphabet: n characters have at most log2(n) bits each. So the
 * threshold for Base64 grows with the length until it is {@link #BASE64_BITS}.
 */
final class HighEntropy {
    static final Rule RULE = Rule.of(
                    "secret-high-entropy",
                    Severity.MEDIUM,
                    "This string looks random, as keys and passwords do.",
                    "If it is a secret, change it and read it from a secret store; if it is none, skip this rule for the file.")
            .givingWay();

    private static final int SHORTEST = 20;
    private static final int SHORTEST_HEX = 32;
    private static final int LONGEST = 200;
    private static final double HEX_BITS = 3.3;
    private static final double BASE64_BITS = 4.5;
    private static final double SHARE_OF_MOST_BITS = 0.87;
    private static final int FEWEST_DIGITS = 2;
    private static final int SHORTEST_WORD = 4;
    private static final double MOST_IN_WORDS = 0.3;
    private static final int LONGEST_LABEL = 60;

    /** What stands before a checksum, a public key or an identifier rather than a secret. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(?i)integrity|sha-?\\d|md5|checksum|digest|hash|etag|commit|revision|\\brev\\b|resolved|nonce|fingerprint|thumbprint"
                    + "|gitHead|uuid|guid|pub(?:lic)?[-_]?key|ssh-|certificate|\\bcert\\b|signature|base64,|\\bh1:|://"
                    + "|(?:\\b|[a-z_])id[\"']?\\s{0,4}+[:=]|version[\"']?\\s{0,4}+[:=]|\\b(?:path|src|href|class|className|kid|[xyne])[\"']?\\s{0,4}+[:=]");

    /** After bytes that are written in hexadecimal or Base64 code names the encoding. */
    private static final Pattern DATA = Pattern.compile("[\"'`]\\s{0,4}+,\\s{0,4}+[\"'`](?i:hex|base64(?:url)?)[\"'`]");

    private HighEntropy() {}

    static void find(String text, Surroundings around, Consumer<SecretMatch> found) {
        if (around.checksums()) {
            return;
        }
        int at = 0;
        while (at < text.length()) {
            if (!isBase64(text.charAt(at))) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && isBase64(text.charAt(end))) {
                end++;
            }
            int length = end - at;
            while (end < text.length() && end - at - length < 2 && text.charAt(end) == '=') {
                end++;
            }
            if (length >= SHORTEST
                    && end - at <= LONGEST
                    && isValue(text, at, end)
                    && looksRandom(text, at, at + length)
                    && !isHarmless(text, at, end)) {
                found.accept(new SecretMatch(RULE, new Span(at, end)));
            }
            at = end;
        }
    }

    private static boolean isBase64(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '-'
                || c == '_';
    }

    private static boolean isValue(String text, int start, int end) {
        char before = start == 0 ? '\n' : text.charAt(start - 1);
        char after = end == text.length() ? '\n' : text.charAt(end);
        if (before == '"' || before == '\'' || before == '`') {
            return after == before;
        }
        int left = start - 1;
        while (left >= 0 && start - left < 6 && text.charAt(left) == ' ') {
            left--;
        }
        boolean assigned = left >= 0 && (text.charAt(left) == '=' || text.charAt(left) == ':');
        return assigned && (Character.isWhitespace(after) || after == ',' || after == ';' || after == '&');
    }

    private static boolean isHarmless(String text, int start, int end) {
        String label = text.substring(Math.max(0, start - LONGEST_LABEL), start);
        return HARMLESS.matcher(label).find()
                || DATA.matcher(text).region(end, text.length()).lookingAt()
                || Placeholders.isNoSecret(text.substring(start, end));
    }

    private static boolean looksRandom(String text, int start, int end) {
        int length = end - start;
        int lower = 0;
        int upper = 0;
        int digits = 0;
        int hex = 0;
        int inWords = 0;
        int word = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean isLower = c >= 'a' && c <= 'z';
            word = isLower ? word + 1 : 0;
            inWords += word == SHORTEST_WORD ? SHORTEST_WORD : word > SHORTEST_WORD ? 1 : 0;
            lower += isLower ? 1 : 0;
            upper += c >= 'A' && c <= 'Z' ? 1 : 0;
            digits += c >= '0' && c <= '9' ? 1 : 0;
            hex += Character.digit(c, 16) >= 0 ? 1 : 0;
        }
        if (hex == length && (lower == 0 || upper == 0)) {
            return length >= SHORTEST_HEX && digits > 0 && lower + upper > 0 && bits(text, start, end) >= HEX_BITS;
        }
        return lower > 0
                && upper > 0
                && digits >= FEWEST_DIGITS
                && inWords < MOST_IN_WORDS * length
                && bits(text, start, end) >= Math.min(BASE64_BITS, SHARE_OF_MOST_BITS * log2(length));
    }

    /** The entropy of the characters in bits for each of them. */
    static double bits(String text, int start, int end) {
        int[] counts = new int[128];
        for (int i = start; i < end; i++) {
            counts[text.charAt(i)]++;
        }
        double length = end - start;
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                bits -= count / length * log2(count / length);
            }
        }
        return bits;
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
