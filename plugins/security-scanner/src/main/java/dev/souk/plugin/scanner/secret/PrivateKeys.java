package dev.souk.plugin.scanner.secret;

import dev.souk.plugin.scanner.finding.Hit;
import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.finding.Severity;
import dev.souk.plugin.scanner.finding.Span;
import dev.souk.plugin.scanner.source.Window;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Private keys in their textual form (RFC 7468, the PEM of older OpenSSL, and OpenSSH's own). A header alone is no key: a rule, a
 * parser or a manual names it too. So a key is reported when its body follows, and with it is known whether it is encrypted.
 *
 * <p>Also tells which lines are the body of a block, a certificate's for one, for they look as random as secrets do.
 */
final class PrivateKeys {
    private static final Rule RSA = rule("private-key-rsa", Severity.CRITICAL, "An RSA private key");
    private static final Rule EC = rule("private-key-ec", Severity.CRITICAL, "An elliptic-curve private key");
    private static final Rule DSA = rule("private-key-dsa", Severity.CRITICAL, "A DSA private key");
    private static final Rule OPENSSH = rule("private-key-openssh", Severity.CRITICAL, "An OpenSSH private key");
    private static final Rule PGP = rule("private-key-pgp", Severity.CRITICAL, "A PGP private key");
    private static final Rule PKCS8 = rule("private-key-pkcs8", Severity.CRITICAL, "A private key (PKCS #8)");
    private static final Rule ENCRYPTED = rule("private-key-encrypted", Severity.MEDIUM, "An encrypted private key");

    static final List<Rule> RULES = List.of(RSA, EC, DSA, OPENSSH, PGP, PKCS8, ENCRYPTED);

    private static final Map<String, Rule> BY_LABEL = Map.of(
            "RSA PRIVATE KEY", RSA,
            "EC PRIVATE KEY", EC,
            "DSA PRIVATE KEY", DSA,
            "OPENSSH PRIVATE KEY", OPENSSH,
            "PGP PRIVATE KEY BLOCK", PGP,
            "PRIVATE KEY", PKCS8,
            "ENCRYPTED PRIVATE KEY", ENCRYPTED);

    static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40}+)-----");
    private static final Pattern BODY = Pattern.compile("[A-Za-z0-9+/]{16,80}+={0,2}+");
    private static final Pattern BODY_LINE = Pattern.compile(
            "[\\s\"'`+*#/>]{0,40}+=?+[A-Za-z0-9+/]{1,80}+={0,2}+(?:\\\\[rn]){0,2}+[\\s\"'`+,;)\\\\]{0,20}+");
    private static final Pattern HEADER =
            Pattern.compile("[\\s\"'`+*#/>]{0,40}+(?:(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset): .{0,200}+)?");
    private static final Pattern BODY_IN_ONE_LINE = Pattern.compile("(?:\\\\[rn]|[\\s\"'`+]){0,20}+"
            + "(?:(?:Proc-Type|DEK-Info|Version|Comment): [^\\\\]{1,200}+(?:\\\\[rn]){1,4}+){0,4}+[A-Za-z0-9+/]{16}");
    private static final Pattern ENCRYPTED_HEADER = Pattern.compile("Proc-Type: ?4, ?ENCRYPTED");
    private static final int LONGEST_BODY_IN_ONE_LINE = 10_000;
    private static final String NO_CIPHER = "none";

    private final Consumer<Hit> hits;
    private @Nullable Hit waiting;
    private boolean inBlock;

    PrivateKeys(Consumer<Hit> hits) {
        this.hits = hits;
    }

    private static Rule rule(String id, Severity severity, String what) {
        return Rule.of(
                id,
                severity,
                what + " is written in the text.",
                "Replace the key pair wherever it is trusted, remove the key from the history, and mount the new one from a secret"
                        + " store.");
    }

    /** Whether a line is the body of a block and nothing else. */
    boolean isBody(Window window) {
        String text = window.line().text();
        Hit key = waiting;
        boolean marker = text.contains("-----");
        if (inBlock && !marker) {
            inBlock = BODY_LINE.matcher(text).matches() || HEADER.matcher(text).matches();
        }
        if (key != null) {
            decide(key, text);
        }
        boolean body = inBlock && !marker;
        Matcher begin = BEGIN.matcher(text);
        while (begin.find()) {
            if (window.owns(begin.start())) {
                begin(window, begin);
            }
        }
        if (text.contains("-----END ")) {
            inBlock = false;
        }
        return body;
    }

    private void begin(Window window, Matcher begin) {
        String text = window.line().text();
        inBlock = true;
        waiting = null;
        Rule rule = BY_LABEL.get(begin.group(1));
        if (rule == null) {
            return;
        }
        Optional<Span> here = bodyAfter(text, begin.end());
        if (here.isPresent()) {
            Span body = here.get();
            hits.accept(new Hit(
                    encryptedOr(rule, text.substring(begin.end(), body.end())),
                    Hit.at(rule, window.line(), begin.start(), body.start()).context(),
                    window.line().offset() + begin.start(),
                    body.shifted(window.line().offset())));
        } else {
            waiting = Hit.at(rule, window.line(), begin.start(), begin.end());
        }
    }

    /** The body of a key that stands in one line with its header, as in JSON. */
    static Optional<Span> bodyAfter(String text, int from) {
        int end = text.indexOf("-----END", from);
        int most = Math.min(end < 0 ? text.length() : end, from + LONGEST_BODY_IN_ONE_LINE);
        return BODY_IN_ONE_LINE.matcher(text).region(from, most).lookingAt()
                ? Optional.of(new Span(from, most))
                : Optional.empty();
    }

    private void decide(Hit key, String text) {
        if (ENCRYPTED_HEADER.matcher(text).find()) {
            waiting = new Hit(ENCRYPTED, key.context(), key.column(), null);
        } else if (text.contains("-----END") || text.contains("-----BEGIN")) {
            waiting = null;
        } else if (BODY_LINE.matcher(text).matches() && BODY.matcher(text).find()) {
            Rule rule = encryptedOr(key.rule(), text);
            hits.accept(new Hit(rule, key.context(), key.column(), null));
            waiting = null;
        } else if (!HEADER.matcher(text).matches()) {
            waiting = null;
        }
    }

    private static Rule encryptedOr(Rule rule, String body) {
        if (ENCRYPTED_HEADER.matcher(body).find()) {
            return ENCRYPTED;
        }
        return rule.equals(OPENSSH) && isEncryptedOpenSsh(body) ? ENCRYPTED : rule;
    }

    /** OpenSSH's PROTOCOL.key: the magic {@code openssh-key-v1\0}, then the cipher's name after four bytes of length. */
    private static boolean isEncryptedOpenSsh(String body) {
        Matcher first = BODY.matcher(body);
        if (!first.find()) {
            return false;
        }
        String whole = first.group().replace("=", "");
        byte[] bytes = Base64.getDecoder().decode(whole.substring(0, whole.length() / 4 * 4));
        String start = new String(bytes, StandardCharsets.ISO_8859_1);
        int cipher = "openssh-key-v1".length() + 1 + 4;
        return start.startsWith("openssh-key-v1")
                && start.length() >= cipher + 4
                && !start.startsWith(NO_CIPHER, cipher);
    }
}
