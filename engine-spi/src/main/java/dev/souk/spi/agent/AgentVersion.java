package dev.souk.spi.agent;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A semantic version, ordered as Semantic Versioning 2.0.0 section 11 says. Build metadata is not kept, because it has no
 * part in the order and two versions that differ in it alone are the same version.
 *
 * @param major incompatible changes
 * @param minor additions
 * @param patch repairs
 * @param preRelease the dot-separated identifiers behind the hyphen, or empty for a release
 * @since 0.1
 */
public record AgentVersion(int major, int minor, int patch, String preRelease) implements Comparable<AgentVersion> {
    private static final int MAX_TEXT = 64;
    private static final int MAX_NUMBER = 999_999_999;
    private static final String NUMBER = "(0|[1-9][0-9]{0,8})";
    private static final String IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)";
    private static final String IDENTIFIERS = IDENTIFIER + "(?:\\." + IDENTIFIER + ")*";
    private static final Pattern PRE_RELEASE = Pattern.compile(IDENTIFIERS);
    private static final Pattern FORM = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-(" + IDENTIFIERS
            + "))?(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if a number is not between 0 and 999,999,999, or the pre-release is not of its form
     */
    public AgentVersion {
        requireNumber(major);
        requireNumber(minor);
        requireNumber(patch);
        if (preRelease.length() > MAX_TEXT
                || !(preRelease.isEmpty() || PRE_RELEASE.matcher(preRelease).matches())) {
            throw new IllegalArgumentException("'" + abbreviated(preRelease) + "' is not a pre-release such as rc.1");
        }
    }

    private static void requireNumber(int number) {
        if (number < 0 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("a version's number is 0 to 999,999,999, not " + number);
        }
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /**
     * Reads a version.
     *
     * @param text for example {@code 1.4.0} or {@code 2.0.0-rc.1}; at most 64 characters
     * @return the version, without its build metadata
     * @throws IllegalArgumentException if the text is not a semantic version
     */
    public static AgentVersion parse(String text) {
        AgentVersion release = plainRelease(text);
        if (release != null) {
            return release;
        }
        Matcher matcher = FORM.matcher(text);
        if (text.length() > MAX_TEXT || !matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + abbreviated(text) + "' is not a semantic version such as 1.4.0 or 2.0.0-rc.1");
        }
        String preRelease = matcher.group(4);
        return new AgentVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                preRelease == null ? "" : preRelease);
    }

    /** A version of three numbers and nothing else, which is what nearly all are; null if it is anything else. */
    private static @Nullable AgentVersion plainRelease(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0) {
            return null;
        }
        int major = number(text, 0, first);
        int minor = number(text, first + 1, second);
        int patch = number(text, second + 1, text.length());
        return major < 0 || minor < 0 || patch < 0 ? null : new AgentVersion(major, minor, patch, "");
    }

    /** The number that stands there, or one below zero if none does. */
    private static int number(String text, int from, int to) {
        int length = to - from;
        if (length < 1 || length > 9 || (length > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = 10 * number + c - '0';
        }
        return number;
    }

    /** Whether this is a pre-release, which is never chosen unless it is asked for. */
    public boolean isPreRelease() {
        return !preRelease.isEmpty();
    }

    @Override
    public int compareTo(AgentVersion other) {
        int byNumbers = Integer.compare(major, other.major);
        if (byNumbers == 0) {
            byNumbers = Integer.compare(minor, other.minor);
        }
        if (byNumbers == 0) {
            byNumbers = Integer.compare(patch, other.patch);
        }
        return byNumbers != 0 ? byNumbers : comparePreReleases(preRelease, other.preRelease);
    }

    private static int comparePreReleases(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        String[] lefts = left.split("\\.");
        String[] rights = right.split("\\.");
        for (int i = 0; i < Math.min(lefts.length, rights.length); i++) {
            int order = compareIdentifiers(lefts[i], rights[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(lefts.length, rights.length);
    }

    private static int compareIdentifiers(String left, String right) {
        boolean leftIsNumber = left.chars().allMatch(Character::isDigit);
        boolean rightIsNumber = right.chars().allMatch(Character::isDigit);
        if (leftIsNumber && rightIsNumber) {
            int byLength = Integer.compare(left.length(), right.length());
            return byLength != 0 ? byLength : left.compareTo(right);
        }
        if (leftIsNumber != rightIsNumber) {
            return leftIsNumber ? -1 : 1;
        }
        return left.compareTo(right);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (preRelease.isEmpty() ? "" : "-" + preRelease);
    }
}
