package dev.souk.plugin.scanner.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells from the name of a setting or variable whether its value is a secret: {@code DB_PASSWORD} is, {@code passwordFile} is not. */
public final class SecretNames {
    /** The part of a name that makes one look closer. */
    static final Pattern KEYWORD = Pattern.compile("(?i)passw(?:or)?d|passphrase|pwd|secret|token|credentials?"
            + "|(?:api|access|auth|private|encryption|signing|master|account)[_-]?key");

    private static final Set<String> AFTER = Set.of(
            "file",
            "files",
            "path",
            "dir",
            "url",
            "uri",
            "name",
            "names",
            "id",
            "ref",
            "type",
            "field",
            "length",
            "len",
            "size",
            "count",
            "policy",
            "expiry",
            "expires",
            "expiration",
            "ttl",
            "timeout",
            "hash",
            "hashed",
            "encoder",
            "provider",
            "service",
            "regex",
            "pattern",
            "label",
            "placeholder",
            "hint",
            "min",
            "max",
            "reset",
            "strength",
            "validator",
            "validation",
            "required",
            "enabled",
            "rotation",
            "prefix",
            "suffix",
            "header",
            "param",
            "parameter",
            "endpoint",
            "manager",
            "store",
            "version",
            "algorithm",
            "arn",
            "selector",
            "column",
            "mode",
            "class",
            "input",
            "form",
            "error",
            "message",
            "text",
            "title",
            "env",
            "var",
            "source",
            "location",
            "format",
            "address",
            "usage",
            "limit",
            "budget",
            "scope",
            "audience",
            "issuer",
            "generator",
            "factory",
            "kind",
            "mount",
            "projection",
            "index",
            "position",
            "namespace");

    private static final Set<String> BEFORE = Set.of(
            "no",
            "without",
            "has",
            "is",
            "use",
            "uses",
            "allow",
            "require",
            "requires",
            "forgot",
            "reset",
            "show",
            "hide",
            "public",
            "next",
            "page",
            "continuation",
            "csrf",
            "xsrf",
            "cancel",
            "cancellation",
            "hashed",
            "encrypted",
            "sealed",
            "max",
            "min",
            "num",
            "count",
            "prompt",
            "completion",
            "total",
            "invalid",
            "wrong",
            "missing",
            "design",
            "syntax");

    private static final Pattern WORD = Pattern.compile("[A-Z]{2,40}+(?![a-z])|[A-Z]?[a-z]{1,40}+|[A-Z]{1,40}+");

    private SecretNames() {}

    /** Whether the value under this name is a secret. */
    public static boolean isSecret(String name) {
        Matcher keyword = KEYWORD.matcher(name);
        while (keyword.find()) {
            if (isSecret(name.substring(0, keyword.start()), keyword.group(), name.substring(keyword.end()))) {
                return true;
            }
        }
        return false;
    }

    /** The same, for a name that was cut around the keyword already. */
    static boolean isSecret(String before, String keyword, String after) {
        return endsWord(keyword, after)
                && words(after).stream().noneMatch(AFTER::contains)
                && words(before).stream().noneMatch(BEFORE::contains);
    }

    /** {@code tokens} and {@code tokenizer} are other words; {@code token2}, {@code token_x} and {@code tokenValue} are not. */
    private static boolean endsWord(String keyword, String after) {
        if (after.isEmpty()) {
            return true;
        }
        char next = after.charAt(0);
        boolean upperCase = Character.isUpperCase(keyword.charAt(keyword.length() - 1));
        return !Character.isLowerCase(next) && !(upperCase && Character.isUpperCase(next));
    }

    private static List<String> words(String part) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(part);
        while (word.find()) {
            words.add(word.group().toLowerCase(Locale.ROOT));
        }
        return words;
    }
}
