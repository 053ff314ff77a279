package dev.souk.plugin.scanner.secret;

import dev.souk.plugin.scanner.finding.Rule;
import dev.souk.plugin.scanner.finding.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A kind of secret that is known by its look.
 *
 * @param rule the rule that looks for it
 * @param keywords lower-case texts of which one stands in every line that has such a secret; what makes a scan fast
 * @param pattern its look; the first group, if it has one, is the secret
 */
record SecretPattern(Rule rule, List<String> keywords, Pattern pattern) {
    /**
     * A key that some provider issues.
     *
     * @param id the rule's id
     * @param what what it is, to follow "This looks like"
     * @param where where to revoke it, to follow "Revoke it"
     * @param keywords one of them stands in every line that has one; in lower case, with spaces between
     * @param regex its look, in which no repetition is without a bound
     */
    static SecretPattern issued(
            String id, Severity severity, String what, String where, String keywords, String regex) {
        Rule rule = Rule.of(
                id,
                severity,
                "This looks like " + what + ".",
                "Revoke it " + where + ", issue a new one, and read that from a secret store or the environment.");
        return new SecretPattern(rule, List.of(keywords.split(" ")), Pattern.compile(regex));
    }

    boolean mayStandIn(String lowerCase) {
        for (String keyword : keywords) {
            if (lowerCase.contains(keyword)) {
                return true;
            }
        }
        return false;
    }
}
