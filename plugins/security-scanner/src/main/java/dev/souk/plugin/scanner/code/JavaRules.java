package dev.souk.plugin.scanner.code;

import static dev.souk.plugin.scanner.code.CodeRule.code;
import static dev.souk.plugin.scanner.code.CodeRule.text;

import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.finding.Severity;
import java.util.List;

/** What is looked for in Java. */
final class JavaRules {
    private static final Rule WEAK_HASH = Rule.of(
            "java-weak-hash",
            Severity.MEDIUM,
            "MD5 and SHA-1 no longer keep anybody from making two texts with one hash.",
            "Use SHA-256 or better; for passwords Argon2id or bcrypt.");
    private static final Rule WEAK_CIPHER = Rule.of(
            "java-weak-cipher",
            Severity.HIGH,
            "A weak cipher, or a mode that shows patterns of the text: plain \"AES\" means ECB.",
            "Use AES/GCM/NoPadding with a fresh nonce for each message.");
    private static final Rule TRUST_ALL = Rule.of(
            "java-trust-all-certificates",
            Severity.HIGH,
            "Every TLS certificate is trusted, whoever made it.",
            "Use the default trust manager, with a trust store of your own if the certificate is private.");
    private static final Rule ANY_HOST = Rule.of(
            "java-accept-any-hostname",
            Severity.HIGH,
            "A TLS certificate for any other host is accepted.",
            "Use the default hostname verifier.");
    private static final Rule PREDICTABLE_RANDOM = Rule.of(
            "java-predictable-random",
            Severity.HIGH,
            "A secret comes from a random generator that can be predicted.",
            "Use java.security.SecureRandom.");
    private static final Rule SQL = Rule.of(
            "java-sql-concatenation",
            Severity.HIGH,
            "SQL is put together from texts, so that a value can become a command.",
            "Use a prepared statement with parameters.");
    private static final Rule DESERIALIZATION = Rule.of(
            "java-object-deserialization",
            Severity.MEDIUM,
            "Reading serialized objects can run code that came with them.",
            "Use a data format such as JSON, or set an ObjectInputFilter that names the classes.");
    private static final Rule COMMAND = Rule.of(
            "java-command-concatenation",
            Severity.HIGH,
            "A command line is put together from texts, so that a value can become a command.",
            "Use ProcessBuilder with one list element for each argument.");

    private static final String SQL_START = "\"\\s{0,20}+(?:(?:SELECT|select)\\b(?=[^;]{0,600}?\\b(?:FROM|from)\\b)"
            + "|(?:UPDATE|update)\\b(?=[^;]{0,600}?\\b(?:SET|set)\\b)|(?:INSERT|insert)\\s{1,4}+(?:INTO|into)\\b"
            + "|(?:DELETE|delete)\\s{1,4}+(?:FROM|from)\\b)[^\"\\n]{0,500}+";
    private static final String CONSTANT = "[A-Z][A-Z0-9_]{0,60}+\\b(?!\\s*+[.(])";
    private static final String SECRET_NAME =
            "(?:[tT]oken|TOKEN|[pP]assword|PASSWORD|[sS]ecret|SECRET|[nN]once|[sS]alt|OTP|[oO]tp|[sS]essionId|[cC]srf|[aA]piKey|API_KEY)";

    static final List<CodeRule> ALL = List.of(
            text(
                    WEAK_HASH,
                    "MessageDigest",
                    "\\bMessageDigest\\s{0,40}+\\.\\s{0,40}+getInstance\\s{0,4}+\\(\\s{0,40}+\"(?i:MD[245]|SHA-?1|SHA)\""),
            code(
                    WEAK_HASH,
                    "DigestUtils",
                    "\\bDigestUtils\\.(?:md5|md5Hex|md5DigestAsHex|sha1|sha1Hex|sha|shaHex)\\s{0,4}+\\("),
            code(WEAK_HASH, "Hashing", "\\bHashing\\.(?:md5|sha1)\\s{0,4}+\\("),
            text(
                    WEAK_CIPHER,
                    "Cipher",
                    "\\bCipher\\s{0,40}+\\.\\s{0,40}+getInstance\\s{0,4}+\\(\\s{0,40}+\"(?i:(?:DES|DESede|TripleDES|RC2|RC4|ARCFOUR|Blowfish)"
                            + "(?:/[^\"\\n]{0,40}+)?|AES|(?!RSA/)[A-Za-z0-9_]{1,20}+/ECB/[^\"\\n]{0,40}+)\""),
            code(
                    TRUST_ALL,
                    "checkServerTrusted",
                    "\\bcheckServerTrusted\\s{0,4}+\\([^)]{0,300}+\\)\\s{0,40}+(?:throws\\s[\\w.,\\s]{1,200}+)?"
                            + "\\{\\s{0,400}+(?:return\\s{0,4}+;\\s{0,400}+)?\\}"),
            code(
                    TRUST_ALL,
                    "Trust",
                    "\\b(?:InsecureTrustManagerFactory|TrustAllStrategy|TrustAllCerts)\\b\\s{0,4}+[.(]"),
            code(
                    ANY_HOST,
                    "verify",
                    "\\bverify\\s{0,4}+\\([^)]{0,200}?\\bSSLSession\\b[^)]{0,60}+\\)\\s{0,40}+\\{\\s{0,400}+return\\s{1,4}+true\\s{0,4}+;"),
            code(
                    ANY_HOST,
                    "ostnameVerifier",
                    "\\b(?:set(?:Default)?H|h)ostnameVerifier\\s{0,4}+\\(\\s{0,40}+\\(?\\s{0,4}+\\w{1,40}+\\s{0,4}+,\\s{0,4}+\\w{1,40}+\\s{0,4}+\\)?"
                            + "\\s{0,4}+->\\s{0,40}+true\\b"),
            code(ANY_HOST, "NoopHostnameVerifier", "\\bNoopHostnameVerifier\\s{0,4}+[.(]"),
            code(ANY_HOST, "ALLOW_ALL_HOSTNAME_VERIFIER", "\\bALLOW_ALL_HOSTNAME_VERIFIER\\b"),
            code(
                    PREDICTABLE_RANDOM,
                    "new Random",
                    "\\bRandom\\s{1,4}+(\\w{1,40}+)\\s{0,4}+=\\s{0,4}+new Random\\([^)\\n]{0,60}+\\)(?=[^}]{0,300}?"
                            + SECRET_NAME + "\\w{0,40}+\\s{0,4}+=[^;]{0,100}?\\b\\1\\b)"),
            code(
                    PREDICTABLE_RANDOM,
                    "new Random",
                    SECRET_NAME
                            + "\\w{0,40}+\\s{0,4}+(?:=|\\([^)\\n]{0,100}+\\)\\s{0,4}+\\{)[^;}]{0,200}?\\bnew Random\\("),
            code(
                    PREDICTABLE_RANDOM,
                    "Math.random",
                    SECRET_NAME
                            + "\\w{0,40}+\\s{0,4}+(?:=|\\([^)\\n]{0,100}+\\)\\s{0,4}+\\{)[^;}]{0,200}?\\bMath\\.random\\("),
            text(
                    SQL,
                    "\"",
                    SQL_START + "\"(?:\\s{0,60}+\\+\\s{0,60}+(?:\"[^\"\\n]{0,500}+\"|" + CONSTANT + ")){0,20}+"
                            + "\\s{0,60}+\\+\\s{0,60}+(?!" + CONSTANT + ")[\\w(]"),
            text(SQL, "format", "\\bformat\\s{0,4}+\\(\\s{0,60}+(?=\"[^\"\\n]{0,500}?%s)" + SQL_START + "\""),
            code(DESERIALIZATION, "ObjectInputStream", "\\bnew ObjectInputStream\\s{0,4}+\\("),
            code(COMMAND, "getRuntime", "\\bgetRuntime\\s{0,4}+\\(\\s{0,4}+\\)\\s{0,40}+\\.\\s{0,4}+exec\\s{0,4}+\\(")
                    .with("\\+"));

    private JavaRules() {}
}
