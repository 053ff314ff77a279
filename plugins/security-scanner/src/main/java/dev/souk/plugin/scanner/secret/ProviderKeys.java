package dev.souk.plugin.scanner.secret;

import static dev.souk.plugin.scanner.finding.Severity.CRITICAL;
import static dev.souk.plugin.scanner.finding.Severity.HIGH;
import static dev.souk.plugin.scanner.finding.Severity.MEDIUM;
import static dev.souk.plugin.scanner.secret.SecretPattern.issued;

import dev.souk.plugin.scanner.finding.Rule;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The secrets with a look of their own, as the providers document it. Every repetition has a bound or gives nothing back
 * ({@code ++}), so that no line takes more than a small multiple of its length.
 */
final class ProviderKeys {
    private static final String NOT_AFTER_WORD = "(?<![A-Za-z0-9_])";
    private static final String NOT_AFTER_DASH = "(?<![A-Za-z0-9_.-])";
    private static final String NOT_BEFORE_WORD = "(?![A-Za-z0-9_])";

    static final List<SecretPattern> ALL = List.of(
            issued(
                    "secret-aws-access-key",
                    HIGH,
                    "an AWS access key id",
                    "in AWS IAM",
                    "akia asia",
                    NOT_AFTER_WORD + "(A(?:KIA|SIA)[A-Z0-9]{16})" + NOT_BEFORE_WORD),
            issued(
                    "secret-aws-secret-key",
                    CRITICAL,
                    "an AWS secret access key",
                    "in AWS IAM",
                    "secret",
                    "(?i:secret[_-]?access[_-]?key|aws[_-]?secret[_-]?key|aws[_-]?secret)[\"']?\\s{0,8}+(?:=>|:=|[:=])"
                            + "\\s{0,8}+[\"']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])"),
            issued(
                    "secret-github-token",
                    CRITICAL,
                    "a GitHub access token",
                    "in GitHub's developer settings",
                    "ghp_ gho_ ghu_ ghs_ ghr_",
                    NOT_AFTER_WORD + "(gh[pousr]_[A-Za-z0-9]{36,255}+)" + NOT_BEFORE_WORD),
            issued(
                    "secret-github-fine-grained-token",
                    CRITICAL,
                    "a fine-grained GitHub access token",
                    "in GitHub's developer settings",
                    "github_pat_",
                    NOT_AFTER_WORD + "(github_pat_[A-Za-z0-9_]{50,255}+)" + NOT_BEFORE_WORD),
            issued(
                    "secret-gitlab-token",
                    CRITICAL,
                    "a GitLab token",
                    "in GitLab",
                    "glpat- gldt- glrt- glptt- gloas- glsoat- glcbt- glft-",
                    NOT_AFTER_DASH + "(gl(?:pat|dt|rt|ptt|oas|soat|cbt|ft)-[A-Za-z0-9_-]{20,255}+)" + NOT_BEFORE_WORD),
            issued(
                    "secret-slack-token",
                    CRITICAL,
                    "a Slack token",
                    "in the settings of the Slack app",
                    "xox xapp-",
                    NOT_AFTER_DASH + "((?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,250}+)" + NOT_BEFORE_WORD),
            issued(
                    "secret-slack-webhook",
                    HIGH,
                    "a Slack webhook, which lets anybody post",
                    "in the settings of the Slack app",
                    "hooks.slack.com",
                    "hooks\\.slack\\.com/(?:services|workflows|triggers)/(T[A-Z0-9]{6,20}+/[A-Z0-9]{6,20}+/[A-Za-z0-9/]{16,80}+)"),
            issued(
                    "secret-stripe-key",
                    CRITICAL,
                    "a live Stripe key",
                    "in the Stripe dashboard",
                    "k_live_",
                    NOT_AFTER_WORD + "([sr]k_live_[A-Za-z0-9]{16,250}+)" + NOT_BEFORE_WORD),
            issued(
                    "secret-google-api-key",
                    HIGH,
                    "a Google API key",
                    "in the Google Cloud console",
                    "aiza",
                    NOT_AFTER_DASH + "(AIza[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])"),
            issued(
                    "secret-google-oauth-secret",
                    CRITICAL,
                    "a Google OAuth client secret",
                    "in the Google Cloud console",
                    "gocspx-",
                    NOT_AFTER_DASH + "(GOCSPX-[A-Za-z0-9_-]{28})(?![A-Za-z0-9_-])"),
            issued(
                    "secret-anthropic-key",
                    CRITICAL,
                    "an Anthropic API key",
                    "in the Anthropic console",
                    "sk-ant-",
                    NOT_AFTER_DASH + "(sk-ant-[A-Za-z0-9_-]{20,250}+)"),
            issued(
                    "secret-openai-key",
                    CRITICAL,
                    "an OpenAI API key",
                    "in the OpenAI dashboard",
                    "sk-",
                    NOT_AFTER_DASH
                            + "(sk-(?:(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,250}+|[A-Za-z0-9]{40,64}+))"
                            + NOT_BEFORE_WORD),
            issued(
                    "secret-hugging-face-token",
                    CRITICAL,
                    "a Hugging Face access token",
                    "in the Hugging Face settings",
                    "hf_",
                    NOT_AFTER_WORD + "(hf_[A-Za-z0-9]{34,40}+)" + NOT_BEFORE_WORD),
            issued(
                    "secret-npm-token",
                    CRITICAL,
                    "an npm access token",
                    "at npmjs.com",
                    "npm_",
                    NOT_AFTER_WORD + "(npm_[A-Za-z0-9]{36})" + NOT_BEFORE_WORD),
            issued(
                    "secret-pypi-token",
                    CRITICAL,
                    "a PyPI upload token",
                    "at pypi.org",
                    "pypi-",
                    NOT_AFTER_DASH + "(pypi-AgE[A-Za-z0-9_-]{50,250}+)"),
            issued(
                    "secret-docker-hub-token",
                    CRITICAL,
                    "a Docker Hub access token",
                    "at hub.docker.com",
                    "dckr_",
                    NOT_AFTER_DASH + "(dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,100}+)"),
            issued(
                    "secret-vault-token",
                    CRITICAL,
                    "a HashiCorp Vault token",
                    "in Vault",
                    "hvs. hvb. hvr.",
                    NOT_AFTER_DASH + "(hv[sbr]\\.[A-Za-z0-9_-]{24,250}+)"),
            issued(
                    "secret-sendgrid-key",
                    CRITICAL,
                    "a SendGrid API key",
                    "in the SendGrid settings",
                    "sg.",
                    NOT_AFTER_DASH + "(SG\\.[A-Za-z0-9_-]{16,32}+\\.[A-Za-z0-9_-]{16,64}+)"),
            issued(
                    "secret-twilio-key",
                    CRITICAL,
                    "a Twilio API key",
                    "in the Twilio console",
                    "sk",
                    NOT_AFTER_WORD + "(SK[0-9a-f]{32})" + NOT_BEFORE_WORD),
            issued(
                    "secret-twilio-auth-token",
                    CRITICAL,
                    "a Twilio auth token",
                    "in the Twilio console",
                    "twilio",
                    "(?i:twilio[\\w.-]{0,20}?token)[\"']?\\s{0,8}+(?:=>|:=|[:=])\\s{0,8}+[\"']?([0-9a-f]{32})(?![0-9a-zA-Z])"),
            issued(
                    "secret-azure-storage-key",
                    CRITICAL,
                    "an Azure storage account key",
                    "in the Azure portal by rotating it",
                    "accountkey",
                    "(?i:AccountKey)\\s{0,4}+=\\s{0,4}+([A-Za-z0-9+/]{86}==)"),
            issued(
                    "secret-souk-key",
                    CRITICAL,
                    "a live Souk API key",
                    "in Souk",
                    "souk_live_",
                    NOT_AFTER_DASH + "(souk_live_[A-Za-z0-9_-]{16,250}+)"),
            issued(
                    "secret-json-web-token",
                    MEDIUM,
                    "a JSON Web Token",
                    "where it was issued, or let it expire",
                    "eyj",
                    NOT_AFTER_DASH
                            + "(eyJ[A-Za-z0-9_-]{8,2000}+\\.eyJ[A-Za-z0-9_-]{8,8000}+\\.[A-Za-z0-9_-]{16,2000}+)"),
            new SecretPattern(
                    Rule.of(
                            "secret-authorization-header",
                            HIGH,
                            "An Authorization header is written with its credentials.",
                            "Change the credentials, and add the header from a secret store when the request is made."),
                    List.of("authorization"),
                    Pattern.compile("(?i:authorization)[\"']?\\s{0,8}+[:=,]\\s{0,8}+[\"'`]?(?i:basic|bearer)\\s{1,4}+"
                            + "([A-Za-z0-9+/._~-]{12,2000}+={0,2}+)")),
            new SecretPattern(
                    Rule.of(
                            "secret-database-url",
                            CRITICAL,
                            "A database or broker address holds its password.",
                            "Change the password, and put the address together from parts of which the password comes from a"
                                    + " secret store."),
                    List.of("://"),
                    Pattern.compile(
                            NOT_AFTER_DASH + "(?i:postgres(?:ql)?|mysql|mariadb|mongodb(?:\\+srv)?|rediss?|amqps?|mssql"
                                    + "|sqlserver|oracle|clickhouse|cockroachdb|couchdb|neo4j|nats)(?:\\+[a-z0-9]{1,20}+)?"
                                    + "://[^\\s/:@\"'<>]{0,200}+:([^\\s/@\"'<>]{1,200}+)@[\\w.\\[-]")),
            new SecretPattern(
                    Rule.of(
                            "secret-basic-auth-url",
                            HIGH,
                            "An address holds a user name and password.",
                            "Change the password, and send it in a header that is read from a secret store."),
                    List.of("://"),
                    Pattern.compile(
                            NOT_AFTER_DASH + "(?i:https?|ftps?|sftp|ssh|git|git\\+https|wss?|ldaps?|smtps?|imaps?|svn)"
                                    + "://[^\\s/:@\"'<>]{0,200}+:([^\\s/@\"'<>]{1,200}+)@[\\w.\\[-]")));

    private ProviderKeys() {}
}
