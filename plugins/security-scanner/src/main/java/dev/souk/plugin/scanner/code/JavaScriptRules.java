package dev.souk.plugin.scanner.code;

import static dev.souk.plugin.scanner.code.CodeRule.code;
import static dev.souk.plugin.scanner.code.CodeRule.text;

import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.finding.Severity;
import java.util.List;

/** What is looked for in JavaScript and TypeScript. */
final class JavaScriptRules {
    private static final Rule EVAL = Rule.of(
            "js-eval",
            Severity.HIGH,
            "A text is run as code.",
            "Use JSON.parse for values, or a table of functions for choices.");
    private static final Rule INNER_HTML = Rule.of(
            "js-inner-html",
            Severity.MEDIUM,
            "A value becomes part of the page as HTML, and with it any script that stands in it.",
            "Use textContent, or clean the HTML with a sanitizer first.");
    private static final Rule DOCUMENT_WRITE = Rule.of(
            "js-document-write",
            Severity.LOW,
            "document.write puts text into the page as HTML, and with it any script that stands in it.",
            "Create elements, and set their textContent.");
    private static final Rule COMMAND = Rule.of(
            "js-command-template",
            Severity.HIGH,
            "A shell command is put together from texts, so that a value can become a command.",
            "Use execFile or spawn with a list of arguments.");
    private static final Rule NO_VERIFICATION = Rule.of(
            "js-no-certificate-check",
            Severity.HIGH,
            "TLS certificates are not verified.",
            "Leave the check on; name a private authority's certificate with the option ca, or NODE_EXTRA_CA_CERTS.");
    private static final Rule PREDICTABLE_RANDOM = Rule.of(
            "js-predictable-random",
            Severity.HIGH,
            "A secret comes from Math.random, which can be predicted.",
            "Use crypto.randomBytes, crypto.randomUUID or crypto.getRandomValues.");

    private static final String SECRET_NAME = "(?i:token|password|secret|nonce|salt|otp\\b|session_?id|csrf|api_?key)";

    static final List<CodeRule> ALL = List.of(
            code(EVAL, "eval", "(?:(?<![\\w$.])|\\b(?:window|globalThis)\\.)eval\\s{0,4}+\\("),
            code(EVAL, "Function", "\\bnew Function\\s{0,4}+\\("),
            code(INNER_HTML, "erHTML", "\\.(?:inner|outer)HTML\\s{0,4}+\\+?=(?!=)")
                    .without("\\A\\s*+(?:\"\\s*+\"|'\\s*+')\\s*+;?\\s*+\\z"),
            code(INNER_HTML, "insertAdjacentHTML", "\\.insertAdjacentHTML\\s{0,4}+\\(")
                    .without("[\"']\\s*+,\\s*+(?:\"\\s*+\"|'\\s*+')\\s*+\\z"),
            code(INNER_HTML, "dangerouslySetInnerHTML", "\\bdangerouslySetInnerHTML\\s{0,4}+="),
            code(DOCUMENT_WRITE, "document.write", "\\bdocument\\.write(?:ln)?\\s{0,4}+\\("),
            text(COMMAND, "exec", "(?:(?<![\\w$.])|\\b(?:child_process|childProcess|cp)\\.)exec(?:Sync)?\\s{0,4}+\\(")
                    .with(
                            "\\A\\s*+(?:`[^`]{0,1000}\\$\\{|\"[^\"\\n]{0,1000}+\"\\s*+\\+|'[^'\\n]{0,1000}+'\\s*+\\+|[\\w$.]{1,60}+\\s*+\\+)"),
            code(NO_VERIFICATION, "rejectUnauthorized", "\\brejectUnauthorized\\s{0,4}+[:=]\\s{0,4}+false\\b"),
            text(
                    NO_VERIFICATION,
                    "NODE_TLS_REJECT_UNAUTHORIZED",
                    "\\bNODE_TLS_REJECT_UNAUTHORIZED[\"'\\]]{0,2}+\\s{0,4}+=\\s{0,4}+[\"'`]?0"),
            text(
                    PREDICTABLE_RANDOM,
                    "Math.random",
                    SECRET_NAME
                            + "[\\w$]{0,40}+(?:\\s{0,4}+=(?![=>])|\\s{0,4}+:|\\([^)\\n]{0,100}+\\)\\s{0,4}+\\{)[^;}]{0,200}?\\bMath\\.random\\("));

    private JavaScriptRules() {}
}
