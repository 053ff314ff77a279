package dev.souk.plugin.scanner.code;

import static dev.souk.plugin.scanner.code.CodeRule.code;
import static dev.souk.plugin.scanner.code.CodeRule.text;

import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.finding.Severity;
import java.util.List;

/** What is looked for in Python. */
final class PythonRules {
    private static final Rule EVAL = Rule.of(
            "python-eval",
            Severity.HIGH,
            "A text is run as code.",
            "Use ast.literal_eval for values, or a table of functions for choices.");
    private static final Rule PICKLE = Rule.of(
            "python-pickle",
            Severity.MEDIUM,
            "Loading pickled or marshalled data can run code that came with it.",
            "Use a data format such as JSON, or load only what you signed yourself.");
    private static final Rule YAML = Rule.of(
            "python-yaml-load",
            Severity.HIGH,
            "yaml.load without a safe loader can run code that stands in the document.",
            "Use yaml.safe_load.");
    private static final Rule SHELL = Rule.of(
            "python-shell",
            Severity.HIGH,
            "A command goes through a shell, so that a value can become a command.",
            "Pass a list of arguments to subprocess, without shell=True.");
    private static final Rule NO_VERIFICATION = Rule.of(
            "python-no-verification",
            Severity.HIGH,
            "A certificate or a signature is not verified.",
            "Leave verification on; name a private authority's certificate with verify=\"/path/to/ca.pem\".");
    private static final Rule DEBUG = Rule.of(
            "python-debug",
            Severity.MEDIUM,
            "Debug mode shows strangers the inside of the program, and lets them run code in it.",
            "Turn it on by an environment variable, and only on a developer's machine.");
    private static final Rule TEMPORARY_NAME = Rule.of(
            "python-temporary-name",
            Severity.MEDIUM,
            "tempfile.mktemp gives a name that somebody else may take first.",
            "Use tempfile.NamedTemporaryFile or mkstemp.");
    private static final Rule WEAK_HASH = Rule.of(
            "python-weak-hash",
            Severity.MEDIUM,
            "MD5 and SHA-1 no longer keep anybody from making two texts with one hash.",
            "Use hashlib.sha256 or better, or say usedforsecurity=False; for passwords Argon2id or bcrypt.");

    /** Arguments that put a text together. */
    private static final String BUILT_TEXT = "\\A\\s*+[fF]['\"]|['\"]\\s*+[+%]|\\+\\s*+['\"]|\\.format\\(";

    static final List<CodeRule> ALL = List.of(
            code(EVAL, "eval", "(?<![\\w.])(?<!def )eval\\s{0,4}+\\("),
            code(EVAL, "exec", "(?<![\\w.])(?<!def )exec\\s{0,4}+\\("),
            code(PICKLE, "ickle", "\\b(?:c?[pP]ickle|_pickle|jsonpickle)\\.(?:loads?|decode|Unpickler)\\s{0,4}+\\("),
            code(PICKLE, "marshal", "\\bmarshal\\.loads?\\s{0,4}+\\("),
            code(PICKLE, "dill", "\\bdill\\.(?:loads?|Unpickler)\\s{0,4}+\\("),
            code(PICKLE, "joblib", "\\bjoblib\\.load\\s{0,4}+\\("),
            code(YAML, "yaml", "\\byaml\\.(?:load|load_all)\\s{0,4}+\\(")
                    .without("\\bC?SafeLoader\\b|\\bC?BaseLoader\\b"),
            code(YAML, "yaml", "\\byaml\\.(?:unsafe_load|unsafe_load_all|full_load|full_load_all)\\s{0,4}+\\("),
            code(SHELL, "shell", "\\b(?:run|call|check_call|check_output|Popen|create_subprocess_shell)\\s{0,4}+\\(")
                    .with("\\bshell\\s{0,4}+=\\s{0,4}+True\\b"),
            text(SHELL, "os.system", "\\bos\\.system\\s{0,4}+\\(").with(BUILT_TEXT),
            text(SHELL, "os.popen", "\\bos\\.popen\\s{0,4}+\\(").with(BUILT_TEXT),
            code(NO_VERIFICATION, "verify", "\\bverify(?:_ssl|_signature)?\\s{0,4}+=\\s{0,4}+False\\b"),
            code(NO_VERIFICATION, "_create_unverified_context", "\\bssl\\._create_unverified_context\\b"),
            code(DEBUG, "debug", "\\.run\\s{0,4}+\\(").with("\\bdebug\\s{0,4}+=\\s{0,4}+True\\b"),
            code(DEBUG, "DEBUG", "(?m)^DEBUG\\s{0,4}+=\\s{0,4}+True\\b"),
            code(DEBUG, "debug", "\\bapp\\.debug\\s{0,4}+=\\s{0,4}+True\\b"),
            code(TEMPORARY_NAME, "mktemp", "\\btempfile\\.mktemp\\s{0,4}+\\("),
            code(WEAK_HASH, "hashlib", "\\bhashlib\\.(?:md5|sha1)\\s{0,4}+\\(")
                    .without("\\busedforsecurity\\s{0,4}+=\\s{0,4}+False\\b"),
            text(WEAK_HASH, "hashlib", "\\bhashlib\\.new\\s{0,4}+\\(\\s{0,40}+[\"'](?i:md5|sha1)[\"']"));

    private PythonRules() {}
}
