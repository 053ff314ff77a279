package dev.souk.plugin.scanner.secret;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a secret from what stands in its place in samples, templates and documentation. */
public final class Placeholders {
    private static final Pattern MADE_UP = Pattern.compile(
            "(?i)example|placeholder|change[-_]?(?:me|it)|replace[-_]?(?:me|this|with)|fake|dummy|redacted|xxxx|\\*\\*\\*|\\.\\.\\.|"
                    + "\\$\\{|\\$\\(|\\{\\{|#\\{|<%|your[-_]|^your|insert[-_]|_here\\b|-here\\b");

    private static final Pattern REFERENCE = Pattern.compile(
            "^(?:[$<%{\\[]|\\.{0,2}+(?:/[\\w.-]{1,60}+){2,20}+/?$|[a-z][a-z0-9+.-]{1,20}+://"
                    + "|arn:|vault:|ref\\+|ENC\\[|ENC\\(|env[.:(]|os\\.|process\\.env|secrets?\\.|var\\.|local\\.|data\\.|file:|classpath:"
                    + "|[A-Za-z]{1,40}+(?:\\.[A-Za-z]{1,40}+){1,8}+$|[~^<>=v]{0,2}+\\d{1,4}+(?:\\.\\d{1,6}+){1,3}+[\\w+-]{0,20}+$)");

    private static final Set<String> PLAIN_WORDS = Set.of(
            "password",
            "passwd",
            "passphrase",
            "pass",
            "pwd",
            "pw",
            "secret",
            "token",
            "apikey",
            "key",
            "credential",
            "credentials",
            "string",
            "str",
            "text",
            "hidden",
            "required",
            "optional",
            "true",
            "false",
            "null",
            "none",
            "nil",
            "undefined",
            "yes",
            "no",
            "on",
            "off",
            "enabled",
            "disabled",
            "default",
            "empty",
            "unset",
            "test",
            "testing",
            "sample",
            "todo",
            "tbd",
            "n/a",
            "user",
            "username",
            "bearer",
            "basic",
            "input",
            "mysecret",
            "mypassword",
            "number",
            "boolean",
            "integer",
            "object",
            "plaintext",
            "prompt",
            "value");

    private static final int FEWEST_DIFFERENT = 4;

    private Placeholders() {}

    /** Whether something with the look of a provider's key only stands in for one. */
    static boolean isMadeUp(String secret) {
        return MADE_UP.matcher(secret).find() || hasFewDifferent(secret);
    }

    /** Whether the value of a password, a token or the like is no secret, but a reference, a type, a word of explanation. */
    public static boolean isNoSecret(String value) {
        String bare = value.strip();
        return bare.isEmpty()
                || PLAIN_WORDS.contains(bare.toLowerCase(Locale.ROOT))
                || MADE_UP.matcher(bare).find()
                || REFERENCE.matcher(bare).find()
                || bare.chars().distinct().count() < 2;
    }

    private static boolean hasFewDifferent(String secret) {
        int afterPrefix = Math.min(secret.length(), 8);
        return secret.substring(afterPrefix)
                                .chars()
                                .distinct()
                                .limit(FEWEST_DIFFERENT)
                                .count()
                        < FEWEST_DIFFERENT
                && secret.length() >= 16;
    }
}
